//! This terminal as Ada's phone: the authenticator that the apps use, over its own vault.

use std::path::Path;
use std::sync::Arc;

use assent_core::authenticator::{AccountId, AccountKind, LinkState, Request, VaultRecords};
use assent_core::message::{DeviceDescription, ReceiptBundle, Text, Verdict};
use assent_core::random::SystemEntropy;
use assent_core::vault::{FileKey, NewSlot, Unlocker, Vault};

use super::server::{Server, failed};
use crate::error::CliError;
use crate::open::Opened;

/// How long a request may take to come, in seconds.
const WAIT_SECS: u32 = 20;

/// The phone.
pub(super) struct Phone {
    pub(super) opened: Opened,
}

impl Phone {
    /// Opens its vault in the demo's folder, or makes it.
    pub(super) fn open(folder: &Path) -> Result<Self, CliError> {
        let (path, key_file) = (folder.join("phone.db"), folder.join("phone.key"));
        let random = Arc::new(SystemEntropy::default());
        let vault = if path.exists() {
            let key = FileKey::read(&key_file).map_err(failed)?;
            Vault::open(&path, &Unlocker::Platform(&key), random)
        } else {
            let key = FileKey::make(&key_file, random.as_ref()).map_err(failed)?;
            Vault::create(&path, &NewSlot::Platform { label: "key file", wrapper: &key }, random)
        };
        Ok(Self { opened: Opened::over(Arc::new(VaultRecords::new(vault.map_err(failed)?))) })
    }

    /// Whether it can answer already, from the run before.
    pub(super) fn is_linked(&self) -> Result<bool, CliError> {
        Ok(self.find_account()?.is_some())
    }

    /// Takes a ticket; the link code is typed on the other side.
    pub(super) async fn link(&self, server: &Server) -> Result<(), CliError> {
        let (ticket, _) = server.make_ticket().await?;
        let text = |text: &str| Text::tidy(text);
        let description = DeviceDescription {
            name: text("Demo terminal").ok_or_else(|| failed("no name"))?,
            model: None,
            system: text(std::env::consts::OS),
            app: text(concat!("assent ", env!("CARGO_PKG_VERSION"))),
        };
        let linking = self.opened.authenticator.link(&ticket, description).await?;
        let code = linking.link_code.ok_or_else(|| failed("the server asked for no link code"))?;
        server.type_link_code(&ticket, &code).await?;
        Ok(self.opened.authenticator.confirm_linked(linking.account).await?)
    }

    /// Waits for the one request and answers it. Gives the receipt.
    pub(super) async fn answer(&self, verdict: Verdict, number: Option<&str>) -> Result<ReceiptBundle, CliError> {
        let request = self.wait().await?;
        let answered = self.opened.authenticator.answer(&request, verdict, number).await?;
        Ok(answered.receipt)
    }

    /// The code that it shows now, without any network.
    pub(super) fn code(&self) -> Result<String, CliError> {
        let account = self.find_account()?.ok_or_else(|| failed("the phone is not linked"))?;
        Ok(self.opened.authenticator.code(account)?.code.to_string())
    }

    async fn wait(&self) -> Result<Arc<Request>, CliError> {
        let pending = self.opened.authenticator.pending(None, WAIT_SECS, &[]).await?;
        pending.requests.into_iter().next().ok_or_else(|| failed("no request reached the phone"))
    }

    fn find_account(&self) -> Result<Option<AccountId>, CliError> {
        let accounts = self.opened.authenticator.accounts()?;
        let linked = |kind, state| kind == AccountKind::Push && state == LinkState::Active;
        Ok(accounts.into_iter().find(|it| linked(it.kind, it.state)).map(|it| it.id))
    }
}
