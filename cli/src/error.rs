//! Why a command was not done: a stable code for programs, words for people.

use assent_core::authenticator::AuthError;
use assent_core::lock::LockError;
use assent_core::transfer::ImportError;
use assent_core::worded::Worded;

use crate::words::Words;

/// Why a command was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CliError {
    /// The key of its words: `error-` and its code.
    key: &'static str,
    /// What the words mention.
    detail: String,
}

impl CliError {
    pub(crate) fn new(key: &'static str) -> Self {
        Self { key, detail: String::new() }
    }

    pub(crate) fn with(key: &'static str, detail: impl ToString) -> Self {
        Self { key, detail: detail.to_string() }
    }

    fn of(error: &impl Worded) -> Self {
        Self { key: error.key(), detail: error.detail() }
    }

    pub(crate) fn io(error: &std::io::Error) -> Self {
        Self::with("error-io", error)
    }

    /// What programs compare.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.key.trim_start_matches("error-")
    }

    /// What happened and what to do, in the person's language.
    #[must_use]
    pub fn words(&self, words: &Words) -> String {
        words.say(self.key, &[("detail", self.detail.as_str().into())])
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::io(&error)
    }
}

impl From<AuthError> for CliError {
    fn from(error: AuthError) -> Self {
        Self::of(&error)
    }
}

impl From<ImportError> for CliError {
    fn from(error: ImportError) -> Self {
        Self::of(&error)
    }
}

impl From<LockError> for CliError {
    fn from(error: LockError) -> Self {
        Self::of(&error)
    }
}

#[cfg(test)]
mod tests {
    use assent_core::client::ClientError;

    use super::*;

    #[test]
    fn an_error_has_a_code_for_programs_and_words_in_both_languages() {
        let error = CliError::from(AuthError::Client(ClientError::NoNetwork));
        assert_eq!(error.code(), "no-network");
        assert!(error.words(&Words::new("en")).contains("Check the network"));
        assert!(error.words(&Words::new("fr")).contains("Vérifiez le réseau"));
    }

    /// The keys in core's own files, so that none is forgotten.
    fn keys_of_core(folder: &std::path::Path) -> Vec<String> {
        let mut keys = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                keys.extend(keys_of_core(&entry));
                continue;
            }
            let text = std::fs::read_to_string(entry).unwrap();
            let after = text.split("\"error-").skip(1).filter_map(|rest| rest.split_once('"'));
            keys.extend(after.map(|(name, _)| format!("error-{name}")));
        }
        keys
    }

    #[test]
    fn every_error_of_core_has_words_in_both_languages() {
        let keys = keys_of_core(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src"));
        assert!(keys.len() > 60, "{keys:?}");
        for (file, locale) in [("en", include_str!("../locales/en.ftl")), ("fr", include_str!("../locales/fr.ftl"))] {
            for key in &keys {
                assert!(locale.contains(&format!("\n{key} = ")), "{key} has no words in {file}.ftl");
            }
        }
    }
}
