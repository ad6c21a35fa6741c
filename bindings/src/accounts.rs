//! The list of accounts and their codes.

use std::sync::Arc;

use assent_core::authenticator::{self as core, AccountId, AccountKind, AccountView, CodeView, LinkState};
use assent_core::message::Text;

use crate::{AppError, AssentApp, Colour, work};

/// A code to be shown.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Code {
    /// What to type.
    pub code: String,
    /// What to type next; none for counted codes.
    pub next_code: Option<String>,
    /// Seconds it is still shown; none for counted codes.
    pub secs_left: Option<u64>,
    /// Seconds it is shown in all; none for counted codes.
    pub period_secs: Option<u64>,
}

/// An account in the list, with its code of now.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Account {
    /// Its id here.
    pub id: String,
    /// The person's own name for it.
    pub label: Option<String>,
    /// Whom it is with; empty when the website did not say.
    pub issuer: String,
    /// Whose it is.
    pub name: String,
    /// Whether a server asks it.
    pub is_push: bool,
    /// Whether its link code was not typed yet.
    pub is_pending: bool,
    /// Whether its server knows this phone no more.
    pub is_unlinked: bool,
    /// The server's address, of a linked account.
    pub server_url: Option<String>,
    /// One or two letters for a picture.
    pub initials: String,
    /// The person's colour for it, or the one of its name.
    pub colour: Colour,
    /// Until when its server sends no requests, in Unix seconds by this phone's clock.
    pub quiet_until: Option<i64>,
    /// By how many seconds this phone's clock is ahead of the server's, when it is so much that codes of other websites
    /// would be refused.
    pub clock_ahead_secs: Option<i64>,
    /// The code of now, if it has one; of counted codes none, see [`AssentApp::use_code`].
    pub code: Option<Code>,
}

/// What to do when the same codes are here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum OnDuplicate {
    /// Say so and do nothing.
    Refuse,
    /// Put the new entry in the old one's place.
    Replace,
    /// Have both.
    KeepBoth,
}

#[uniffi::export]
impl AssentApp {
    /// The whole list, with codes and times.
    ///
    /// # Errors
    /// [`AppError::Locked`], or of the vault.
    pub fn accounts(&self) -> Result<Vec<Account>, AppError> {
        let list = || Ok(self.opened()?.accounts()?.into_iter().map(Account::from).collect());
        self.log.note("accounts", list())
    }

    /// The code of now; of counted codes the next one, which is used up by that.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for an account without codes, [`AppError::Unlinked`], [`AppError::NotLinked`], or of the
    /// vault.
    pub fn use_code(&self, account: String) -> Result<Code, AppError> {
        let take = || Ok(self.opened()?.code(account_id(&account)?)?.into());
        self.log.note("use_code", take())
    }

    /// Adds another website's codes from its `otpauth:` address. Gives the account's id.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for no address, [`AppError::Duplicate`], or of the vault.
    pub fn add_otpauth(&self, address: String, on_duplicate: OnDuplicate) -> Result<String, AppError> {
        let add = || Ok(self.opened()?.add_otpauth(&address, on_duplicate.into())?.to_string());
        self.log.note("add_otpauth", add())
    }

    /// Gives an account the person's own name, or takes it away. Stays on this phone.
    ///
    /// # Errors
    /// [`AppError::BadInput`], or of the vault.
    pub fn rename(&self, account: String, label: Option<String>) -> Result<(), AppError> {
        let rename = || {
            let label = label.map(|label| Text::tidy(&label).ok_or_else(|| AppError::bad_text("error-label")));
            Ok(self.opened()?.rename(account_id(&account)?, label.transpose()?)?)
        };
        self.log.note("rename", rename())
    }

    /// Removes an account with its keys. The server is told first; with `forget_locally` it need not be there any more.
    ///
    /// # Errors
    /// [`AppError::NoNetwork`] when the server could not be told; then nothing was removed.
    pub async fn remove(self: Arc<Self>, account: String, forget_locally: bool) -> Result<(), AppError> {
        let app = Arc::clone(&self);
        let remove = async move {
            let (open, id) = (app.opened()?, account_id(&account)?);
            Ok(open.remove(id, forget_locally).await?)
        };
        self.log.note("remove", work::to_its_end(remove).await)
    }
}

