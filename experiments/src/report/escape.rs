//! The one place where text becomes part of the page.

/// A text that is text wherever it stands in the page.
pub(super) fn escaped(text: &str) -> String {
    let entities = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];
    entities.into_iter().fold(text.to_owned(), |text, (mark, entity)| text.replace(mark, entity))
}

/// Data as JSON that no reader of HTML takes for markup: it stands in a script element, where entities mean nothing.
pub(super) fn json(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// A text in both languages, of which the page shows one.
pub(super) fn both(en: &str, zh: &str) -> String {
    format!("<span lang=\"en\">{}</span><span lang=\"zh\">{}</span>", escaped(en), escaped(zh))
}

/// A template with its places `{{name}}` filled with markup. Panics at a place that nothing fills: our bug.
pub(super) fn filled(template: &str, parts: &[(&str, String)]) -> String {
    let mut pieces = template.split("{{");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").expect("a place of the template ends");
        let part = parts.iter().find(|(known, _)| *known == name);
        page += &part.unwrap_or_else(|| panic!("nothing fills `{name}` of the page")).1;
        page += rest;
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let name = "</script><img src=x onerror='alert(1)'>&\"{{data}}";
        let page = filled("<p>{{name}}</p>{{json}}", &[("name", escaped(name)), ("json", json(&name.into()))]);
        assert_eq!(page.matches('<').count(), 2, "{page}");
        assert!(!page.contains("</script") && page.contains("&lt;img") && page.contains("{{data}}"), "{page}");
        let (_, data) = page.split_once("</p>").expect("what follows the paragraph");
        assert_eq!(serde_json::from_str::<String>(data).expect("JSON"), name);
    }

    #[test]
    #[should_panic(expected = "nothing fills `other`")]
    fn a_place_that_nothing_fills_is_found() {
        filled("{{other}}", &[("name", String::new())]);
    }
}
