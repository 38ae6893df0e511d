//! JSON schemas of the files a reader writes, for editors that complete and check them: experiment, scenario, reform.
//!
//! They are made from the lists that the readers of these files go by: scenarios, reforms, responses, clauses with
//! their quantities, parameters with unit and choices. A schema knows names and shapes; ranges, and what a change can
//! mean, are known to `fastox` alone.

use super::design::{KINDS, MOST_POINTS};
use super::experiment::{Experiment, LAST_YEARS, Response};
use super::scenario::{self, REFORMS};
use fastox_calibration::parameters::quantity::Unit;
use fastox_calibration::parameters::{Parameter, Parameters};
use fastox_model::pooling::{self, ClauseInfo, ParameterInfo};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Its name.
    pub name: &'static str,
    /// What such a file is.
    pub title: &'static str,
    make: fn(&Parameters) -> Value,
}

/// Every kind of file that has a schema.
pub const SCHEMAS: [Schema; 3] = [
    Schema { name: "experiment", title: "what `fastox run` runs", make: experiment },
    Schema { name: "scenario", title: "a pooling regime", make: scenario },
    Schema { name: "reform", title: "parameters that change from a date on", make: reform },
];

impl Schema {
    /// The schema.
    pub fn value(&self) -> Value {
        let mut whole = (self.make)(&Parameters::embedded());
        whole["$schema"] = json!("http://json-schema.org/draft-07/schema#");
        whole["title"] = json!(self.title);
        whole["type"] = json!("object");
        whole
    }

    /// The same as the text of a file.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(&self.value()).expect("a schema is JSON") + "\n"
    }
}

fn experiment(parameters: &Parameters) -> Value {
    let main = Experiment::default_main();
    let whole = |least: u64, default: u64, text: &str| json!({ "type": "integer", "minimum": least, "default": default, "description": text });
    let (first, last) = LAST_YEARS.into_inner();
    json!({
        "additionalProperties": false,
        "properties": {
            "title": text("What is asked, as a name"),
            "question": text("The same as a question"),
            "source": text("Where the question and its numbers come from"),
            "time": text("How long it takes, in words"),
            "regimes": list(&named(&scenario::names()), "Scenarios by name, or paths that end in .toml"),
            "responses": list(&json!({ "enum": Response::NAMES }), "Whether governments react to what they keep"),
            "people": {
                "anyOf": [{ "type": "integer", "minimum": 100 }, { "type": "string", "pattern": "persons$" }],
                "default": main.people,
                "description": "Simulated people",
            },
            "seeds": list(&json!({ "type": "integer", "minimum": 0 }), "One run for each seed"),
            "draws": whole(0, main.draws, "Draws of the uncertain parameters beside their central values"),
            "last_year": {
                "type": "integer", "minimum": first, "maximum": last, "default": main.last_year,
                "description": "The last year that is lived",
            },
            "sample": whole(0, main.sample, "Life histories that are kept"),
            "range_people": whole(0, main.range_people, "People of the range pass, at least 100; 0 leaves it out"),
            "override": changes(parameters),
            "design": design(parameters),
        },
        "definitions": definitions(),
    })
}

/// Points of parameters: a grid of values, or so many between two.
fn design(parameters: &Parameters) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["kind", "vary"],
        "properties": {
            "kind": { "enum": KINDS, "description": "A grid of all values, or points between two" },
            "points": { "type": "integer", "minimum": 1, "maximum": MOST_POINTS, "description": "How many; not of a grid" },
            "seed": { "type": "integer", "minimum": 0, "default": 1, "description": "Another seed lays other points" },
            "vary": lists(parameters),
        },
    })
}

/// Parameters by their names, each with a list of what `[override]` takes; in groups, they are not looked into.
fn lists(parameters: &Parameters) -> Value {
    let one = |name: &str| json!({ "$ref": format!("#/properties/override{}", pointer(name)) });
    let named = |name: &str| (name.to_owned(), list(&one(name), "The values of a grid, or both ends"));
    let properties: Map<String, Value> = parameters.names().map(named).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": { "type": "object" } })
}

fn scenario(parameters: &Parameters) -> Value {
    let reforms: Vec<&str> = REFORMS.iter().map(|(name, _)| *name).collect();
    let clauses: Vec<Value> = pooling::ALL.iter().map(clause).collect();
    json!({
        "additionalProperties": false,
        "required": ["title", "source"],
        "properties": {
            "title": text("What it is"),
            "title_zh": text("The same in Chinese, for tables and pages in Chinese"),
            "source": text("Where the rule comes from"),
            "base": { "enum": scenario::names(), "description": "The scenario whose periods come first" },
            "reforms": list(&named(&reforms), "Reforms by name, or paths that end in .toml"),
            "pooling": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["from", "clauses"],
                    "properties": {
                        "from": { "type": "integer", "minimum": 2018, "maximum": 2080, "description": "First year" },
                        "clauses": { "type": "array", "items": { "oneOf": clauses } },
                    },
                },
            },
            "override": changes(parameters),
        },
        "definitions": definitions(),
    })
}

