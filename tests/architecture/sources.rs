//! The Rust files of the workspace, parsed.

use super::{files, root, text};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Every Rust file of the workspace, parsed once a thread: syntax trees do not pass between threads.
pub fn each(mut look: impl FnMut(&Source)) {
    for path in PATHS.iter() {
        look(&Source::read(path));
    }
}

/// Their paths.
pub fn paths() -> &'static [PathBuf] {
    &PATHS
}

static PATHS: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    let paths = files(&root(), ".rs");
    assert!(paths.len() > 100, "{}", paths.len());
    paths
});

/// One file.
pub struct Source {
    /// Its path from the root of the workspace.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its syntax tree.
    pub tree: syn::File,
}

impl Source {
    /// Reads one.
    pub fn read(path: &Path) -> Self {
        let text = text(path);
        let tree = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let path = path.strip_prefix(root()).expect("a path of the workspace");
        Self { path: path.to_string_lossy().replace('\\', "/"), text, tree }
    }

    /// The folder of its crate.
    pub fn folder(&self) -> &str {
        match self.path.split_once("/src/") {
            Some((folder, _)) => folder,
            None => self.path.split('/').next().expect("a folder"),
        }
    }

    /// The path of its module in the library of its crate; none for programs, benchmarks and tests.
    pub fn module(&self) -> Option<Vec<String>> {
        let (_, inner) = self.path.strip_suffix(".rs")?.split_once("/src/")?;
        let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
        match module.last()?.as_str() {
            "main" => return None,
            "mod" | "lib" => {
                module.pop();
            }
            _ => {}
        }
        (!module.iter().any(|part| part == "tests")).then_some(module)
    }
}

/// Whether an item is compiled for tests only.
pub fn for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Ident>().is_ok_and(|flag| flag == "test")
    })
}
