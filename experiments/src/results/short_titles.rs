//! Titles of headlines in few words, for English tables at 80 places; Chinese ones are short as they are.

/// What titles leave out in a narrow table, in the order in which it is done.
const SHORTER: [(&str, &str); 20] = [
    ("kept of one more yuan", "kept"),
    ("lost in provinces in surplus in the year, of all lost", "share lost in surplus"),
    ("lost in provinces in surplus in 2024, of all lost", "share lost in surplus of 2024"),
    (" provinces", ""),
    (", 2024 prices", ""),
    ("reserves below a month of spending", "reserves below a month"),
    ("of the present value of", "of PV of"),
    ("present values", "PV"),
    ("present value", "PV"),
    ("fund revenue", "revenue"),
    ("contributions not collected", "not collected"),
    ("net of pensions not earned, of PV", "net, of PV"),
    ("pensions not earned, of PV", "not earned, of PV"),
    (" because of it", ""),
    ("after the last year", "later"),
    ("the same at a cost of funds of", "the same, funds at"),
    ("what local treasuries paid more for it", "local treasuries paid"),
    ("what the centre paid more for it", "centre paid"),
    ("what reserves gave for it", "reserves gave"),
    ("first national deficit", "first deficit"),
];

/// The title without what a narrow table has no room for.
pub fn in_few_words(title: &str) -> String {
    let shorter = |title: String, (long, short): &(&str, &str)| title.replace(long, short);
    SHORTER.iter().fold(title.to_owned(), shorter)
}