fn reform(parameters: &Parameters) -> Value {
    json!({
        "additionalProperties": false,
        "required": ["title", "source", "override"],
        "properties": {
            "title": text("What it is"),
            "title_zh": text("The same in Chinese"),
            "source": text("Where it comes from"),
            "override": changes(parameters),
        },
        "definitions": definitions(),
    })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn list(items: &Value, description: &str) -> Value {
    json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": items, "description": description })
}

/// A name of the list, or a path.
fn named(names: &[&str]) -> Value {
    json!({ "anyOf": [{ "enum": names }, { "type": "string", "pattern": "\\.[Tt][Oo][Mm][Ll]$" }] })
}

/// A clause: one name with the table of its quantities.
fn clause(info: &ClauseInfo) -> Value {
    let own = |known: &ParameterInfo| (known.name(), quantity_of_clause(known));
    let quantities: Map<String, Value> = info.parameters.iter().map(own).collect();
    let needed = |known: &&ParameterInfo| known.default.is_none() && known.follows.is_none();
    let required: Vec<String> = info.parameters.iter().filter(needed).map(ParameterInfo::name).collect();
    let table = json!({
        "type": "object", "additionalProperties": false, "properties": quantities, "required": required,
        "description": info.summary,
    });
    let name = info.name;
    json!({ "type": "object", "additionalProperties": false, "required": [name], "properties": { (name): table } })
}

/// A quantity as text; one with dates as a table of years; a choice as a word or a list of words.
fn quantity_of_clause(known: &ParameterInfo) -> Value {
    let default = known.default.map_or(String::new(), |default| format!(" [default: {default}]"));
    let description = format!("{} ({}){default}", known.text, known.unit);
    if known.dated {
        return json!({ "anyOf": [{ "type": "string" }, { "$ref": "#/definitions/dated" }], "description": description });
    }
    if known.unit == Unit::Choice.name() {
        let words = json!({ "type": "array", "items": { "type": "string" } });
        return json!({ "anyOf": [{ "type": ["string", "boolean"] }, words], "description": description });
    }
    json!({ "type": "string", "description": description })
}

/// Changes of parameters: full names in quotes, or tables of their groups.
fn changes(parameters: &Parameters) -> Value {
    let mut whole = Group::default();
    let mut named = Map::new();
    for (name, parameter) in parameters.iter() {
        whole.add(name, change(parameter));
        named.insert(name.to_owned(), json!({ "$ref": format!("#/properties/override{}", pointer(name)) }));
    }
    let Value::Object(mut schema) = whole.schema() else { unreachable!("a group is an object") };
    if let Some(Value::Object(groups)) = schema.get_mut("properties") {
        groups.extend(named);
    }
    schema.insert("description".to_owned(), json!("Parameters by name: a value, or values by date"));
    Value::Object(schema)
}

/// Where a parameter stands among the tables of its groups.
fn pointer(name: &str) -> String {
    format!("/properties/{}", name.replace('.', "/properties/"))
}

/// Tables of parameters by the parts of their names.
#[derive(Default)]
struct Group {
    groups: BTreeMap<String, Group>,
    parameters: BTreeMap<String, Value>,
}

impl Group {
    fn add(&mut self, name: &str, schema: Value) {
        match name.split_once('.') {
            Some((group, rest)) => self.groups.entry(group.to_owned()).or_default().add(rest, schema),
            None => {
                self.parameters.insert(name.to_owned(), schema);
            }
        }
    }

    fn schema(self) -> Value {
        let groups = self.groups.into_iter().map(|(name, group)| (name, group.schema()));
        let properties: Map<String, Value> = self.parameters.into_iter().chain(groups).collect();
        json!({ "type": "object", "additionalProperties": false, "properties": properties })
    }
}

/// A value, or values by date, of the nation and of provinces.
fn change(parameter: &Parameter) -> Value {
    let description = format!("{} ({})", parameter.title, parameter.unit.name());
    if parameter.unit == Unit::Choice {
        let word = json!({ "enum": parameter.choices });
        return json!({ "anyOf": [word, { "$ref": "#/definitions/dated" }], "description": description });
    }
    let plain = if parameter.unit == Unit::CalendarYear { "year" } else { "quantity" };
    let reference = |name: &str| json!({ "$ref": format!("#/definitions/{name}") });
    json!({ "anyOf": [reference(plain), reference("dated")], "description": description })
}

/// What several changes are made of. A quantity is text with its unit; a date is a year or a month.
fn definitions() -> Value {
    let quantity = json!({ "type": "string" });
    let value = json!({ "anyOf": [{ "type": "string" }, { "type": "integer", "minimum": 1900 }] });
    let dates = json!({ "^[0-9]{4}(-[0-9]{2})?$": value });
    let of_province = json!({
        "anyOf": [value, { "type": "object", "additionalProperties": false, "patternProperties": dates }],
    });
    json!({
        "quantity": quantity,
        "year": value,
        "dated": {
            "type": "object",
            "additionalProperties": false,
            "patternProperties": dates,
            "properties": { "province": { "type": "object", "additionalProperties": of_province } },
        },
    })
}
