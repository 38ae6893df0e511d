//! Equations, glossary and ODD name files, types, parameters that exist; and between them every module of the model.

use super::{page, quoted, root};
use crate::architecture::sources::{self, Source};
use fastox_calibration::parameters::Parameters;
use fastox_model::pooling;
use std::collections::BTreeSet;

const PAGES: [&str; 3] = ["model/docs/equations.md", "model/docs/glossary.md", "model/docs/odd.md"];
/// Where names of the pages begin.
const FOLDERS: [&str; 3] = ["", "model/src/", "model/src/pooling/"];

/// Whether a name is that of a file or a folder of sources.
fn exists(name: &str) -> bool {
    let is_there = |path: String| root().join(path).exists();
    FOLDERS.iter().any(|folder| is_there(format!("{folder}{name}")) || is_there(format!("{folder}{name}.rs")))
}

/// Whether a name is a path: with folders, or a file of Rust.
fn is_path(name: &str) -> bool {
    let ending = std::path::Path::new(name).extension();
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
    plain
        && !name.starts_with("--")
        && (name.contains('/') || ending.is_some_and(|ending| ending == "rs" || ending == "md"))
}

#[test]
fn files_that_pages_name_exist() {
    let documents = |name: &str| root().join("model/docs").join(name).exists();
    let mut named = 0;
    for of in PAGES {
        let text = page(of);
        let paths: Vec<&str> = quoted(&text).filter(|name| is_path(name)).collect();
        let gone: Vec<&&str> = paths.iter().filter(|name| !exists(name) && !documents(name)).collect();
        assert!(gone.is_empty(), "{of} names {gone:?}");
        named += paths.len();
    }
    assert!(named > 100, "{named}");
}

/// `Type::item` of the pages: both words stand in one file of the sources.
#[test]
fn types_and_parameters_that_pages_name_exist() {
    let parameters = Parameters::embedded();
    let mut wanted: BTreeSet<[String; 2]> = BTreeSet::new();
    for of in PAGES {
        let text = page(of);
        for name in quoted(&text) {
            let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            match name.split_once("::").map(|(kind, item)| [kind, item]) {
                Some(pair) if pair.iter().all(|part| word(part)) => _ = wanted.insert(pair.map(str::to_owned)),
                _ => {}
            }
            let group = name.split_once('.').filter(|(group, _)| !parameters.group(group).is_empty());
            if group.is_some_and(|(_, rest)| rest.chars().all(|c| c.is_ascii_lowercase() || c == '_')) {
                assert!(parameters.get(name).is_some() || exists(name), "{of}: there is no parameter `{name}`");
            }
        }
    }
    assert!(wanted.len() > 3, "{wanted:?}");
    sources::each(|source| {
        let is_own = !source.path.starts_with("tests/");
        let kinds = ["struct", "enum", "trait", "type"];
        wanted.retain(|[kind, item]| {
            let defines = kinds.iter().any(|word| source.text.contains(&format!("{word} {kind}")));
            !(is_own && defines && source.text.contains(item.as_str()))
        });
    });
    assert!(wanted.is_empty(), "{wanted:?} do not exist");
}

/// The modules that a file opens to all.
fn opened(source: &Source) -> Vec<String> {
    let own = source.module().unwrap_or_default();
    let public = source.tree.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if matches!(module.vis, syn::Visibility::Public(_)) && module.content.is_none() => {
            Some([own.as_slice(), &[module.ident.to_string()]].concat().join("/"))
        }
        _ => None,
    });
    public.collect()
}

/// A module is named by its own name or by that of a file in it, a clause by its name in words.
#[test]
fn every_public_module_of_the_model_stands_in_equations_or_glossary() {
    let text = [PAGES[0], PAGES[1]].map(page).concat();
    let names: BTreeSet<&str> = quoted(&text).filter(|name| exists(name)).collect();
    let is_named = |module: &str| {
        let below = format!("{module}/");
        names.iter().any(|name| name.trim_end_matches(".rs") == module || name.starts_with(&below))
    };
    let mut modules = Vec::new();
    sources::each(|source| {
        if source.folder() == "model" {
            modules.extend(opened(source));
        }
    });
    assert!(modules.len() > 30, "{modules:?}");
    modules.retain(|module| !is_named(module));
    assert!(modules.is_empty(), "neither equations nor glossary name {modules:#?}");
    let silent = pooling::ALL.iter().map(|clause| clause.name).filter(|name| !text.contains(&words(name)));
    let silent: Vec<&str> = silent.collect();
    assert!(silent.is_empty(), "no equation of {silent:?}");
}

/// The name of a clause as the equations write it.
fn words(clause: &str) -> String {
    let name = clause.replace('-', " ").replace("top up", "top-up");
    let name = name.strip_prefix("central ").filter(|rest| *rest == "backstop").unwrap_or(&name);
    // Compounds keep their first hyphen.
    let compounds =
        ["per retiree", "norm based", "contribution linked", "excess surplus", "low pension", "state capital"];
    let compound = compounds.into_iter().find(|compound| name.starts_with(compound));
    compound.map_or_else(|| name.to_owned(), |compound| name.replacen(compound, &compound.replace(' ', "-"), 1))
}
