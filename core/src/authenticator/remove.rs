//! Removing an account, and the name it has here.

use super::account::{Account, LinkState, Source};
use super::trust::TrustedServer;
use super::{AccountId, AuthError, Authenticator, KeyName, KeyPurpose};
use crate::client::Client;
use crate::ids::Nonce;
use crate::keys::SignError;
use crate::message::{Done, Leave, Message, Received, Refusal, Text};

impl Authenticator {
    /// Removes an account with its keys. The server is told first; with `forget_locally` it need not be there any more.
    ///
    /// # Errors
    /// [`AuthError::StillLinked`] when the server could not be told; then nothing was removed.
    pub async fn remove(&self, id: AccountId, forget_locally: bool) -> Result<(), AuthError> {
        let account = self.book.get(id)?;
        let told = self.leave(&account).await;
        match told {
            Ok(()) | Err(AuthError::Unlinked) => {}
            Err(_) if forget_locally => {}
            Err(why) => return Err(AuthError::StillLinked { why: why.to_string() }),
        }
        self.drop_account(&account)
    }

    /// Gives an account the person's own name, or takes it away. Stays on this phone.
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn rename(&self, id: AccountId, label: Option<Text>) -> Result<(), AuthError> {
        self.book.change(id, |account| {
            account.label = label;
            Ok(())
        })
    }

    /// Forgets an account and its keys here; nobody is told.
    pub(super) fn drop_account(&self, account: &Account) -> Result<(), AuthError> {
        self.book.remove(account.id)?;
        Ok(self.delete_keys(account.key_owner())?)
    }

    /// `account` is the one that the keys are named after.
    pub(super) fn delete_keys(&self, account: AccountId) -> Result<(), SignError> {
        self.keys.delete(&KeyName { account, purpose: KeyPurpose::Approve })?;
        self.keys.delete(&KeyName { account, purpose: KeyPurpose::Request })
    }

    /// Tells the server that this phone goes, if it has one that knows it.
    pub(super) async fn leave(&self, account: &Account) -> Result<(), AuthError> {
        self.ask_twice(account.id, || self.try_leave(account)).await
    }

    async fn try_leave(&self, known: &Account) -> Result<(), AuthError> {
        let id = known.id;
        // Clock and keys may be newer by now.
        let account = self.book.get(id)?;
        let Source::Linked(linked) = &account.source else { return Ok(()) };
        // A new link that came into this one's place must not be the one that leaves.
        if linked.state == LinkState::Unlinked || account.key_owner() != known.key_owner() {
            return Ok(());
        }
        let client: Client = self.client(id, linked)?;
        let leave = Leave { counter: self.book.next_counter(id)? };
        let leave = self.sign_now(&account, leave)?;
        let jti = jti_of::<Leave>(&leave)?;
        let done = client.leave(leave).await?;
        self.check_done(&account, jti, &done)
    }

    pub(super) fn sign_now<M: Message>(&self, account: &Account, message: M) -> Result<String, AuthError> {
        let now = self.server_now(account.linked()?);
        self.sign_as_phone(account, message, KeyPurpose::Request, now)
    }

    pub(super) fn check_done(&self, account: &Account, jti: Nonce, done: &str) -> Result<(), AuthError> {
        let linked = account.linked()?;
        let server = TrustedServer::new(&linked.root()?, &linked.key_set)?;
        let claims = server.open::<Done>(done, &linked.device.to_string(), self.server_now(linked))?;
        if claims.message.request == jti { Ok(()) } else { Err(AuthError::Untrusted(Refusal::Untimely)) }
    }
}

/// The name that the envelope gave our own message.
pub(super) fn jti_of<M: Message>(compact: &str) -> Result<Nonce, Refusal> {
    Ok(Received::new(compact.as_bytes())?.peek::<M>()?.jti)
}
