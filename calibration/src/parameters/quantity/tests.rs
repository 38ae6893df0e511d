//! Quantities as they are read, written and refused.

use super::*;

#[test]
fn every_unit_reads_its_example_and_writes_it_back() {
    for (unit, _, example) in NAMES.into_iter().filter(|(unit, ..)| *unit != Unit::Choice) {
        let value = parse("x", example, unit).expect(example);
        assert_eq!(display(value, unit), example);
    }
}

#[test]
fn times_are_months_however_they_are_written() {
    for (text, months) in [("63 years", 756.0), ("36 months", 36.0), ("1 year 1 month", 13.0), ("0.5 years", 6.0)] {
        assert_eq!(parse("x", text, Unit::Months), Ok(months), "{text}");
    }
}

#[test]
fn negative_and_grouped_numbers_are_read() {
    assert_eq!(parse("x", "-0.7 % per year", Unit::SharePerYear), Ok(-0.7 / 100.0));
    assert_eq!(parse("x", "5,000,000 persons", Unit::Persons), Ok(5e6));
    for text in ["5,00 persons", "5000,000 persons", ",5 persons", "1.5,000 persons"] {
        assert!(parse("x", text, Unit::Persons).is_err(), "{text}");
    }
}

#[test]
fn a_wrong_unit_names_both() {
    let wrong = parse("contribution.employer_rate", "0.16", Unit::Share).unwrap_err();
    assert_eq!(wrong.to_string(), "`0.16` is a pure number, but `contribution.employer_rate` needs a share in %");
    assert_eq!(wrong.help(), "write it as text, such as `\"16 %\"`");
    let people = parse("people", "2000", Unit::Persons).unwrap_err();
    assert_eq!(people.help(), "write it as text, such as `\"2000 persons\"`");
    let year = parse("x", "3", Unit::CalendarYear).unwrap_err();
    assert_eq!(year.help(), format!("write it as text, such as `\"{}\"`", Unit::CalendarYear.example()));
    let unread = parse("people", "many", Unit::Persons).unwrap_err();
    assert_eq!(unread.to_string(), "`many` is not a quantity, but `people` needs a number of persons");
}

/// Whatever unit was written: the number is the reader's.
#[test]
fn a_number_in_another_unit_is_offered_in_the_right_one_where_it_may_be_given() {
    let offered = |text: &str, unit: Unit, range| parse("x", text, unit).unwrap_err().within(range).example;
    for (text, unit, range, example) in [
        ("40 yuan", Unit::Share, (0.0, 1.0), "40 %"),
        ("4 %", Unit::SharePerYear, (0.0, 0.1), "4 % per year"),
        ("0.5 %", Unit::SharePerYear, (0.0, 0.1), "0.5 % per year"),
        ("4 % per year", Unit::Share, (0.0, 1.0), "4 %"),
        ("94 %", Unit::Number, (0.0, 1.0), "0.94"),
        ("2030 yuan", Unit::CalendarYear, (2000.0, 2100.0), "2030"),
        ("63 years", Unit::WorkingDays, (0.0, 90.0), "63 working days"),
        // Out of range, or more than a number.
        ("4000 yuan", Unit::Share, (0.0, 1.0), Unit::Share.example()),
        ("15 years 6 months", Unit::Share, (0.0, 1.0), Unit::Share.example()),
        ("2030-01", Unit::CalendarYear, (2000.0, 2100.0), Unit::CalendarYear.example()),
    ] {
        assert_eq!(offered(text, unit, range), example, "{text}");
    }
}

#[test]
fn a_bare_number_is_answered_with_the_right_form() {
    let bare = bare_number("contribution.employer_rate", 0.18, Unit::Share);
    assert_eq!(bare.to_string(), "`0.18` is a bare number, but `contribution.employer_rate` needs a share in %");
    assert_eq!(bare.help(), "write it as text, such as `\"18 %\"`");
    let none = bare_number("contribution.employer_rate", f64::NAN, Unit::Share);
    assert_eq!(none.help(), format!("write it as text, such as `\"{}\"`", Unit::Share.example()));
    let age = bare_number("retirement.age", 756.0, Unit::Months);
    assert_eq!(age.help(), "write it as text, such as `\"756 months\"`");
}
