use super::{refused, tells, tells_of_file};

#[test]
fn an_unknown_key_is_answered_with_the_keys_there_are() {
    tells_of_file("unknown_key", "regime = [\"stand-alone\"]\n");
}

#[test]
fn a_wrong_unit_is_answered_with_the_right_one() {
    tells_of_file("wrong_unit", "[override]\n\"macro.discount\" = \"4 years\"\n");
}

#[test]
fn a_bare_number_is_answered_with_its_unit() {
    tells_of_file("bare_number", "[override]\n\"migration.level\" = 0.4\n");
}

#[test]
fn a_value_out_of_its_range_is_answered_with_the_range() {
    tells_of_file("out_of_range", "[override]\n\"contribution.employer_rate\" = \"160 %\"\n");
}

#[test]
fn a_province_that_does_not_exist_is_pointed_at() {
    let text = "[override]\n\"contribution.employer_rate\" = { province = { 47 = \"15 %\" } }\n";
    tells_of_file("unknown_province", text);
}

#[test]
fn a_last_year_out_of_range_is_answered_with_the_years_there_are() {
    tells_of_file("last_year_in_file", "last_year = 1990\n");
}

#[test]
fn an_unknown_regime_is_answered_with_the_list() {
    tells_of_file("unknown_regime", "regimes = [\"stand-alone\", \"national-poling\"]\n");
}

#[test]
fn an_unknown_parameter_is_answered_with_the_nearest_names() {
    tells_of_file("unknown_parameter", "[override]\n\"migration.levle\" = \"40 %\"\n");
}

#[test]
fn broken_toml_is_pointed_at() {
    tells_of_file("broken_toml", "people = 200000\nregimes = [\"stand-alone\"\nseeds = [1]\n");
}

#[test]
fn a_seed_that_stands_twice_is_pointed_at() {
    tells_of_file("seed_twice", "seeds = [1, 2, 1]\n");
}

#[test]
fn no_people_in_a_file_are_refused() {
    tells_of_file("zero_people_in_file", "people = 0\n");
}

#[test]
fn too_few_people_in_a_file_are_refused() {
    tells_of_file("few_people_in_file", "people = 50\n");
}

#[test]
fn all_problems_of_a_file_are_told_at_once() {
    let text = "people = -5\nlast_year = 2090\nresponses = [\"responing\"]\n\n[override]\n\
                \"migration.level\" = 0.4\n";
    tells_of_file("all_at_once", text);
}

const HEAD: &str = "title = \"Mine\"\nsource = \"none\"\n\n[[pooling]]\nfrom = 2022\n";

fn tells_of_scenario(name: &str, clauses: &str) {
    let text = format!("{HEAD}clauses = [\n{clauses}]\n");
    tells(name, &[("mine.toml", &text)], &["run", "--regimes", "mine.toml"]);
}

const BACKSTOP: &str = "  { central-backstop = { centre-share = \"50 %\" } },\n";

#[test]
fn an_unknown_clause_is_answered_with_the_list() {
    tells_of_scenario("unknown_clause", &format!("  {{ surplus-remitance = {{}} }},\n{BACKSTOP}"));
}

#[test]
fn an_unknown_key_of_a_clause_is_pointed_at() {
    let clause = "  { gap-allocation = { local_share = \"10 %\" } },\n";
    tells_of_scenario("unknown_clause_key", &format!("{clause}{BACKSTOP}"));
}

#[test]
fn a_share_of_a_clause_beyond_one_is_refused() {
    let clause = "  { gap-allocation = { local-share = \"110 %\" } },\n";
    tells_of_scenario("clause_share_beyond_one", &format!("{clause}{BACKSTOP}"));
}

#[test]
fn a_list_of_clauses_that_leaves_gaps_open_is_refused() {
    tells_of_scenario("no_backstop", "  { gap-allocation = { local-share = \"10 %\" } },\n");
}

#[test]
fn a_scenario_without_title_source_and_clauses_is_told_all_three() {
    let text = "[[pooling]]\nfrom = 2022\n";
    tells("bare_scenario", &[("mine.toml", text)], &["run", "--regimes", "mine.toml"]);
}

