//! The words of the pages: one Fluent catalogue per language, the same keys in each.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::html::Html;

/// A language the pages speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English, also what everybody gets whose browser asks for neither.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The language tag for `lang` and `hreflang` (RFC 5646).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    /// The language of a tag such as `fr` or `fr-CH`, if it is one of ours.
    #[must_use]
    pub fn find(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The language an `Accept-Language` header prefers (RFC 9110 §12.5.4); English when it names none of ours.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (0.0, Self::default());
        for range in header.split(',').take(32) {
            let mut parts = range.split(';');
            let found = parts.next().and_then(|tag| Self::find(tag.trim()));
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
            if let (Some(lang), Some(weight)) = (found, weight)
                && weight > best.0
            {
                best = (weight, lang);
            }
        }
        best.1
    }

    fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }

    const fn sources(self) -> &'static [&'static str] {
        match self {
            Self::En => EN,
            Self::Fr => FR,
        }
    }
}

macro_rules! catalogue {
    ($lang:literal) => {
        &[
            include_str!(concat!("../../locales/", $lang, "/frame.ftl")),
            include_str!(concat!("../../locales/", $lang, "/sign-in.ftl")),
            include_str!(concat!("../../locales/", $lang, "/programs.ftl")),
            include_str!(concat!("../../locales/", $lang, "/security.ftl")),
            include_str!(concat!("../../locales/", $lang, "/linking.ftl")),
            include_str!(concat!("../../locales/", $lang, "/activity.ftl")),
            include_str!(concat!("../../locales/", $lang, "/admin.ftl")),
            include_str!(concat!("../../locales/", $lang, "/company.ftl")),
            include_str!(concat!("../../locales/", $lang, "/identity.ftl")),
            include_str!(concat!("../../locales/", $lang, "/recovery.ftl")),
            include_str!(concat!("../../locales/", $lang, "/mail.ftl")),
        ]
    };
}

const EN: &[&str] = catalogue!("en");
const FR: &[&str] = catalogue!("fr");

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::En));
static FRENCH: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::Fr));

impl Words {
    /// The words of `lang`, read once.
    #[must_use]
    pub fn get(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &ENGLISH,
            Lang::Fr => &FRENCH,
        }
    }

    /// The message called `key`. Facts are added by [`Say::with`].
    pub fn t<'a>(&'static self, key: &'a str) -> Say<'a> {
        Say { words: self, key, facts: FluentArgs::new() }
    }

    /// The message called `key` with its facts in place.
    #[must_use]
    pub fn t_with(&'static self, key: &str, facts: &FluentArgs<'_>) -> String {
        self.find(key, facts).unwrap_or_else(|| missing(key))
    }

    /// A damaged entry is left out and shows up as missing: a test reads every catalogue strictly.
    fn read(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
            drop(bundle.add_resource(resource));
        }
        Self { bundle }
    }

    fn find(&self, key: &str, facts: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(facts), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }
}

/// What a page shows where words are missing; the tests look for it.
pub(super) const MISSING: char = '⟦';

fn missing(key: &str) -> String {
    format!("{MISSING}{key}⟧")
}

/// A message about to be said.
pub struct Say<'a> {
    words: &'static Words,
    key: &'a str,
    facts: FluentArgs<'static>,
}

impl Say<'_> {
    /// Puts a fact into the message's placeholder `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Fact) -> Self {
        self.facts.set(name, fact.value());
        self
    }

    /// The message as HTML: its own `<b>` and `<a>` are kept, its facts are escaped.
    #[must_use]
    pub fn html(self) -> Html {
        let mut escaped = FluentArgs::new();
        for (name, value) in self.facts.iter() {
            let value = match value {
                FluentValue::String(text) => Html::escaped(text).into_string().into(),
                other => other.clone(),
            };
            escaped.set(name.to_owned(), value);
        }
        Html::trusted(self.words.t_with(self.key, &escaped))
    }
}

impl fmt::Display for Say<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.t_with(self.key, &self.facts))
    }
}

/// Something that can stand in a message's placeholder.
pub trait Fact {
    /// The fact as Fluent takes it.
    fn value(&self) -> FluentValue<'static>;
}

impl Fact for str {
    fn value(&self) -> FluentValue<'static> {
        self.to_owned().into()
    }
}

impl Fact for String {
    fn value(&self) -> FluentValue<'static> {
        self.clone().into()
    }
}

impl Fact for Say<'_> {
    fn value(&self) -> FluentValue<'static> {
        self.to_string().into()
    }
}

impl Fact for u32 {
    fn value(&self) -> FluentValue<'static> {
        (*self).into()
    }
}

impl Fact for usize {
    fn value(&self) -> FluentValue<'static> {
        (*self).into()
    }
}

impl<T: Fact + ?Sized> Fact for &T {
    fn value(&self) -> FluentValue<'static> {
        (**self).value()
    }
}
