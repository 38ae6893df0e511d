//! The modules of a crate use only those before them, as their sources say: imports, paths in code, paths in macros.

use super::sources::{self, Source, for_tests};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

/// The modules of every crate in their order: each may use those before it. The parts of
/// one module may know each other.
const ORDER: [(&str, &[&str]); 5] = [
    (
        "model",
        &[
            "units",
            "geography",
            "bisection",
            "draws",
            "margin",
            "law",
            "books",
            "ranks",
            "people",
            "pooling",
            "incentives",
            "country",
            "year",
            "accounts",
            "simulation",
        ],
    ),
    (
        "outputs",
        &[
            "language",
            "cell",
            "schema",
            "values",
            "table",
            "tables",
            "dictionary",
            "error",
            "manifest",
            "checksum",
            "disk",
            "whole_file",
            "arrow",
            "parquet",
            "export",
            "run_folder",
            "copy",
        ],
    ),
    (
        "calibration",
        &["data", "parameters", "response", "fitted", "inputs", "check", "synthesis", "fit", "ensemble", "history"],
    ),
    ("experiments", &["catalogue", "asked", "results", "run", "questions", "report", "cli"]),
    (
        "experiments/python",
        &["error", "live", "table", "shown", "movements", "rule", "results", "experiment", "questions"],
    ),
];

/// A path of names.
type Path = Vec<String>;

/// The modules of a crate.
struct Modules(BTreeMap<Path, Module>);

/// What a module says of others.
#[derive(Default)]
struct Module {
    /// Names it imports or passes on, and where they come from.
    names: BTreeMap<String, Path>,
    /// Paths it uses, each from the root of the crate.
    paths: Vec<Path>,
}

impl Modules {
    fn of(folder: &str) -> Self {
        let mut modules = BTreeMap::new();
        sources::each(|source| {
            let own = source.folder() == folder;
            if let Some(path) = source.module().filter(|_| own) {
                modules.insert(path.clone(), Module::of(source, path));
            }
        });
        Self(modules)
    }

    /// The module a path leads into; names passed on by other modules are followed to where they are defined.
    fn target(&self, path: &[String], steps: usize) -> Path {
        let mut module = Path::new();
        for (depth, name) in path.iter().enumerate() {
            let below = [module.as_slice(), std::slice::from_ref(name)].concat();
            if self.0.contains_key(&below) {
                module = below;
                continue;
            }
            let known = self.0.get(&module).and_then(|module| module.names.get(name));
            return match known {
                Some(from) if steps > 0 => self.target(&[from, &path[depth + 1..]].concat(), steps - 1),
                _ => module,
            };
        }
        module
    }

    /// Which part of a module uses which other: the files of a part stand for it.
    fn uses(&self, parent: &[String]) -> BTreeSet<Use> {
        let part = |path: &[String]| path.strip_prefix(parent)?.first().cloned();
        let mut uses = BTreeSet::new();
        for (from, module) in &self.0 {
            let Some(user) = part(from) else { continue };
            let targets = module.paths.iter().map(|path| self.target(path, 8));
            let used = targets.filter_map(|target| part(&target)).filter(|used| *used != user);
            uses.extend(used.map(|used| Use { user: user.clone(), used, file: from.join("/") }));
        }
        uses
    }

    fn parts(&self, parent: &[String]) -> BTreeSet<String> {
        let parts = self.0.keys().filter_map(|path| path.strip_prefix(parent)?.first());
        parts.cloned().collect()
    }
}

/// A part of a module uses another.
#[derive(Debug, Eq, PartialEq, Ord, PartialOrd)]
struct Use {
    user: String,
    used: String,
    file: String,
}

impl Module {
    fn of(source: &Source, path: Path) -> Self {
        let mut reader = Reader { at: path, module: Self::default() };
        reader.visit_file(&source.tree);
        reader.module
    }
}

/// Reads the paths of a module.
struct Reader {
    at: Path,
    module: Module,
}

impl Reader {
    /// A path from the root of the crate, if it says that it stays in the crate.
    fn absolute(&self, path: &[String]) -> Option<Path> {
        let mut at = match path.first()?.as_str() {
            "crate" => Path::new(),
            "self" | "super" => self.at.clone(),
            _ => return None,
        };
        for (number, name) in path.iter().enumerate() {
            match name.as_str() {
                "crate" | "self" if number == 0 => {}
                "super" => {
                    at.pop();
                }
                _ => at.push(name.clone()),
            }
        }
        Some(at)
    }

    fn add(&mut self, path: &[String]) {
        let absolute = self.absolute(path);
        self.module.paths.extend(absolute);
    }

    fn import(&mut self, tree: &syn::UseTree, before: &mut Path) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.import(item, before));
            }
            syn::UseTree::Name(name) => self.name(&name.ident, &name.ident, before),
            syn::UseTree::Rename(name) => self.name(&name.ident, &name.rename, before),
            syn::UseTree::Glob(_) => self.add(before),
        }
    }

    fn name(&mut self, item: &syn::Ident, known_as: &syn::Ident, before: &[String]) {
        let mut path = before.to_vec();
        if item != "self" {
            path.push(item.to_string());
        }
        self.add(&path);
        // A path that starts with a name is one of a part, or of another crate.
        let below = || [self.at.as_slice(), &path].concat();
        let from = self.absolute(&path).unwrap_or_else(below);
        self.module.names.insert(known_as.to_string(), from);
    }

    /// Paths in macros, which are tokens: names with `::` between them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Path::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.add(&std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(colon) if colon.as_char() == ':' => colons += 1,
                other => {
                    self.add(&std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.add(&path);
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !for_tests(&item.attrs) {
            self.import(&item.tree, &mut Path::new());
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Path = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(&names);
        visit::visit_path(self, path);
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
    }
}

#[test]
fn modules_use_only_those_before_them() {
    let mut wrong = Vec::new();
    for (folder, order) in ORDER {
        let modules = Modules::of(folder);
        let known: BTreeSet<String> = order.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(modules.parts(&[]), known, "{folder}: not the modules that are written down");
        let place = |name: &str| order.iter().position(|known| *known == name);
        let uses = modules.uses(&[]);
        assert!(uses.len() > order.len(), "{uses:?}");
        wrong.extend(uses.into_iter().filter(|u| place(&u.used) > place(&u.user)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
