//! Company sign-in: on the way to a provider, and what is said when nobody comes in.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::frame::Frame;
use super::words::Say;

/// A provider's button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderButton {
    /// As it stands in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A provider on the page of an account.
pub struct CompanyRow {
    /// As it stands in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The person's identity there, if it is linked.
    pub link: Option<CompanyAccount>,
}

/// Somebody's identity at a provider.
pub struct CompanyAccount {
    /// The account's name there.
    pub account: String,
    /// When it was linked.
    pub made_at: UnixSeconds,
    /// When it last served.
    pub used_at: Option<UnixSeconds>,
}

impl CompanyRow {
    /// One line under the name.
    pub(super) fn about(&self, frame: &Frame) -> String {
        let Some(link) = &self.link else { return frame.t("company-not-linked").to_string() };
        let used = match &link.used_at {
            Some(at) => frame.t("factor-used").with("when", frame.when_inside(at)),
            None => frame.t("factor-unused"),
        };
        let since = frame.t("company-since").with("when", frame.when_inside(&link.made_at));
        format!("{} · {since} · {used}", link.account)
    }
}

/// Leads to a provider, by itself.
#[derive(Template)]
#[template(path = "company_go.html")]
pub struct CompanyGo {
    /// The page's surroundings.
    pub frame: Frame,
    /// The provider's name.
    pub provider: String,
    /// Its address, with what is asked.
    pub url: String,
}

/// Nobody came in through a provider.
#[derive(Template)]
#[template(path = "company_ended.html")]
pub struct CompanyEnded {
    /// The page's surroundings.
    pub frame: Frame,
    /// The provider's name, once it is known.
    pub provider: Option<String>,
    /// Why.
    pub problem: CompanyProblem,
}

/// Why nobody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompanyProblem {
    /// There is no such provider, or the person is not linked there.
    Gone,
    /// Too late, used, or begun in another browser.
    Over,
    /// The person or the provider said no.
    Denied,
    /// The provider says that it can't.
    Refused,
    /// It does not answer.
    Unreachable,
    /// Its answer does not hold.
    Untrusted,
    /// Its clock is another one.
    Clock,
    /// It did not ask the person again.
    NotAsked,
    /// Nobody is linked to the identity.
    Unlinked,
    /// It is another identity.
    Other,
    /// The identity or the account is linked already.
    Taken,
    /// The account is locked.
    Locked,
}

impl CompanyEnded {
    const fn keys(&self) -> (&'static str, &'static str) {
        match self.problem {
            CompanyProblem::Gone => ("company-gone", "company-gone-text"),
            CompanyProblem::Over => ("company-over", "company-over-text"),
            CompanyProblem::Denied => ("company-denied", "company-denied-text"),
            CompanyProblem::Refused => ("company-refused", "company-refused-text"),
            CompanyProblem::Unreachable => ("company-unreachable", "company-unreachable-text"),
            CompanyProblem::Untrusted => ("company-untrusted", "company-untrusted-text"),
            CompanyProblem::Clock => ("company-clock", "company-clock-text"),
            CompanyProblem::NotAsked => ("company-not-asked", "company-not-asked-text"),
            CompanyProblem::Unlinked => ("company-unlinked", "company-unlinked-text"),
            CompanyProblem::Other => ("company-other", "company-other-text"),
            CompanyProblem::Taken => ("company-taken", "company-taken-text"),
            CompanyProblem::Locked => ("company-locked", "company-locked-text"),
        }
    }

    fn title(&self) -> Say<'static> {
        self.frame.t(self.keys().0)
    }

    fn text(&self) -> Say<'static> {
        let provider = self.provider.clone().unwrap_or_else(|| self.frame.t("company-provider").to_string());
        self.frame.t(self.keys().1).with("name", provider)
    }

    /// Where to go on, and the words for it.
    fn way_on(&self) -> (&'static str, &'static str) {
        match self.problem {
            _ if self.frame.person.is_some() => ("/security", "company-to-security"),
            CompanyProblem::Unlinked => ("/sign-in?password=1&next=/security", "company-with-password"),
            _ => ("/sign-in", "to-sign-in"),
        }
    }
}
