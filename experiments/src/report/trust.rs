//! How far the run can be trusted: what missed first, then what was met, what is assumed, and how to cite it.

use super::RunTables;
use super::escape::{both, escaped};
use super::names::target;
use crate::results::comparison::GRANTED;
use crate::results::money::sum_in_words;
use fastox_model::geography::{NATION, SEVERAL};
use fastox_outputs::{Language, Manifest, Table};
use serde_json::{Value, json};
use std::fmt::Write;

/// Roles that are shown, in this order.
const ROLES: [(&str, &str, &str); 3] = [
    ("hold-out", "hold-out, never fitted", "样本外检验"),
    ("weighed", "weighed with the response", "用于响应规模的似然"),
    ("fit", "fitted", "拟合"),
];

/// A row of the comparison.
struct Compared<'a> {
    row: usize,
    role: usize,
    /// Error over the sum of tolerance and twice the sampling error, as `fastox validate` has it; above 1 it is a miss.
    miss: f64,
    target: &'a str,
}

impl Compared<'_> {
    fn is_met(&self) -> bool {
        self.miss <= 1.0
    }

    /// What was fitted province by province is listed only where it missed.
    fn is_listed(&self, table: &Table) -> bool {
        let place = table.column_whole("province")[self.row];
        ROLES[self.role].0 != "fit" || [NATION, SEVERAL].map(i32::from).contains(&place) || !self.is_met()
    }
}

/// The comparison with published numbers: misses first, the largest at the top; then hold-outs, then the rest.
pub(super) fn fit(table: &Table) -> String {
    if table.is_empty() {
        return missing("fit");
    }
    let mut rows = compared(table);
    let mut html = format!("<p>{}</p>", counts(&rows));
    rows.retain(|row| row.is_listed(table));
    let met = Compared::is_met;
    rows.sort_by(|a, b| met(a).cmp(&met(b)).then(if met(a) { a.role.cmp(&b.role) } else { b.miss.total_cmp(&a.miss) }));
    html += "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>";
    let heads = [
        ("", ""),
        ("model", "模型"),
        ("published", "公布值"),
        ("error, %", "误差，%"),
        ("tolerance, %", "允许，%"),
        ("sampling error, %", "抽样误差，%"),
        ("role", "用途"),
    ];
    for (en, zh) in heads {
        let _ = write!(html, "<th scope=\"col\">{}</th>", both(en, zh));
    }
    html += "</tr></thead><tbody>\n";
    for row in &rows {
        html += &line(table, row);
    }
    html + "</tbody></table></div>"
}

/// How many figures were compared and how many missed, by role.
fn counts(rows: &[Compared<'_>]) -> String {
    let of = |role: usize| rows.iter().filter(move |row| row.role == role);
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    for (role, (_, name, name_zh)) in ROLES.iter().enumerate().filter(|(role, _)| of(*role).count() > 0) {
        let (all, missed) = (of(role).count(), of(role).filter(|row| !row.is_met()).count());
        en.push(format!("{missed} of {all} {name}"));
        zh.push(format!("{name_zh} {all} 项中 {missed} 项"));
    }
    both(
        &format!(
            "Beyond the sum of their tolerance and twice the sampling error of the run's people: {}. These come first; fitted \
             figures of single provinces that are met are counted and not listed.",
            en.join("; ")
        ),
        &format!(
            "超出允许误差与两倍抽样误差之和：{}。超出者列在最前；已达标的分省拟合项计入总数，不逐项列出。",
            zh.join("；")
        ),
    )
}

/// Every row of a role that is shown.
fn compared(table: &Table) -> Vec<Compared<'_>> {
    let (roles, targets) = (table.column_name("role"), table.column_name("target"));
    let [errors, tolerances] = ["error", "tolerance"].map(|column| table.column_number(column));
    let notes = table.column_name("note");
    let of = |row: usize| {
        let role = ROLES.iter().position(|(name, ..)| *name == roles[row])?;
        let miss = errors[row].abs() / (tolerances[row] + GRANTED * sampling(notes[row]).unwrap_or(0.0));
        miss.is_finite().then_some(Compared { row, role, miss, target: targets[row] })
    };
    (0..table.rows()).filter_map(of).collect()
}

/// The sampling error that a note of the table gives, as a share; some figures have none that is known.
fn sampling(note: &str) -> Option<f64> {
    let (_, rest) = note.rsplit_once("sampling error ")?;
    rest.trim_end_matches([' ', '%']).parse().ok().map(|percent: f64| percent / 100.0)
}

fn line(table: &Table, compared: &Compared<'_>) -> String {
    let row = compared.row;
    let number = |column| table.column_number(column)[row];
    let (name, zh) = (table.column_name("province_name")[row], table.column_name("province_name_zh")[row]);
    let year = table.column_whole("year")[row];
    let [what, what_zh] = target(compared.target);
    let role = ROLES[compared.role];
    let mark = if compared.is_met() { "" } else { "<b>✗</b> " };
    format!(
        "<tr><th scope=\"row\">{mark}{} {} {year}</th><td>{}</td><td>{}</td><td>{:+.1}</td><td>±{}</td>\
         <td>{}</td><td>{}</td></tr>\n",
        both(name, zh),
        both(&what, &what_zh),
        short(number("model")),
        short(number("published")),
        100.0 * number("error"),
        format!("{:.1}", 100.0 * number("tolerance")).trim_end_matches(".0"),
        sampling(table.column_name("note")[row]).map_or("–".to_owned(), |share| format!("{:.1}", 100.0 * share)),
        both(role.1, role.2)
    )
}

