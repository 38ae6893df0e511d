//! Names that a reader cannot tell apart.

/// Whether a character turns the direction of what follows: a terminal obeys it, and a name reads as another.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name as it is read: without characters that are not seen, wide letters as plain ones, capitals as small ones.
pub(super) fn as_read(name: &str) -> String {
    let seen = |c: &char| !turns(*c) && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    name.trim().chars().filter(seen).map(plain).flat_map(char::to_lowercase).collect()
}

/// Whether two names read alike.
pub fn read_alike(a: &str, b: &str) -> bool {
    as_read(a) == as_read(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_read_alike() {
        for name in ["Unified", "ｕnified", "uni\u{200b}fied", " unified", "\u{202e}unified"] {
            assert_eq!(as_read(name), "unified", "{name:?}");
        }
        assert_ne!(as_read("unified-2"), "unified");
    }
}
