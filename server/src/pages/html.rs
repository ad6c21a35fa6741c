//! Text that is already HTML.

use std::fmt;

use askama::filters::HtmlSafe;

/// A piece of HTML that a template must not escape again.
#[derive(Clone, Default)]
pub struct Html(String);

impl Html {
    /// Takes `markup` as it stands: only for markup this program wrote itself.
    #[must_use]
    pub const fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// `text` with everything escaped that means something in HTML, in text and in quoted attributes.
    #[must_use]
    pub fn escaped(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                other => out.push(other),
            }
        }
        Self(out)
    }

    /// The markup.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_typed_stays_text() {
        assert_eq!(Html::escaped("<b a='1'>\"&").to_string(), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;");
    }
}
