//! How a person is reached, and what they get back in by.

use askama::Template;

use super::add_option::NumberProblem;
use super::frame::Frame;
use super::html::Html;
use super::words::Say;

/// Addresses and number.
#[derive(Template)]
#[template(path = "contact.html")]
pub struct Contact {
    /// The page's surroundings.
    pub frame: Frame,
    /// What the person signs in with.
    pub email: String,
    /// Addresses for getting back in, and a new one to sign in with while it is not proved.
    pub addresses: Vec<Address>,
    /// The number for getting back in, masked.
    pub number: Option<String>,
    /// The countries that SMS go to, if any go out.
    pub countries: Option<String>,
    /// Whether this server sends mail.
    pub has_mail: bool,
    /// What was just done.
    pub notice: Option<ContactNotice>,
    /// What was wrong, and with what.
    pub problem: Option<(ContactField, ContactProblem)>,
    /// What was typed there.
    pub typed: String,
}

/// An address in the list.
pub struct Address {
    /// As it stands in the form.
    pub id: String,
    /// The address.
    pub email: String,
    /// Whether it is a new one to sign in with.
    pub is_next: bool,
    /// Whether it was proved.
    pub is_proved: bool,
}

/// A field of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactField {
    /// A new address to sign in with.
    Email,
    /// An address for getting back in.
    Recovery,
    /// The number for getting back in.
    Number,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactNotice {
    /// A link is on its way.
    LinkSent,
    /// An address was removed.
    AddressRemoved,
    /// The number was set.
    NumberSet,
    /// The number was removed.
    NumberRemoved,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactProblem {
    /// No address.
    Bad,
    /// The person's already.
    Known,
    /// Too many already.
    TooMany,
    /// Too many links went out.
    Throttled {
        /// Until the next one, at least 1.
        minutes: u32,
    },
    /// With the number.
    Number(NumberProblem),
}

impl Contact {
    fn notice(&self) -> Html {
        let key = match self.notice {
            None => return Html::default(),
            Some(ContactNotice::LinkSent) => "contact-link-sent",
            Some(ContactNotice::AddressRemoved) => "contact-address-removed",
            Some(ContactNotice::NumberSet) => "contact-number-set",
            Some(ContactNotice::NumberRemoved) => "contact-number-removed",
        };
        self.frame.done(self.frame.t(key))
    }

    fn wrong(&self, field: ContactField) -> Option<Say<'_>> {
        let (_, problem) = self.problem.filter(|(at, _)| *at == field)?;
        let key = match problem {
            ContactProblem::Number(problem) => {
                return Some(problem.words(&self.frame, self.countries.as_deref().unwrap_or_default()));
            }
            ContactProblem::Bad => "contact-bad",
            ContactProblem::Known => "contact-known",
            ContactProblem::TooMany => "contact-too-many",
            ContactProblem::Throttled { minutes } => {
                return Some(self.frame.t("contact-throttled").with("minutes", minutes));
            }
        };
        Some(self.frame.t(key))
    }

    fn typed_at(&self, field: ContactField) -> &str {
        if self.problem.is_some_and(|(at, _)| at == field) { &self.typed } else { "" }
    }

    const fn about(&self, address: &Address) -> &'static str {
        match (address.is_proved, address.is_next) {
            (true, _) => "contact-proved",
            (false, true) => "contact-next",
            (false, false) => "contact-waits",
        }
    }
}
