//! Accounts as they were read. The vault keeps them while it is open, so that a list costs little more than its codes.

use super::account::{Account, Source};
use super::{Colour, initials};
use crate::otp::{Address, OtpKey};

/// An account and what follows from its record. It holds secrets: no `Debug`.
pub(super) struct Known {
    pub(super) account: Account,
    /// Empty when the website did not say.
    pub(super) issuer: String,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) colour: Colour,
    /// What makes its codes, if it has any.
    pub(super) key: Option<OtpKey>,
}

impl From<Account> for Known {
    fn from(account: Account) -> Self {
        let (issuer, name, key) = match &account.source {
            Source::Linked(linked) => (linked.issuer.to_string(), linked.account.to_string(), account.otp_key()),
            Source::Codes { uri } => Address::parse(&uri.0).map(split).unwrap_or_default(),
        };
        let called = match &account.label {
            Some(label) => label.as_str(),
            None if issuer.is_empty() => &name,
            None => &issuer,
        };
        let (initials, colour) = (initials(called), account.colour.unwrap_or_else(|| Colour::of_name(called)));
        Self { account, issuer, name, initials, colour, key }
    }
}

fn split(address: Address) -> (String, String, Option<OtpKey>) {
    let (issuer, name) = (address.issuer().unwrap_or_default().to_owned(), address.account().to_owned());
    (issuer, name, Some(address.into_key()))
}
