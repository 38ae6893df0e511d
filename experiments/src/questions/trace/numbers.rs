//! Numbers and provinces as the lines of a life print them.

use fastox_model::people::columns::province;

/// A province in both languages.
pub(super) fn name(index: usize) -> String {
    province(index).map_or("nowhere".to_owned(), |p| format!("{} {}", p.name(), p.name_zh()))
}

/// Yuan with two decimals and thousands apart.
pub(super) fn amount(value: f64) -> String {
    let fen = (value * 100.0).round() as i64;
    format!("{}.{:02}", thousands(fen / 100), (fen % 100).abs())
}

/// A share in percent with two decimals.
pub(super) fn rounded(share: f64) -> String {
    format!("{:.2} %", 100.0 * share)
}

/// The nearest whole number, thousands apart.
pub(super) fn whole(value: f64) -> String {
    thousands(value.round() as i64)
}

fn thousands(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let shown = [0.0, 999.994, 1_000.0, 1_234_567.891].map(amount);
        assert_eq!(shown, ["0.00", "999.99", "1,000.00", "1,234,567.89"]);
        assert_eq!((whole(12_345.6), rounded(0.96063)), ("12,346".into(), "96.06 %".into()));
        assert_eq!((name(18), name(31)), ("Guangdong 广东".into(), "nowhere".into()));
    }
}
