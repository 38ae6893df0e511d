//! The lists of the ODD description, made from the code: state variables, processes in their order, parameters,
//! clauses, submodels. `FASTOX_BLESS=1 cargo test -p fastox-tests documentation::lists` writes them.

use super::{page, root};
use crate::architecture::sources::{self, Source};
use fastox_calibration::parameters::{Parameters, topic};
use fastox_model::pooling;
use std::collections::BTreeMap;
use std::fmt::Write;
use syn::visit::{self, Visit};

const PAGE: &str = "model/docs/odd.md";
const BEGIN: &str = "<!-- from the code -->";

/// Whose variables stand in which type of which file.
const STATE: [(&str, &str, &str); 9] = [
    ("person", "people/columns.rs", "Shard"),
    ("person, packed in `traits`", "people/columns.rs", "Traits"),
    ("person in a course of life", "people/columns.rs", "Life"),
    ("person in a course of life, packed in `state`", "people/columns.rs", "State"),
    ("children", "people/children.rs", "Children"),
    ("course of life, of last year", "country/life.rs", "LifeMemory"),
    ("world", "country/world.rs", "World"),
    ("government, at every margin", "incentives/effort.rs", "Action"),
    ("government", "incentives/effort.rs", "Effort"),
];

/// Pages that say in which order functions are called, and the functions that call them.
const ORDERS: [(&str, &[(&str, &str)]); 2] = [
    ("year.rs", &[("year.rs", "live_one_year"), ("year.rs", "LivedYear::in_world")]),
    (
        "people/live.rs",
        &[
            ("people/shared.rs", "Shared::live"),
            ("people/live.rs", "Block::live"),
            ("people/live.rs", "ShardYear::live_block"),
            ("people/live.rs", "ShardYear::end"),
        ],
    ),
];

/// The files of the model by path below `model/src`.
fn with_sources<T>(mut make: impl FnMut(&BTreeMap<String, Source>) -> T) -> T {
    let mut files = BTreeMap::new();
    for path in sources::paths().iter().filter(|path| path.starts_with(root().join("model/src"))) {
        let source = Source::read(path);
        files.insert(source.path.trim_start_matches("model/src/").to_owned(), source);
    }
    make(&files)
}

/// What the documentation of an item says first.
fn said(attributes: &[syn::Attribute]) -> String {
    let line = |attribute: &syn::Attribute| match &attribute.meta {
        syn::Meta::NameValue(value) if value.path.is_ident("doc") => match &value.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    };
    let lines = attributes.iter().filter_map(line).take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The first sentence, its links as words.
fn sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |end| end + 1);
    let unlinked = text[..end].trim_end_matches('.').replace("[`", "`").replace("`]", "`");
    unlinked.replace('|', "\\|")
}

/// The variables of a type: the fields of a structure, or the parts of a packed word.
struct Variables<'a> {
    of: &'a str,
    found: Vec<[String; 2]>,
}

impl<'ast> Visit<'ast> for Variables<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let named = item.fields.iter().filter_map(|field| Some((field.ident.as_ref()?, field)));
        if item.ident == self.of {
            self.found.extend(named.map(|(name, field)| [name.to_string(), sentence(&said(&field.attrs))]));
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if matches!(&*item.self_ty, syn::Type::Path(path) if path.path.is_ident(self.of)) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_macro(&mut self, part: &'ast syn::ImplItemMacro) {
        // `field!(/// What it is. name, with_name, place, bits)`
        let inside = |tokens: syn::parse::ParseStream<'_>| {
            let field = (tokens.call(syn::Attribute::parse_outer)?, tokens.parse::<syn::Ident>()?);
            tokens.parse::<proc_macro2::TokenStream>()?;
            Ok(field)
        };
        if let Ok((attributes, name)) = part.mac.parse_body_with(inside) {
            self.found.push([name.to_string(), sentence(&said(&attributes))]);
        }
    }
}

fn state_variables(files: &BTreeMap<String, Source>) -> String {
    let mut text = "| whose | variable | what |\n|---|---|---|\n".to_owned();
    for (whose, file, of) in STATE {
        let mut variables = Variables { of, found: Vec::new() };
        variables.visit_file(&files[file].tree);
        assert!(variables.found.len() > 1, "{of}: {:?}", variables.found);
        for [name, what] in variables.found {
            assert!(what.len() > 3, "{of}::{name} does not say what it is");
            let _ = writeln!(text, "| {whose} | `{name}` | {what} |");
        }
    }
    text
}

/// The steps that the page of a module lists: names, and what they do.
fn steps(source: &Source) -> Vec<[String; 2]> {
    let page = said_whole(&source.tree.attrs);
    let block = page.split("```").nth(1).expect("a list of steps");
    let step = |line: &str| {
        let (names, what) = line.trim().split_once("  ")?;
        Some(names.split(", ").map(|name| [name.to_owned(), what.trim().to_owned()]).collect::<Vec<_>>())
    };
    block.lines().filter_map(step).flatten().collect()
}

fn said_whole(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().map(|attribute| said(std::slice::from_ref(attribute)));
    lines.collect::<Vec<_>>().join("\n")
}

