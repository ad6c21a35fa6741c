//! Finding an account by what a person types.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::AccountView;

impl AccountView {
    /// Whether each word of `query` is a part of the label, the issuer or the name; accents and capitals don't count. An
    /// empty query fits every account.
    #[must_use]
    pub fn fits(&self, query: &str) -> bool {
        let label = self.label.as_deref().unwrap_or_default();
        let names = fold(&format!("{label}\n{}\n{}", self.issuer, self.name));
        fold(query).split_whitespace().all(|word| names.contains(word))
    }
}

/// Without accents and capitals (Unicode NFKD without marks, lower case).
fn fold(text: &str) -> String {
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::codes_view;

    #[test]
    fn every_word_must_be_there_and_accents_and_capitals_do_not_count() {
        let account = codes_view("Crédit Agricole", "ada@example.org");
        for query in ["", "credit", "CRÉDIT ada", "agri example", "  org "] {
            assert!(account.fits(query), "{query}");
        }
        for query in ["bob", "credit bob", "ada@example.com"] {
            assert!(!account.fits(query), "{query}");
        }
    }
}
