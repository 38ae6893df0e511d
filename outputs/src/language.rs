//! The two languages people read results in.

use std::borrow::Cow;

/// A language of texts. Names of tables, columns, worlds and clauses are the same in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

impl Language {
    /// Both, English first, as pairs of texts have them.
    pub const BOTH: [Self; 2] = [Self::English, Self::Chinese];

    /// The one of two texts that is in this language.
    pub const fn of<T: Copy>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}

/// What stands around a name that somebody types, of the private use area; no reader is shown it.
const TYPED: [char; 2] = ['\u{f8f4}', '\u{f8f5}'];

/// A name or value as somebody types it, which no catalogue replaces: of a parameter, a regime, a clause, a file. The
/// marks around it take no place and are gone where the text is printed ([`without_marks`]).
pub fn typed(name: &str) -> String {
    format!("{}{name}{}", TYPED[0], TYPED[1])
}

/// Whether a text is one name as it is typed.
pub fn is_typed(text: &str) -> bool {
    text.strip_prefix(TYPED[0]).and_then(|rest| rest.split_once(TYPED[1])).is_some_and(|(_, rest)| rest.is_empty())
}

/// Whether no name that is typed is cut in this piece of a text.
pub fn has_whole_names(piece: &str) -> bool {
    let opened = piece.split(TYPED[0]).count();
    opened == piece.split(TYPED[1]).count() && piece.split(TYPED[0]).skip(1).all(|name| name.contains(TYPED[1]))
}

/// Whether it is a mark of a name that is typed.
pub fn is_mark(c: char) -> bool {
    TYPED.contains(&c)
}

/// The text as it is printed.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains(is_mark) { text.replace(is_mark, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_typed_are_whole_and_leave_no_mark() {
        let (one, two) = (typed("transition"), format!("{}, {}", typed("a"), typed("b")));
        assert!(is_typed(&one) && !is_typed(&two) && !is_typed("transition"));
        assert!(
            has_whole_names(&two)
                && !has_whole_names(two.split('a').next().unwrap_or_default())
                && has_whole_names("plain")
        );
        assert_eq!((&*without_marks(&two), &*without_marks("plain")), ("a, b", "plain"));
    }
}
