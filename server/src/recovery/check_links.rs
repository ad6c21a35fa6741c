//! The links of an identity check. Each carries its own proof, so none is stored.

use crate::app::{App, Failure, LinkToken, make_link_token};
use crate::model::{CheckId, IdentityCheck, Person};
use crate::store::Rev;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Number, code, document and pictures.
    Steps,
    /// "This was not me": stops the check.
    Stop,
    /// In again, with the password, once the check is accepted. Void after any change of the password.
    Back,
}

/// The path of a link.
#[must_use]
pub fn make_link(app: &App, link: Link, check: CheckId, person: &Person) -> String {
    format!("{}{}", link.path(), make_link_token(&check.0, derive_mac(app, link, check, person)))
}

/// The check of a link and whose it is, wherever it stands; `None` when the link is none of ours, or the account is
/// locked or gone.
///
/// # Errors
/// When the store fails.
pub async fn find_linked(app: &App, link: Link, token: &str) -> Result<Option<(Rev, IdentityCheck, Person)>, Failure> {
    let Some(token) = LinkToken::read(token) else { return Ok(None) };
    let Some((rev, check)) = app.store.find_check(CheckId(token.about)).await? else { return Ok(None) };
    let person = app.store.find_person(check.person).await?.filter(|person| person.locked_at.is_none());
    let Some(person) = person else { return Ok(None) };
    let is_right = token.has(&derive_mac(app, link, check.id, &person));
    Ok(is_right.then_some((rev, check, person)))
}

fn derive_mac(app: &App, link: Link, check: CheckId, person: &Person) -> [u8; 32] {
    let password = if link == Link::Back { person.password.as_bytes() } else { &[] };
    app.secrets.derive_mac("identity check", &[link.path().as_bytes(), &check.0, password])
}

impl Link {
    /// The address without the token.
    const fn path(self) -> &'static str {
        match self {
            Self::Steps => "/identity/",
            Self::Stop => "/not-me?token=",
            Self::Back => "/way-back?token=",
        }
    }
}
