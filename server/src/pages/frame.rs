//! What stands around every page, and the helpers every template has.

use assent_core::clock::UnixSeconds;
use assent_core::secret::Secret;
use jiff::tz::TimeZone;

use super::html::Html;
use super::roles::role_key;
use super::when::{self, Style};
use super::words::{Lang, Say, Words};
use crate::model::Role;

/// What every page is given. Templates reach it as `frame`.
#[derive(Clone)]
pub struct Frame {
    /// The language of the page.
    pub lang: Lang,
    /// The server's own name, as in its address.
    pub host: String,
    /// Path and query of a page that can be fetched, for the language switch. Starts with `/`.
    pub path: String,
    /// The token every form of this page carries as `csrf`.
    pub csrf: String,
    /// Who is signed in; without, the page has no menu.
    pub person: Option<SignedIn>,
    /// The instant the page is made.
    pub now: UnixSeconds,
    /// The zone in which the person reads times.
    pub zone: TimeZone,
}

/// The person in the bar of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// As the person is called.
    pub name: String,
    /// Whether the menu leads to the administration.
    pub is_admin: bool,
    /// Whether it leads to identity checks.
    pub reviews: bool,
}

impl Frame {
    /// The message called `key`.
    pub fn t<'a>(&self, key: &'a str) -> Say<'a> {
        Words::get(self.lang).t(key)
    }

    /// What a new password needs, for whoever is signed in.
    pub fn password_hint(&self) -> Say<'static> {
        let administers = self.person.as_ref().is_some_and(|person| person.is_admin);
        self.t(if administers { "password-hint-admin" } else { "password-hint" })
    }

    /// What a role is called.
    pub fn role(&self, role: &Role) -> Say<'static> {
        self.t(role_key(*role))
    }

    /// "Today at 09:41", "14 November".
    #[must_use]
    pub fn when(&self, at: &UnixSeconds) -> String {
        self.instant(*at, Style::Alone)
    }

    /// "Today at 09:41", "14 November at 16:20".
    #[must_use]
    pub fn when_exactly(&self, at: &UnixSeconds) -> String {
        self.instant(*at, Style::Exact)
    }

    /// "today at 09:41", "on 14 November".
    #[must_use]
    pub fn when_inside(&self, at: &UnixSeconds) -> String {
        self.instant(*at, Style::Inside)
    }

    /// "07:00": enough for what is within a day.
    #[must_use]
    pub fn clock(&self, at: &UnixSeconds) -> String {
        when::time_of_day(&self.zone, *at)
    }

    /// "1 min 48 s".
    #[must_use]
    pub fn duration(&self, secs: &u32) -> String {
        when::words_for_duration(Words::get(self.lang), *secs)
    }

    /// The picture called `name` in the sprite, for the eye only.
    #[must_use]
    pub fn icon(&self, name: &str) -> Html {
        let name = Html::escaped(name);
        Html::trusted(format!(
            r##"<svg viewBox="0 0 24 24" aria-hidden="true"><use href="/assets/icons.svg#{name}"/></svg>"##
        ))
    }

    /// The hidden field that proves a form came from this page.
    #[must_use]
    pub fn csrf_field(&self) -> Html {
        Html::trusted(format!(r#"<input type="hidden" name="csrf" value="{}">"#, Html::escaped(&self.csrf)))
    }

    /// A notice that something is wrong, read out at once.
    #[must_use]
    pub fn bad(&self, words: Say<'_>) -> Html {
        self.notice("bad", "warn", "alert", words)
    }

    /// A notice of something to think about.
    #[must_use]
    pub fn warn(&self, words: Say<'_>) -> Html {
        self.notice("warn", "warn", "note", words)
    }

    /// A notice that something was done.
    #[must_use]
    pub fn done(&self, words: Say<'_>) -> Html {
        self.notice("ok", "done", "status", words)
    }

    /// What is wrong with the field whose `aria-describedby` is `id`.
    #[must_use]
    pub fn wrong(&self, id: &str, words: impl std::fmt::Display) -> Html {
        let (id, icon, words) = (Html::escaped(id), self.icon("warn"), Html::escaped(&words.to_string()));
        Html::trusted(format!(r#"<p class="wrong" id="{id}">{icon}<span>{words}</span></p>"#))
    }

    /// A secret as text, on the one page that shows it.
    #[must_use]
    pub fn reveal<'a>(&self, secret: &'a Secret) -> &'a str {
        std::str::from_utf8(secret.expose()).unwrap_or_default()
    }

    /// Whether the page stands under this part of the menu.
    #[must_use]
    pub fn is_at(&self, part: &str) -> bool {
        self.path.starts_with(part)
    }

    /// The languages this page can also be read in, with where.
    #[must_use]
    pub fn other_languages(&self) -> Vec<(Lang, String)> {
        let others = Lang::ALL.into_iter().filter(|lang| *lang != self.lang);
        others.map(|lang| (lang, with_language(&self.path, lang))).collect()
    }

    /// An instant inside a sentence, with the time on every day: "on 14 November at 16:20".
    #[must_use]
    pub fn when_due(&self, at: &UnixSeconds) -> String {
        self.instant(*at, Style::InsideExact)
    }

    fn instant(&self, at: UnixSeconds, style: Style) -> String {
        when::words_for(Words::get(self.lang), &self.zone, at, self.now, style)
    }

    fn notice(&self, kind: &str, icon: &str, role: &str, words: Say<'_>) -> Html {
        let (icon, words) = (self.icon(icon), words.html());
        Html::trusted(format!(r#"<div class="notice {kind}" role="{role}">{icon}<div><p>{words}</p></div></div>"#))
    }
}

/// `path` with `lang` in its query, and everything else there kept.
fn with_language(path: &str, lang: Lang) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let pairs: Vec<&str> = kept.collect();
    let rest = pairs.iter().map(|pair| format!("{pair}&")).collect::<String>();
    format!("{path}?{rest}lang={}", lang.tag())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_switch_keeps_the_query() {
        assert_eq!(with_language("/sign-in", Lang::Fr), "/sign-in?lang=fr");
        assert_eq!(with_language("/a?next=%2Fb&lang=en&c=1", Lang::Fr), "/a?next=%2Fb&c=1&lang=fr");
    }
}
