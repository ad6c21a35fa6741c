//! Which account or request is meant.

use std::sync::Arc;

use assent_core::authenticator::{AccountView, Authenticator, Request};

use crate::error::CliError;

/// The one account that `text` means.
pub(crate) fn find_account(authenticator: &Authenticator, text: &str) -> Result<AccountView, CliError> {
    let fitting = fitting(authenticator.accounts()?, text);
    match <[AccountView; 1]>::try_from(fitting) {
        Ok([account]) => Ok(account),
        Err(none) if none.is_empty() => Err(CliError::new("error-no-account")),
        Err(_) => Err(CliError::with("error-several-accounts", text)),
    }
}

/// Accounts with this very id or name, else those with it as a part.
fn fitting(accounts: Vec<AccountView>, text: &str) -> Vec<AccountView> {
    let text = text.to_lowercase();
    let names =
        |it: &AccountView| [it.label.clone().unwrap_or_default(), it.name.clone(), it.issuer.clone(), it.called()];
    let is = |it: &AccountView| {
        it.id.to_string().to_lowercase() == text || names(it).iter().any(|name| name.to_lowercase() == text)
    };
    let has = |it: &AccountView| {
        it.id.to_string().to_lowercase().starts_with(&text)
            || it.called().to_lowercase().contains(&text)
            || it.fits(&text)
    };
    let exact: Vec<AccountView> = accounts.iter().filter(|account| is(account)).cloned().collect();
    if exact.is_empty() { accounts.into_iter().filter(has).collect() } else { exact }
}

/// The one request whose id begins with `prefix`; without a prefix the only one.
pub(crate) fn find_request(requests: &[Arc<Request>], prefix: Option<&str>) -> Result<Arc<Request>, CliError> {
    let prefix = prefix.unwrap_or_default();
    let mut fitting = requests.iter().filter(|request| request.challenge().to_string().starts_with(prefix));
    match (fitting.next(), fitting.next()) {
        (Some(request), None) => Ok(Arc::clone(request)),
        (None, _) => Err(CliError::new("error-no-request")),
        _ => Err(CliError::new("error-several-requests")),
    }
}

#[cfg(test)]
mod tests {
    use assent_core::authenticator::{AccountId, AccountKind, Colour, LinkState};

    use super::*;

    fn account(id: u8, issuer: &str, name: &str) -> AccountView {
        AccountView {
            id: AccountId([id; 16]),
            label: None,
            issuer: issuer.to_owned(),
            name: name.to_owned(),
            kind: AccountKind::Push,
            state: LinkState::Active,
            server_url: None,
            initials: String::new(),
            colour: Colour::Red,
            clock_ahead_secs: None,
            quiet_until: None,
            code: None,
        }
    }

    #[test]
    fn an_account_is_meant_by_a_part_of_its_name_or_by_all_of_it() {
        let all = || vec![account(1, "Shop", "ada"), account(2, "Shop two", "ada"), account(3, "", "bob")];
        let ids = |text: &str| fitting(all(), text).iter().map(|it| it.id.0[0]).collect::<Vec<_>>();
        assert_eq!(ids("shop"), [1]);
        assert_eq!(ids("two"), [2]);
        assert_eq!(ids("ADA"), [1, 2]);
        assert_eq!(ids("Shop: ada"), [1]);
        assert_eq!(ids(&AccountId([3; 16]).to_string()[..6]), [3]);
        assert!(ids("nobody").is_empty());
    }
}