/// An account's id from an app.
pub(crate) fn account_id(text: &str) -> Result<AccountId, AppError> {
    text.parse().map_err(|_| AppError::bad_input("error-no-account", "this is no account's id"))
}

/// Several of them.
pub(crate) fn account_ids(texts: &[String]) -> Result<Vec<AccountId>, AppError> {
    texts.iter().map(|text| account_id(text)).collect()
}

/// Accounts' ids for an app.
pub(crate) fn names(ids: &[AccountId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

impl From<AccountView> for Account {
    fn from(view: AccountView) -> Self {
        Self {
            clock_ahead_secs: view.clock_off_secs(),
            id: view.id.to_string(),
            label: view.label,
            issuer: view.issuer,
            name: view.name,
            is_push: view.kind == AccountKind::Push,
            is_pending: view.state == LinkState::Pending,
            is_unlinked: view.state == LinkState::Unlinked,
            server_url: view.server_url,
            initials: view.initials,
            colour: view.colour.into(),
            quiet_until: view.quiet_until,
            code: view.code.map(Code::from),
        }
    }
}

impl From<CodeView> for Code {
    fn from(view: CodeView) -> Self {
        Self {
            code: view.code.to_string(),
            next_code: view.next.map(|next| next.to_string()),
            secs_left: view.secs_left,
            period_secs: view.period_secs,
        }
    }
}

impl From<OnDuplicate> for core::OnDuplicate {
    fn from(choice: OnDuplicate) -> Self {
        match choice {
            OnDuplicate::Refuse => Self::Refuse,
            OnDuplicate::Replace => Self::Replace,
            OnDuplicate::KeepBoth => Self::KeepBoth,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestPhone, wait_for};
    use crate::{LockSettings, Way};

    const TIMED: &str = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop";
    const COUNTED: &str = "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=1";

    #[test]
    fn accounts_outlive_the_app_and_show_their_codes() {
        let phone = TestPhone::with_vault();
        let id = phone.app.add_otpauth(TIMED.to_owned(), OnDuplicate::Refuse).unwrap();
        phone.app.lock().unwrap();
        wait_for(phone.again().unlock(Way::Hardware)).unwrap();
        let accounts = phone.app.accounts().unwrap();
        assert_eq!((accounts[0].id.as_str(), accounts[0].issuer.as_str()), (id.as_str(), "Shop"));
        // It would lock when the clock is moved so far. RFC 6238 appendix B, the first row.
        phone.app.change_lock_settings(LockSettings { idle_secs: None, in_background: true }).unwrap();
        phone.clock.set(59);
        let code = phone.app.accounts().unwrap()[0].code.clone().unwrap();
        assert_eq!((code.code.as_str(), code.secs_left), ("287082", Some(1)));
        let again = phone.app.add_otpauth(TIMED.to_owned(), OnDuplicate::Refuse);
        assert!(matches!(again, Err(AppError::Duplicate { existing, .. }) if existing == id));
    }

    #[test]
    fn a_counted_code_is_used_up() {
        let phone = TestPhone::with_vault();
        let id = phone.app.add_otpauth(COUNTED.to_owned(), OnDuplicate::Refuse).unwrap();
        // RFC 4226 appendix D, counts 1 and 2.
        assert_eq!(phone.app.use_code(id.clone()).unwrap().code, "287082");
        assert_eq!(phone.app.use_code(id).unwrap().code, "359152");
    }

    #[test]
    fn what_makes_no_sense_is_told_by_its_key() {
        let phone = TestPhone::with_vault();
        let wrong = phone.app.add_otpauth("hello".to_owned(), OnDuplicate::Refuse);
        assert!(matches!(wrong, Err(AppError::BadInput { key, .. }) if key == "error-address"));
        let wrong = phone.app.rename("x".to_owned(), None);
        assert!(matches!(wrong, Err(AppError::BadInput { key, .. }) if key == "error-no-account"));
    }
}