/// The accounts of the provinces in 2024, model and published, for the page of a province.
pub(super) fn accounts(table: &Table) -> Vec<Value> {
    let (targets, roles) = (table.column_name("target"), table.column_name("role"));
    let (years, provinces) = (table.column_whole("year"), table.column_whole("province"));
    let [model, published] = ["model", "published"].map(|column| table.column_number(column));
    let shown = |row: &usize| {
        years[*row] == 2024
            && provinces[*row] != i32::from(NATION)
            && (roles[*row] == "fit" || targets[*row] == "reserves_yuan")
    };
    let number = |value: f64| if value.is_finite() { json!(value.round()) } else { Value::Null };
    let rows = (0..table.rows()).filter(shown);
    rows.map(|row| json!([provinces[row], target(targets[row]), number(model[row]), number(published[row])])).collect()
}

/// A number in words of both languages.
fn short(value: f64) -> String {
    let [en, zh] = Language::BOTH.map(|language| sum_in_words(value, language));
    both(&en, &zh)
}

/// A table that the run does not have.
pub(super) fn missing(table: &str) -> String {
    let (en, zh) = (format!("The run has no rows of the table {table}."), format!("本次运行没有 {table} 表的数据。"));
    format!("<p class=\"missing\">{}</p>", both(&en, &zh))
}

/// Lists of the manifest, checksums and how to cite.
pub(super) fn manifest(tables: &RunTables) -> String {
    let manifest = &tables.record.manifest;
    let changed = manifest.overrides.iter().filter(|(name, _)| !name.starts_with("regime "));
    let changed: Vec<String> = changed.map(|(name, value)| format!("{name} = {value}")).collect();
    list(["Changed parameters", "改动的参数"], &changed)
        + &list(
            ["Parameters used past the last year somebody confirmed", "超出最后确认年份仍沿用的参数"],
            &manifest.parameters_past_last_confirmed,
        )
        + &list(["Assumptions in force", "生效的假设"], &manifest.assumptions)
        + &checksums(tables)
        + &cite(manifest)
}

fn list([en, zh]: [&str; 2], entries: &[String]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let items: Vec<String> = entries.iter().map(|entry| format!("<li>{}</li>", escaped(entry))).collect();
    format!("<details><summary>{}: {}</summary><ul>{}</ul></details>\n", both(en, zh), entries.len(), items.join(""))
}

fn checksums(tables: &RunTables) -> String {
    let manifest = &tables.record.manifest;
    let own = [("parameters", &manifest.parameters_checksum), ("data", &manifest.data_checksum)];
    let files = tables.record.files.iter().map(|file| (file.name.as_str(), &file.blake3));
    let lines: Vec<String> = own.into_iter().chain(files).map(|(name, sum)| format!("{name} {sum}")).collect();
    list(["Checksums (BLAKE3)", "校验和（BLAKE3）"], &lines)
}

fn cite(manifest: &Manifest) -> String {
    let seeds: Vec<String> = manifest.seeds.iter().map(u64::to_string).collect();
    let data = manifest.data_checksum.get(..12).unwrap_or(&manifest.data_checksum);
    let text = format!(
        "fastox {}, experiment {}, {} people, seed {}, data {data}.",
        manifest.version,
        manifest.experiment,
        manifest.people,
        seeds.join(", ")
    );
    format!("<p>{} <cite>{}</cite></p>", both("Cite as:", "引用："), escaped(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_outputs::tables::FIT;

    /// Errors of 11.5 % with a tolerance of 2 % and a sampling error of 5 % miss by less than twice the latter: the sum is
    /// what counts, and a figure that is not listed is counted.
    #[test]
    fn misses_are_counted_among_all_that_was_compared() {
        let mut table = Table::new(&FIT);
        let nation = i32::from(NATION);
        for (province, role, error) in
            [(nation, "hold-out", 0.115), (11, "fit", 0.115), (44, "fit", -0.125), (nation, "context", 0.5)]
        {
            let mut row = table.row();
            row.set("target", "retirees").set("province", province).set("year", 2024).set("source", "S");
            row.set("unit", "persons").set("model", 1.0).set("published", 1.0).set("error", error);
            row.set("tolerance", 0.02).set("role", role).set("note", "world a, b; sampling error 5.0 %").done();
        }
        let html = fit(&table);
        assert!(html.contains("0 of 1 hold-out, never fitted; 1 of 2 fitted."), "{html}");
        assert!(html.contains("样本外检验 1 项中 0 项；拟合 2 项中 1 项。"), "{html}");
        let listed: Vec<&str> = html.lines().filter(|line| line.contains("<th scope=\"row\">")).collect();
        assert_eq!(listed.len(), 2, "{html}");
        assert!(listed[0].contains("Guangdong") && listed[0].contains('✗'), "{html}");
    }
}