#[test]
fn two_regimes_of_one_name_are_refused() {
    let text = format!("{HEAD}clauses = [\n{BACKSTOP}]\n");
    let asked = ["run", "--regimes", "stand-alone,stand-alone.toml"];
    tells("one_name_twice", &[("stand-alone.toml", &text)], &asked);
}

/// What could be meant in two ways is refused where the second stands.
#[test]
fn what_is_said_twice_is_refused_at_its_second_place() {
    let clause = "  { gap-allocation = {} },\n";
    let crossed = "  { dynamic-ratio = { smallest = \"9 %\", largest = \"8 %\" } },\n";
    let scenario = |clauses: &str| format!("{HEAD}clauses = [\n{clauses}{BACKSTOP}]\n");
    let reforms = format!("reforms = [\"audit\", \"./a.toml\", \"a.toml\"]\n{}", scenario(""));
    let reform = "title = \"a\"\nsource = \"b\"\n[override]\n\"enforcement.detection\" = { 2027 = \"30 %\" }\n";
    let in_place = format!("reforms = [\"audit\", \"a.toml\"]\n{}", scenario(""));
    for (text, message, place) in [
        (
            scenario(&[clause, clause].concat()),
            "the clause `gap-allocation` stands twice in this period",
            "mine.toml:8:",
        ),
        (scenario(crossed), "`smallest` is 9 %, above `largest`, 8 %", "mine.toml:7:"),
        (reforms, "the reform `a.toml` stands twice", "mine.toml:1:"),
        (in_place, "takes the place of what `audit` makes of `enforcement.detection` in 2027-01", "mine.toml:1:21"),
    ] {
        let now = refused(&[("mine.toml", &text), ("a.toml", reform)], &["run", "--regimes", "mine.toml"]).stderr;
        assert!(now.contains(message) && now.contains(place), "{now}");
    }
    for (changes, message) in [
        ("\"migration.level\" = \"50 %\"\nmigration.level = \"60 %\"\n", "`migration.level` is changed twice"),
        (
            "\"contribution.employer_rate\" = { province = { 44 = \"15 %\", Guangdong = \"14 %\" } }\n",
            "`contribution.employer_rate` has two values for Guangdong",
        ),
        ("\"contribution.employer_rate\" = { province = {} }\n", "`contribution.employer_rate` has no values"),
        ("\"indexation.share.years\" = \"90 %\"\n\"indexation.share.tilt\" = \"80 %\"\n", "more than all of it"),
        (
            "\"effort.base_rate\" = \"30 %\"\n\"effort.scale\" = \"100 %\"\n\"effort.deficit_effect\" = \"40 points\"\n",
            "133 %",
        ),
    ] {
        let text = format!("regimes = [\"national-pooling\"]\n[override]\n{changes}");
        let now = refused(&[("asked.toml", &text)], &["run", "asked.toml"]).stderr;
        assert!(now.contains(message) && now.contains("asked.toml:"), "{now}");
    }
}

/// Twenty thousand mistakes are counted, not printed.
#[test]
fn very_many_problems_are_not_all_printed() {
    let text = (0..2_000).map(|key| format!("k{key} = 1")).collect::<Vec<_>>().join("\n");
    let message = refused(&[("asked.toml", &text)], &["run", "asked.toml"]).stderr;
    assert!(message.contains("and 1980 more of such problems") && message.len() < 20_000, "{}", message.len());
}

/// The first problems and the number of the others, and of a very long name its ends: whatever is in the file, the
/// answer is short.
#[test]
fn very_many_and_very_long_mistakes_are_answered_shortly() {
    let unknown: Vec<String> = (0..20_000).map(|i| format!("\"migration.k{i}\" = \"1 %\"\n")).collect();
    let seeds: Vec<String> = (0..20_000).map(|i| (i / 2).to_string()).collect();
    let name = "x".repeat(2_000_000);
    for (file, message) in [
        (format!("[override]\n{}", unknown.concat()), "and 19980 more of such problems"),
        (format!("seeds = [{}]\n", seeds.join(", ")), "and 9980 more of such problems"),
        (format!("regimes = [\"{name}\"]\n"), "x… ("),
        (format!("{name} = 1\n"), "x… ("),
    ] {
        let answer = refused(&[("asked.toml", &file)], &["run", "asked.toml"]);
        assert!(answer.stderr.len() < 20_000 && answer.stderr.contains(message), "{message}: {}", answer.stderr.len());
    }
}
