//! The app: accounts, linking, requests.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use assent_core::authenticator as core;
use assent_core::authenticator::{AccountId, Authenticator, OnDuplicate, SoftwareKeys, VaultRecords};
use assent_core::clock::SystemClock;
use assent_core::message::{DeviceDescription, Text, Verdict};
use assent_core::random::SystemEntropy;
use assent_core::vault::{FileKey, NewSlot, Unlocker, Vault};

use crate::{Account, Answer, AppError, Link, Request, Update};

/// An open authenticator. Keys are in software until the platforms bring theirs.
#[derive(uniffi::Object)]
pub struct AssentApp {
    authenticator: Authenticator,
    shown: Mutex<Vec<Arc<core::Request>>>,
}

#[uniffi::export]
impl AssentApp {
    /// Opens the vault `vault.db` in `folder`, or makes it, by the key file beside it.
    ///
    /// # Errors
    /// [`AppError::Vault`].
    #[uniffi::constructor]
    pub fn open(folder: &str) -> Result<Arc<Self>, AppError> {
        let (path, key_file) = (Path::new(folder).join("vault.db"), Path::new(folder).join("vault.key"));
        let random = Arc::new(SystemEntropy::default());
        let vault = if path.exists() {
            let key = FileKey::read(&key_file)?;
            Vault::open(&path, &Unlocker::Platform(&key), random.clone())?
        } else {
            let key = FileKey::make(&key_file, random.as_ref())?;
            Vault::create(&path, &NewSlot::Platform { label: "key file", wrapper: &key }, random.clone())?
        };
        let records = Arc::new(VaultRecords::new(vault));
        let keys = Arc::new(SoftwareKeys::new(records.clone(), random.clone()));
        let authenticator = Authenticator::new(records, keys, Arc::new(SystemClock), random);
        Ok(Arc::new(Self { authenticator, shown: Mutex::default() }))
    }

    /// The whole list, with codes and times.
    ///
    /// # Errors
    /// [`AppError::Vault`].
    pub fn accounts(&self) -> Result<Vec<Account>, AppError> {
        Ok(self.authenticator.accounts()?.into_iter().map(Account::from).collect())
    }

    /// Adds another website's codes from its `otpauth:` address.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for no address, or codes that are here already; [`AppError::Vault`].
    pub fn add_otpauth(&self, address: &str) -> Result<String, AppError> {
        Ok(self.authenticator.add_otpauth(address, OnDuplicate::Refuse)?.to_string())
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl AssentApp {
    /// Takes a ticket that was scanned. Show the link code, then call [`Self::confirm_linked`].
    ///
    /// # Errors
    /// [`AppError`]; then nothing is kept.
    pub async fn link(&self, ticket: String, phone: String) -> Result<Link, AppError> {
        let name = Text::tidy(&phone).ok_or_else(|| bad("the phone's name is empty"))?;
        let description = DeviceDescription { name, model: None, system: None, app: None };
        let linking = self.authenticator.link(&ticket, description).await?;
        Ok(Link {
            account: linking.account.to_string(),
            link_code: linking.link_code.map(|code| code.to_string()),
            issuer: linking.issuer.to_string(),
            account_name: linking.account_name.to_string(),
        })
    }

    /// Waits until the link code was typed.
    ///
    /// # Errors
    /// [`AppError::Unlinked`] when it was not in time, or wrong too often.
    pub async fn confirm_linked(&self, account: String) -> Result<(), AppError> {
        let id: AccountId = account.parse().map_err(|_| bad("this is no account's id"))?;
        Ok(self.authenticator.confirm_linked(id).await?)
    }

    /// Waits up to `wait_secs` for something that was not told yet.
    ///
    /// # Errors
    /// [`AppError::Vault`]; a server that is away is no error.
    pub async fn pending(&self, wait_secs: u32) -> Result<Update, AppError> {
        let known: Vec<_> = self.with_shown(|shown| shown.iter().map(|it| (it.account, it.challenge())).collect());
        let pending = self.authenticator.pending(None, wait_secs, &known).await?;
        let requests = pending.requests.iter().map(|request| Request::from(request.as_ref())).collect();
        let unreachable = pending.errors.iter().map(|failed| failed.account.to_string()).collect();
        self.with_shown(|shown| *shown = pending.requests);
        Ok(Update { requests, unreachable })
    }

    /// Answers a request of the last [`Self::pending`].
    ///
    /// # Errors
    /// [`AppError`].
    pub async fn answer(&self, request: String, answer: Answer, number: Option<String>) -> Result<(), AppError> {
        let find = |shown: &mut Vec<Arc<core::Request>>| {
            shown.iter().find(|it| it.challenge().to_string() == request).map(Arc::clone)
        };
        let shown = self.with_shown(find).ok_or_else(|| bad("this request is not shown here any more"))?;
        let verdict = match answer {
            Answer::Approve => Verdict::Approve,
            Answer::Deny => Verdict::Deny,
            Answer::Report => Verdict::Report,
        };
        self.authenticator.answer(&shown, verdict, number.as_deref()).await?;
        self.with_shown(|shown| shown.retain(|it| it.challenge().to_string() != request));
        Ok(())
    }
}

impl AssentApp {
    fn with_shown<T>(&self, work: impl FnOnce(&mut Vec<Arc<core::Request>>) -> T) -> T {
        work(&mut self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn bad(detail: &str) -> AppError {
    AppError::BadInput { detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URI: &str = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop";

    #[test]
    fn accounts_outlive_the_app_and_show_their_codes() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().to_str().unwrap();
        let id = AssentApp::open(folder).unwrap().add_otpauth(URI).unwrap();
        let app = AssentApp::open(folder).unwrap();
        let accounts = app.accounts().unwrap();
        assert_eq!((accounts[0].id.as_str(), accounts[0].issuer.as_str()), (id.as_str(), "Shop"));
        assert_eq!(accounts[0].code.as_ref().map(String::len), Some(6));
        assert!(matches!(app.add_otpauth(URI), Err(AppError::BadInput { .. })), "never twice");
    }

    #[test]
    fn what_makes_no_sense_is_told_apart_from_a_damaged_vault() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let app = AssentApp::open(path).unwrap();
        assert!(matches!(app.add_otpauth("hello"), Err(AppError::BadInput { .. })));
        drop(app);
        std::fs::remove_file(folder.path().join("vault.key")).unwrap();
        assert!(matches!(AssentApp::open(path), Err(AppError::Vault { .. })));
    }
}
