//! Signing as the phone and finding the way to an account's server.

use std::sync::{Arc, PoisonError};

use super::account::{Account, Linked, read_key};
use super::device_keys::NamedKey;
use super::{AccountId, AuthError, Authenticator, KeyName, KeyPurpose};
use crate::client::{Client, TlsTrust};
use crate::clock::UnixSeconds;
use crate::keys::SignError;
use crate::message::{Addressing, Message, sign};
use crate::random::Random;

/// How long a message of the phone holds, in seconds.
const MESSAGE_SECS: i64 = 60;

/// Where a client leads and what it trusts.
pub(super) type Whereto = (String, TlsTrust);

impl Authenticator {
    /// The client of an account.
    pub(super) fn client(&self, id: AccountId, linked: &Linked) -> Result<Client, AuthError> {
        let whereto = (linked.server_url.clone(), TlsTrust::from_pins(linked.tls_pins.clone()));
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, client)) = clients.get(&id)
            && *known == whereto
        {
            return Ok(client.clone());
        }
        let client = Client::new(&whereto.0, &whereto.1)?;
        clients.insert(id, (whereto, client.clone()));
        Ok(client)
    }

    /// Asks an account's server, and once more where a pull may help: it brings the server's clock and newer keys.
    pub(super) async fn ask_twice<T, F: Future<Output = Result<T, AuthError>>>(
        &self,
        id: AccountId,
        ask: impl Fn() -> F,
    ) -> Result<T, AuthError> {
        match ask().await {
            Err(error) if error.may_be_old_news() => {
                let news = self.pull(id, 0, Vec::new()).await?;
                self.book.keep_untold(id, news.notices);
                ask().await
            }
            other => other,
        }
    }

    /// Lets go of all connections, which may be dead after a change of network.
    pub(super) fn forget_connections(&self) {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Signs `message` as this account's phone at `now` (server time).
    pub(super) fn sign_as_phone<M: Message>(
        &self,
        account: &Account,
        message: M,
        purpose: KeyPurpose,
        now: UnixSeconds,
    ) -> Result<String, AuthError> {
        Ok(self.signing(account, purpose, now)?.sign(message, &*self.random)?)
    }

    /// As [`Self::sign_as_phone`], for what a person may have to confirm: that may take long, so it holds up nothing else.
    pub(super) async fn sign_by_person<M: Message + Send + 'static>(
        &self,
        account: &Account,
        message: M,
        purpose: KeyPurpose,
        now: UnixSeconds,
    ) -> Result<String, AuthError> {
        let signing = self.signing(account, purpose, now)?;
        let random = Arc::clone(&self.random);
        let signed = tokio::task::spawn_blocking(move || signing.sign(message, &*random)).await;
        Ok(signed.map_err(|_| SignError::Failed)??)
    }

    /// The server's time as this phone knows it.
    pub(super) fn server_now(&self, linked: &Linked) -> UnixSeconds {
        self.clock.now().saturating_add(linked.time_offset_secs)
    }

    fn signing(&self, account: &Account, purpose: KeyPurpose, now: UnixSeconds) -> Result<Signing, AuthError> {
        let linked = account.linked()?;
        let jwk = match purpose {
            KeyPurpose::Approve => &linked.approve_key,
            KeyPurpose::Request => &linked.request_key,
        };
        let public = read_key(jwk)?;
        let name = KeyName { account: account.key_owner(), purpose };
        let key = NamedKey { keys: Arc::clone(&self.keys), name, public };
        Ok(Signing { key, issuer: linked.device.to_string(), audience: linked.server_id.clone(), now })
    }
}

/// A phone's key with from whom and to whom.
struct Signing {
    key: NamedKey,
    issuer: String,
    audience: String,
    now: UnixSeconds,
}

impl Signing {
    fn sign<M: Message>(&self, message: M, random: &dyn Random) -> Result<String, SignError> {
        let expires_at = self.now.saturating_add(MESSAGE_SECS);
        let to = Addressing { issuer: &self.issuer, audience: &self.audience, now: self.now, expires_at };
        sign(message, to, &self.key, random)
    }
}
