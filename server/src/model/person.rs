//! A person, and the name they sign in with.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;
use unicode_normalization::UnicodeNormalization;

use super::{Alerts, PersonId, Role};

/// The owner of an account.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// What they sign in with.
    pub email: Email,
    /// What they are called.
    pub name: Text,
    /// Argon2id of the password, as PHC string.
    pub password: String,
    /// What they are in the organisation.
    pub role: Role,
    /// `en` or `fr`.
    pub language: String,
    /// Which sign-ins they are told of by mail.
    pub alerts: Alerts,
    /// After how many wrong passwords in a row the password is closed, if the person wants that.
    pub lock_after: Option<u32>,
    /// Since when the password is closed by that, if it is.
    pub password_closed_at: Option<UnixSeconds>,
    /// Whether they are linked at a provider where people sign in only there; see [`Person::has_password`].
    pub is_company_only: bool,
    /// Whether the second step is asked for every time, also in trusted browsers.
    pub ask_always: bool,
    /// Whether they look at identity checks.
    pub reviews: bool,
    /// When the account was made.
    pub created_at: UnixSeconds,
    /// Since when it is locked, if it is.
    pub locked_at: Option<UnixSeconds>,
    /// Until when their phones get no requests, if they said so; see [`Person::quiet_at`].
    pub quiet_until: Option<UnixSeconds>,
}

impl Person {
    /// Whether a password may open this account. Whoever stands for the organisation keeps theirs, so that it gets in
    /// when a provider does not answer.
    #[must_use]
    pub fn has_password(&self) -> bool {
        !self.is_company_only || self.role == Role::LegalRepresentative
    }

    /// Until when their phones get no requests, if that is so at `now`.
    #[must_use]
    pub fn quiet_at(&self, now: UnixSeconds) -> Option<UnixSeconds> {
        self.quiet_until.filter(|until| *until > now)
    }
}

/// An e-mail address in the one form it is compared in: NFC, lower case, without spaces around.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// Text that is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address: name@host is expected, at most 254 bytes")]
pub struct BadEmail;

impl Email {
    /// Reads an address as a person types it.
    ///
    /// # Errors
    /// [`BadEmail`].
    pub fn parse(typed: &str) -> Result<Self, BadEmail> {
        if typed.len() > 512 {
            return Err(BadEmail);
        }
        let address: String = typed.trim().nfc().collect::<String>().to_lowercase();
        let (name, host) = address.rsplit_once('@').ok_or(BadEmail)?;
        let shown = Text::new(&address).is_ok() && !address.contains(char::is_whitespace);
        if name.is_empty() || host.is_empty() || !shown || address.len() > 254 {
            return Err(BadEmail);
        }
        Ok(Self(address))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What may stand in the log: `a•••@example.org`.
    #[must_use]
    pub fn mask(&self) -> String {
        let (name, host) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        format!("{}•••@{host}", name.chars().next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_one_form() {
        assert_eq!(Email::parse(" Ada@Atelier.Example "), Email::parse("ada@atelier.example"));
        for bad in ["", "ada", "@x", "ada@", "a da@x", "ada@x\u{202e}", &format!("{}@x", "a".repeat(300))] {
            assert_eq!(Email::parse(bad), Err(BadEmail), "{bad}");
        }
    }
}
