//! Colours, where they help and are wanted. A colour never says something that the words don't.

use std::io::IsTerminal;

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    on: bool,
}

impl Style {
    /// Without colours.
    pub const PLAIN: Self = Self { on: false };

    /// Colours if standard output is a terminal and `NO_COLOR` (no-color.org) is not set.
    #[must_use]
    pub fn choose() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self { on: std::io::stdout().is_terminal() && !refused && !dumb }
    }

    /// What matters.
    #[must_use]
    pub fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// What is said beside.
    #[must_use]
    pub fn faint(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// YES, done.
    #[must_use]
    pub fn accent(self, text: &str) -> String {
        self.wrap("1;36", text)
    }

    /// Warnings.
    #[must_use]
    pub fn alarm(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        assert_eq!(Style::PLAIN.alarm("x"), "x");
        assert_eq!(Style { on: true }.alarm("x"), "\u{1b}[1;31mx\u{1b}[0m");
    }
}
