//! The page itself.

use super::picture::{Picture, legend};
use super::whip;
use super::{RunTables, escaped};

const STYLE: &str = "\
body{font:15px/1.5 Georgia,'Noto Serif','Noto Serif CJK SC',serif;color:#222;max-width:1200px;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;margin-bottom:.2rem}h2{font-size:1.1rem;margin-top:2rem}small{color:#666}\
.pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:1rem}figure{margin:0}\
figcaption{font-size:.85rem;color:#444}svg{width:100%}svg text{font:10px sans-serif;fill:#666}.grid{stroke:#ddd}\
.legend span{margin-right:1.5rem;white-space:nowrap}.legend i{display:inline-block;width:1.8rem;margin-right:.4rem;vertical-align:middle}\
table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}td,th{padding:.15rem .6rem;text-align:right}\
tbody th,thead tr:last-child th:first-child{text-align:left;font-weight:normal}thead th{font-weight:normal;border-bottom:1px solid #999}\
thead tr:first-child th{border-bottom:none;font-weight:bold}tbody tr:nth-child(5n) td,tbody tr:nth-child(5n) th{border-bottom:1px solid #ddd}\
details{font-size:.85rem;color:#444}";

/// The page of a run, one HTML file.
pub fn page(tables: &RunTables) -> String {
    let manifest = &tables.record.manifest;
    let (title, seeds) = (escaped(&manifest.experiment), manifest.seeds.len());
    let (table, year) = whip::table(&tables.incentives);
    let pictures = [
        Picture {
            title: "kept of one more yuan collected, mean of the 31 provinces",
            column: "marginal_retention",
            scale: 1.0,
            margin: Some("collection"),
        }
        .draw(&tables.incentives),
        Picture { title: "government effort, nation", column: "effort", scale: 1.0, margin: None }
            .draw(&tables.national_year),
        Picture { title: "central burden, % of GDP", column: "central_burden_gdp_share", scale: 100.0, margin: None }
            .draw(&tables.national_year),
    ];
    let run = format!(
        "{} people, each for {} persons; {seeds} seed{}; to {}; fastox {}, {}",
        manifest.people,
        manifest.weight,
        if seeds == 1 { "" } else { "s" },
        manifest.last_year,
        escaped(&manifest.version),
        escaped(&tables.record.started)
    );
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body>\n<h1>{title}</h1><p><small>{run}</small></p>\n\
         {}<div class=\"pictures\">{}</div>\n<h2>Who is whipped, by how much, under which regime: {year}</h2>\n\
         <p>What a province keeps of one more yuan it collects (the redder, the less), the points of its collection rate \
         lost against keeping all, and the contributions lost.</p>\n{table}\n{}</body></html>\n",
        legend(&tables.national_year),
        pictures.join(""),
        details(tables)
    )
}

/// What was changed and what is assumed.
fn details(tables: &RunTables) -> String {
    let manifest = &tables.record.manifest;
    let changed = manifest.overrides.iter().filter(|(name, _)| !name.starts_with("regime "));
    let changed: Vec<String> = changed.map(|(name, value)| format!("{name} = {value}")).collect();
    let list = |title: &str, entries: &[String]| {
        let items: Vec<String> = entries.iter().map(|e| format!("<li>{}</li>", escaped(e))).collect();
        match entries {
            [] => String::new(),
            _ => {
                format!("<details><summary>{title}: {}</summary><ul>{}</ul></details>\n", entries.len(), items.join(""))
            }
        }
    };
    list("Changed parameters", &changed)
        + &list("Parameters used past the last year somebody confirmed", &manifest.parameters_past_last_confirmed)
        + &list("Assumptions in force", &manifest.assumptions)
}
