//! What is said, in the person's language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = include_str!("../locales/en.ftl");
const FRENCH: &str = include_str!("../locales/fr.ftl");

/// The catalogue of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The language asked for, else that of the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English.
    #[must_use]
    pub fn choose(asked: Option<&str>) -> Self {
        let from_environment = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| non_empty(name));
        Self::new(&asked.map(str::to_owned).or_else(from_environment).unwrap_or_default())
    }

    /// French for `fr`, `fr_CH.UTF-8` and the like, else English.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let french = language.split(['_', '-', '.', '@']).next() == Some("fr");
        let (tag, text) = if french { ("fr", FRENCH) } else { ("en", ENGLISH) };
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The invisible marks around arguments would end up in pipes and files.
        bundle.set_use_isolating(false);
        // A catalogue with mistakes still gives its sound messages; a test keeps both without mistakes.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// The words of `key`. A key that is missing is said as it is.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The words of a `key` without arguments.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }
}

fn non_empty(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Each key with the arguments that its words use.
    fn keys(text: &str) -> BTreeMap<String, Vec<String>> {
        FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| errors).unwrap();
        let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                current = key.to_owned();
                assert!(keys.insert(current.clone(), Vec::new()).is_none(), "{current} twice");
            }
            let names = line.split("{ $").skip(1).map(|rest| rest.split(' ').next().unwrap().to_owned());
            let known = keys.entry(current.clone()).or_default();
            known.extend(names);
            known.sort();
        }
        keys
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(keys(ENGLISH), keys(FRENCH));
        for line in FRENCH.lines().filter(|line| !line.starts_with('#')) {
            assert!(!line.contains('\''), "a typographic apostrophe belongs here: {line}");
        }
    }

    #[test]
    fn every_key_that_is_said_is_there_and_every_key_is_said() {
        let known = keys(ENGLISH);
        let source = source_text();
        for call in ["word(\"", "say(\""] {
            for rest in source.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(known.contains_key(key) || key.contains('{'), "{key} is not in the catalogues");
            }
        }
        for key in known.keys() {
            assert!(source.contains(&format!("\"{key}\"")), "{key} is never said");
        }
    }

    fn source_text() -> String {
        fn read(folder: &std::path::Path, into: &mut String) {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let path = entry.path();
                match path.is_dir() {
                    true => read(&path, into),
                    false if path.ends_with("words.rs") => {}
                    false => into.push_str(&std::fs::read_to_string(&path).unwrap()),
                }
            }
        }
        let mut text = String::new();
        // The core's errors name their words themselves.
        for folder in ["/src", "/../core/src"] {
            read(std::path::Path::new(&format!("{}{folder}", env!("CARGO_MANIFEST_DIR"))), &mut text);
        }
        text
    }

    #[test]
    fn the_language_is_taken_from_what_locales_look_like() {
        for french in ["fr", "fr_CH.UTF-8", "fr-FR", "fr@euro"] {
            assert_eq!(Words::new(french).word("verdict-approve"), "OUI", "{french}");
        }
        for english in ["", "C", "de_CH", "frr", "en_GB.UTF-8"] {
            assert_eq!(Words::new(english).word("verdict-approve"), "YES", "{english}");
        }
    }
}
