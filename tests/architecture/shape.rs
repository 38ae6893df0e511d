//! Files and functions are short, parameters few and named.

use super::sources::{self, Source};
use std::collections::BTreeMap;
use syn::visit::{self, Visit};

/// Lines of a file that are neither blank nor comments.
const MOST_CODE: usize = 300;
/// Lines of a function from `fn` to its closing brace: the longest, and the ninetieth percentile.
const LONGEST: usize = 50;
const NINETIETH: usize = 20;
/// Parameters of a function besides `self`, and members of a parameter that is a tuple.
const MOST_PARAMETERS: usize = 6;
const MOST_MEMBERS: usize = 2;

/// A function as it is measured.
struct Function {
    place: String,
    lines: usize,
    parameters: usize,
    largest_tuple: usize,
    has_reason: bool,
}

/// Collects the functions of a file, those inside of functions too.
struct Functions<'a> {
    source: &'a Source,
    found: Vec<Function>,
}

impl Functions<'_> {
    fn add(&mut self, attributes: &[syn::Attribute], signature: &syn::Signature, body: &syn::Block) {
        let typed = |input: &syn::FnArg| match input {
            syn::FnArg::Typed(typed) => Some(members(&typed.ty)),
            syn::FnArg::Receiver(_) => None,
        };
        let tuples: Vec<usize> = signature.inputs.iter().filter_map(typed).collect();
        let first = signature.fn_token.span.start().line;
        self.found.push(Function {
            place: format!("{}:{first} {}", self.source.path, signature.ident),
            lines: body.brace_token.span.close().end().line + 1 - first,
            parameters: tuples.len(),
            largest_tuple: tuples.into_iter().max().unwrap_or(0),
            has_reason: attributes.iter().any(says_why_many),
        });
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.add(&function.attrs, &function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.add(&function.attrs, &function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(body) = &function.default {
            self.add(&function.attrs, &function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

/// Members of a tuple or of a reference to one; 0 of any other type.
fn members(ty: &syn::Type) -> usize {
    match ty {
        syn::Type::Reference(reference) => members(&reference.elem),
        syn::Type::Paren(inner) => members(&inner.elem),
        syn::Type::Tuple(tuple) => tuple.elems.len(),
        _ => 0,
    }
}

/// `#[expect(clippy::too_many_arguments, reason = "…")]`, or `allow` below clippy's own limit.
fn says_why_many(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return false };
    let inside = list.tokens.to_string();
    (list.path.is_ident("expect") || list.path.is_ident("allow"))
        && inside.contains("too_many_arguments")
        && inside.contains("reason")
}

fn functions() -> Vec<Function> {
    let mut all = Vec::new();
    sources::each(|source| {
        let mut functions = Functions { source, found: Vec::new() };
        functions.visit_file(&source.tree);
        all.extend(functions.found);
    });
    assert!(all.len() > 1000, "{}", all.len());
    all
}

fn places(functions: &[Function], breaks: impl Fn(&Function) -> bool) -> Vec<&str> {
    functions.iter().filter(|f| breaks(f)).map(|f| f.place.as_str()).collect()
}

#[test]
fn functions_are_short() {
    let functions = functions();
    let none: [&str; 0] = [];
    assert_eq!(places(&functions, |f| f.lines > LONGEST), none);
    let mut lines: Vec<usize> = functions.iter().map(|f| f.lines).collect();
    lines.sort_unstable();
    let ninetieth = lines[lines.len() * 9 / 10];
    assert!(ninetieth <= NINETIETH, "one function in ten has {ninetieth} lines or more");
}

#[test]
fn parameters_are_few_and_have_names() {
    let functions = functions();
    let none: [&str; 0] = [];
    assert_eq!(places(&functions, |f| f.parameters > MOST_PARAMETERS && !f.has_reason), none);
    assert_eq!(places(&functions, |f| f.largest_tuple > MOST_MEMBERS), none);
}

#[test]
fn files_are_short() {
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    let mut long = Vec::new();
    sources::each(|source| {
        let code = source.text.lines().filter(is_code).count();
        if code > MOST_CODE {
            long.push(format!("{}: {code}", source.path));
        }
    });
    assert!(long.is_empty(), "{long:?}");
}

/// The names of the public types of a file.
#[derive(Default)]
struct Types(Vec<String>);

impl Types {
    fn add(&mut self, visibility: &syn::Visibility, name: &syn::Ident) {
        if !matches!(visibility, syn::Visibility::Inherited) {
            self.0.push(name.to_string());
        }
    }
}

impl<'ast> Visit<'ast> for Types {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.vis, &item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(&item.vis, &item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.add(&item.vis, &item.ident);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.add(&item.vis, &item.ident);
    }
}

#[test]
fn a_type_name_has_one_meaning_in_a_crate() {
    let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    sources::each(|source| {
        let mut types = Types::default();
        // Types of tests and programs are not part of a crate that others read.
        if source.module().is_some() {
            types.visit_file(&source.tree);
        }
        for name in types.0 {
            let key = (source.folder().to_owned(), name);
            places.entry(key).or_default().push(source.path.clone());
        }
    });
    assert!(places.len() > 100, "{}", places.len());
    let mut twice = places.into_iter().filter(|(_, places)| places.len() > 1);
    let twice: Vec<_> = twice.by_ref().map(|((_, name), places)| (name, places)).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
