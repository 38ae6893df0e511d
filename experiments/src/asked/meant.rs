//! What a reader may have meant by a name that nothing has.

use fastox_calibration::parameters::diagnostic::nearest;
use fastox_model::geography::Province;
use std::path::Path;

/// The message for a name that no province has, and what would work.
pub(crate) fn no_province(name: &str) -> [String; 2] {
    let names = Province::all().flat_map(|p| [p.name(), p.name_zh()]);
    let meant = nearest(name, names).first().map(|best| format!("did you mean `{best}`? ")).unwrap_or_default();
    let help = "write a GB code, a Chinese or an English name, as `44`, `广东省` or `Guangdong`";
    [format!("there is no province `{name}`"), meant + help]
}

/// Whether a name is that of a file that lies there.
pub(crate) fn is_file_of_reader(name: &str) -> bool {
    name.contains(['.', '/', '\\']) && Path::new(name).is_file()
}

/// What lies where a path that leads nowhere points, and has nearly its name: `did you mean …? `, or nothing.
pub(crate) fn near(path: &Path) -> String {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let alike = entries.map(|entry| entry.path()).filter(|there| there.extension() == path.extension());
    let names: Vec<String> =
        alike.filter_map(|there| Some(there.file_name()?.to_string_lossy().into_owned())).collect();
    let Some(name) = path.file_name().map(|name| text(Path::new(name))) else { return String::new() };
    // A link to nowhere has the very name.
    let there = names.iter().map(String::as_str).filter(|there| *there != name || path.exists());
    let best = nearest(&name, there).first().map(|best| path.with_file_name(best));
    best.map(|best| format!("did you mean `{}`? ", text(&best))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_nowhere_is_answered_with_its_neighbour() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["early.toml", "early.md", "main-1"] {
            std::fs::write(folder.path().join(name), "").expect("a file");
        }
        let meant = |name: &str| near(&folder.path().join(name));
        let expected = |name: &str| format!("did you mean `{}`? ", folder.path().join(name).display());
        assert_eq!(meant("erly.toml"), expected("early.toml"));
        assert_eq!(meant("man-1"), expected("main-1"));
        assert_eq!(meant("sweep.toml"), "");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("nowhere", folder.path().join("lost.toml")).expect("a link");
            assert_eq!(meant("lost.toml"), "");
        }
    }
}