/// What is called in a function, in the order of its body.
struct Calls<'a> {
    /// A function, or a method as `Type::method`.
    of: &'a str,
    /// The type whose methods are read.
    within: String,
    inside: bool,
    found: Vec<String>,
}

impl Calls<'_> {
    fn enter(&mut self, name: &syn::Ident) -> bool {
        let whole = if self.within.is_empty() { name.to_string() } else { format!("{}::{name}", self.within) };
        std::mem::replace(&mut self.inside, whole == self.of)
    }
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let before = self.enter(&item.sig.ident);
        visit::visit_item_fn(self, item);
        self.inside = before;
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let syn::Type::Path(path) = &*item.self_ty {
            self.within = path.path.segments.last().expect("a name").ident.to_string();
        }
        visit::visit_item_impl(self, item);
        self.within.clear();
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let before = self.enter(&item.sig.ident);
        visit::visit_impl_item_fn(self, item);
        self.inside = before;
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        visit::visit_expr_call(self, call);
        if let syn::Expr::Path(path) = &*call.func {
            let name = path.path.segments.last().map(|segment| segment.ident.to_string());
            self.found.extend(name.filter(|_| self.inside));
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        if self.inside {
            self.found.push(call.method.to_string());
        }
    }
}

/// What functions call, each of their names once, in the order of their bodies.
fn called(files: &BTreeMap<String, Source>, callers: &[(&str, &str)]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (file, of) in callers {
        let mut calls = Calls { of, within: String::new(), inside: false, found: Vec::new() };
        calls.visit_file(&files[*file].tree);
        assert!(!calls.found.is_empty(), "{file} has no {of}");
        for name in calls.found {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

fn processes(files: &BTreeMap<String, Source>) -> String {
    let mut text = "| in | step | what |\n|---|---|---|\n".to_owned();
    for (file, _) in ORDERS {
        for [name, what] in steps(&files[file]) {
            let _ = writeln!(text, "| `{file}` | `{name}` | {what} |");
        }
    }
    text
}

fn parameters() -> String {
    let embedded = Parameters::embedded();
    let mut topics: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for name in embedded.names() {
        let own = name.split_once('.').map_or(name, |(_, own)| own);
        topics.entry(topic(name)).or_default().push(format!("`{own}`"));
    }
    let mut text = "| topic | parameters |\n|---|---|\n".to_owned();
    for (topic, names) in topics {
        let _ = writeln!(text, "| `{topic}` | {} |", names.join(", "));
    }
    text
}

fn clauses() -> String {
    let mut text = "| clause | what it does | what a scenario may set |\n|---|---|---|\n".to_owned();
    for clause in pooling::ALL {
        let set: Vec<String> = clause.parameters.iter().map(|parameter| format!("`{}`", parameter.name())).collect();
        let set = if set.is_empty() { "nothing".to_owned() } else { set.join(", ") };
        let _ = writeln!(text, "| `{}` | {} | {set} |", clause.name, clause.summary);
    }
    text
}

/// The modules, those of clauses apart, which have their list.
fn submodels(files: &BTreeMap<String, Source>) -> String {
    let mut text = "| module | what |\n|---|---|\n".to_owned();
    let is_clause = |path: &str| {
        let name = path.strip_prefix("pooling/").and_then(|file| file.strip_suffix(".rs"));
        name.is_some_and(|name| pooling::ALL.iter().any(|clause| clause.name.replace('-', "_") == name))
    };
    for (path, source) in files {
        let is_test = path.split('/').any(|part| part.starts_with("tests"));
        if is_test || path == "lib.rs" || is_clause(path) {
            continue;
        }
        let what = sentence(&said(&source.tree.attrs));
        assert!(what.len() > 3, "{path} does not say what it is");
        let _ = writeln!(text, "| `{}` | {what} |", path.trim_end_matches(".rs").trim_end_matches("/mod"));
    }
    text
}

fn lists(files: &BTreeMap<String, Source>) -> String {
    let lists = [
        ("State variables", state_variables(files)),
        ("Processes in their order", processes(files)),
        ("Parameters", parameters()),
        ("Clauses", clauses()),
        ("Modules", submodels(files)),
    ];
    let sections = lists.map(|(title, list)| ["\n### ", title, "\n\n", &list].concat());
    sections.concat()
}

#[test]
fn the_lists_of_the_odd_are_those_of_the_code() {
    let whole = page(PAGE);
    let (message, _) = whole.split_once(BEGIN).expect("the page has a place for its lists");
    let current = format!("{message}{BEGIN}\n{}", with_sources(lists));
    if std::env::var_os("FASTOX_BLESS").is_some() {
        std::fs::write(root().join(PAGE), &current).expect("the page");
        return;
    }
    assert!(whole == current, "write them anew with `FASTOX_BLESS=1 cargo test -p fastox-tests documentation::lists`");
}

#[test]
fn steps_are_taken_in_the_order_in_which_they_are_listed() {
    with_sources(|files| {
        for (file, callers) in ORDERS {
            let listed: Vec<String> = steps(&files[file]).into_iter().map(|[name, _]| name).collect();
            assert!(listed.len() > 5, "{file}: {listed:?}");
            let mut taken = called(files, callers);
            taken.retain(|name| listed.contains(name));
            assert_eq!(taken, listed, "{file}");
        }
    });
}
