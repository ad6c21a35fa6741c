//! Linking: from a ticket to an account.

use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use super::account::{Account, LinkState, Linked, Source};
use super::device_keys::NamedKey;
use super::moving::MovingIn;
use super::trust::TrustedServer;
use super::{AccountId, AuthError, Authenticator, KeyName, KeyPurpose};
use crate::client::{Client, ClientError, TlsTrust};
use crate::clock::UnixSeconds;
use crate::ids::Nonce;
use crate::keys::{PublicKey, Signer};
use crate::message::{
    Addressing, Attestation, Claims, DeviceDescription, Enrol, Enrolled, Expected, KeyProof, MAX_MESSAGE_BYTES,
    MAX_WAIT_SECS, MovePart, Received, Refusal, Sha256, Text, Ticket, Times, derive_attestation_challenge,
    derive_link_code, enrol_mac, sign,
};

/// How long an enrolment holds, in seconds.
const ENROL_SECS: i64 = 60;

/// A ticket lives five minutes; this many pulls outlast it.
pub(super) const TICKET_PULLS: u32 = 330 / MAX_WAIT_SECS;

/// A link on its way.
pub struct Linking {
    /// The new account here.
    pub account: AccountId,
    /// The six digits to type on the portal page; `None` when the link is complete.
    pub link_code: Option<Zeroizing<String>>,
    /// The server's address.
    pub server_url: String,
    /// What the server calls itself.
    pub issuer: Text,
    /// Whose account.
    pub account_name: Text,
    /// The account here whose link it repairs; go on with [`Authenticator::confirm_repaired`].
    pub repairs: Option<AccountId>,
}

impl Authenticator {
    /// Links with the text of a QR. The account is kept as pending before the link code is shown; go on with
    /// [`Self::confirm_linked`].
    ///
    /// # Errors
    /// [`AuthError`]; then nothing is kept.
    pub async fn link(&self, ticket: &str, device: DeviceDescription) -> Result<Linking, AuthError> {
        self.link_with(&Ticket::parse(ticket)?, Linker::of(device)).await
    }

    /// Waits until the link code was typed on the computer.
    ///
    /// # Errors
    /// [`AuthError::LinkRefused`] when it was not in time, or wrong too often; then the account is gone here too.
    pub async fn confirm_linked(&self, id: AccountId) -> Result<(), AuthError> {
        self.wait_confirmed(id, TICKET_PULLS).await?;
        self.drop_replaced(id)
    }

    /// Waits while the new link `id` is pending, for `pulls` pulls at most.
    pub(super) async fn wait_confirmed(&self, id: AccountId, pulls: u32) -> Result<(), AuthError> {
        for _ in 0..pulls {
            if self.find_waiting(id)?.linked()?.state != LinkState::Pending {
                break;
            }
            match self.pull(id, MAX_WAIT_SECS, Vec::new()).await {
                Ok(_) => {}
                Err(AuthError::Unlinked) => break,
                Err(error) => return Err(error),
            }
        }
        let account = self.find_waiting(id)?;
        if account.linked()?.state == LinkState::Active {
            return Ok(());
        }
        self.drop_account(&account)?;
        Err(AuthError::LinkRefused)
    }

    /// A look at what waits may have forgotten meanwhile what came to nothing.
    fn find_waiting(&self, id: AccountId) -> Result<Account, AuthError> {
        match self.book.get(id) {
            Err(AuthError::NoSuchAccount) => Err(AuthError::LinkRefused),
            other => other,
        }
    }

    pub(super) async fn link_with(&self, ticket: &Ticket, linker: Linker) -> Result<Linking, AuthError> {
        let id = AccountId::make(&*self.random)?;
        let linked = self.enrol(id, ticket, linker).await;
        if linked.is_err() {
            // Keys without an account are of no use; the link's own failure is what counts.
            self.delete_keys(id).ok();
        }
        linked
    }

    async fn enrol(&self, id: AccountId, ticket: &Ticket, linker: Linker) -> Result<Linking, AuthError> {
        let Linker { device, verifier, repairs, is_move } = linker;
        let pins: Vec<Sha256> = ticket.tls_pin.map(Sha256).into_iter().collect();
        let client = Client::new(&ticket.server_url, &TlsTrust::from_pins(pins.clone()))?;
        let candidate = Candidate::make(self, id, ticket)?;
        let enrol = candidate.make_enrol(self, device, verifier)?;
        let (enrol, answer) = self.send_enrol(&client, &candidate, enrol).await?;
        let claims = candidate.open_enrolled(&answer)?;
        let link_code = claims.message.confirm.then(|| derive_link_code(&ticket.secret, &enrol, &answer));
        let moving_in = is_move.then(|| candidate.moving_in(&claims.message));
        let account = candidate.to_account(claims, pins, self.clock.now(), repairs, moving_in);
        self.book.put(&account)?;
        match repairs {
            Some(old) => self.check_repairs(old, &account).await?,
            None if link_code.is_none() => self.drop_replaced(id)?,
            None => {}
        }
        let linked = account.linked()?;
        Ok(Linking { repairs, ..Linking::of(id, linked, link_code) })
    }

    /// Gives what was sent at last, and the answer. Servers from before attestation take no message as long as a chain can make
    /// it; they hear nothing of it and believe the phone.
    async fn send_enrol(
        &self,
        client: &Client,
        candidate: &Candidate<'_>,
        enrol: Enrol,
    ) -> Result<(String, String), AuthError> {
        let signed = candidate.sign_by(&candidate.request, enrol.clone(), self)?;
        match client.enrol(signed.clone()).await {
            Err(ClientError::Refused { code, .. }) if code == "too-large" && signed.len() > MAX_MESSAGE_BYTES => {
                let enrol = Enrol { attestation: None, ..enrol };
                let signed = candidate.sign_by(&candidate.request, enrol, self)?;
                let answer = client.enrol(signed.clone()).await?;
                Ok((signed, answer))
            }
            answer => Ok((signed, answer?)),
        }
    }

    /// A new link takes the place of dead links to the same account on the same server.
    pub(super) fn drop_replaced(&self, id: AccountId) -> Result<(), AuthError> {
        let account = self.book.get(id)?;
        let new = account.linked()?;
        for other in self.book.known()?.iter().map(|known| &known.account) {
            let Ok(old) = other.linked() else { continue };
            if old.state == LinkState::Unlinked && other.id != id && old.is_to_same_account(new) {
                self.drop_account(other)?;
            }
        }
        Ok(())
    }
}

/// Who links, and what for.
pub(super) struct Linker {
    pub(super) device: DeviceDescription,
    /// The PKCE verifier of a sign-in that was started here.
    pub(super) verifier: Option<String>,
    /// The account whose link is repaired.
    pub(super) repairs: Option<AccountId>,
    /// Whether an old phone will sign for it.
    pub(super) is_move: bool,
}

impl Linker {
    /// A link and nothing else.
    pub(super) const fn of(device: DeviceDescription) -> Self {
        Self { device, verifier: None, repairs: None, is_move: false }
    }
}

impl Linking {
    pub(super) fn of(account: AccountId, linked: &Linked, link_code: Option<Zeroizing<String>>) -> Self {
        Self {
            account,
            link_code,
            server_url: linked.server_url.clone(),
            issuer: linked.issuer.clone(),
            account_name: linked.account.clone(),
            repairs: None,
        }
    }
}

/// A phone that asks to be linked: its new keys and what it was told.
struct Candidate<'a> {
    id: AccountId,
    ticket: &'a Ticket,
    server_id: String,
    nonce: Nonce,
    approve: NamedKey,
    request: NamedKey,
    now: UnixSeconds,
}

impl<'a> Candidate<'a> {
    fn make(authenticator: &Authenticator, id: AccountId, ticket: &'a Ticket) -> Result<Self, AuthError> {
        let challenge = derive_attestation_challenge(&ticket.server_id, ticket.id);
        let make = |purpose, challenge: Option<&[u8; 32]>| -> Result<NamedKey, AuthError> {
            let name = KeyName { account: id, purpose };
            let public = authenticator.keys.make(&name, challenge)?;
            Ok(NamedKey { keys: authenticator.keys.clone(), name, public })
        };
        Ok(Self {
            id,
            ticket,
            server_id: ticket.server_id_text(),
            nonce: Nonce::make(&*authenticator.random)?,
            approve: make(KeyPurpose::Approve, Some(&challenge))?,
            request: make(KeyPurpose::Request, None)?,
            now: authenticator.clock.now(),
        })
    }

    fn make_enrol(
        &self,
        authenticator: &Authenticator,
        device: DeviceDescription,
        verifier: Option<String>,
    ) -> Result<Enrol, AuthError> {
        let (approve, request) = (&self.approve.public, &self.request.public);
        let mac = enrol_mac(&self.ticket.secret, self.ticket.id, approve, request, self.nonce);
        let proof = KeyProof { ticket: self.ticket.id, nonce: self.nonce, request_key_id: request.thumbprint() };
        Ok(Enrol {
            ticket: self.ticket.id,
            approve_key: approve.to_jwk(),
            request_key: request.to_jwk(),
            approve_proof: self.sign_by(&self.approve, proof, authenticator)?,
            mac: BASE64URL_NOPAD.encode(&mac),
            device,
            assurance: authenticator.keys.assurance(self.id),
            attestation: Attestation::of_android(&authenticator.keys.attestation(self.id)),
            push: None,
            nonce: self.nonce,
            verifier,
        })
    }

    fn sign_by<M: crate::message::Message>(
        &self,
        key: &dyn Signer,
        message: M,
        authenticator: &Authenticator,
    ) -> Result<String, AuthError> {
        let issuer = key.public_key().thumbprint();
        let expires_at = self.now.saturating_add(ENROL_SECS);
        let to = Addressing { issuer: &issuer, audience: &self.server_id, now: self.now, expires_at };
        Ok(sign(message, to, key, &*authenticator.random)?)
    }

    /// The answer must come from the server that the ticket pins, to this phone, about this ticket, now.
    fn open_enrolled(&self, answer: &str) -> Result<Claims<Enrolled>, AuthError> {
        let received = Received::new(answer.as_bytes())?;
        let said = received.peek::<Enrolled>()?;
        let root = PublicKey::try_from(&said.message.root_key).map_err(|_| Refusal::WrongKey)?;
        if root.thumbprint() != self.server_id {
            return Err(AuthError::Untrusted(Refusal::WrongKey));
        }
        let server = TrustedServer::new(&root, &said.message.key_set)?;
        // No corrected clock yet: at the first talk the server's own time counts.
        let key = server.find_key(&received.key_id::<Enrolled>()?, said.iat).ok_or(Refusal::WrongKey)?;
        let audience = self.request.public.thumbprint();
        let expected = Expected { issuer: &self.server_id, audience: &audience, times: Times::Any };
        let claims = received.open::<Enrolled>(&key, &expected)?;
        let ours = claims.message.nonce == self.nonce && claims.message.ticket == self.ticket.id;
        if ours { Ok(claims) } else { Err(AuthError::Untrusted(Refusal::Untimely)) }
    }

    /// This account's part of the code of a move.
    fn moving_in(&self, enrolled: &Enrolled) -> MovingIn {
        let part = MovePart {
            secret: &self.ticket.secret,
            server_id: &self.ticket.server_id,
            ticket: self.ticket.id,
            approve_key: &self.approve.public,
            request_key: &self.request.public,
            server_nonce: enrolled.server_nonce,
        };
        MovingIn { ticket: self.ticket.id, part: part.derive() }
    }

    fn to_account(
        &self,
        claims: Claims<Enrolled>,
        tls_pins: Vec<Sha256>,
        now: UnixSeconds,
        repairs: Option<AccountId>,
        moving_in: Option<MovingIn>,
    ) -> Account {
        let enrolled = claims.message;
        let state = if enrolled.confirm { LinkState::Pending } else { LinkState::Active };
        let linked = Linked {
            server_url: self.ticket.server_url.clone(),
            server_id: self.server_id.clone(),
            tls_pins,
            root_key: enrolled.root_key,
            key_set: enrolled.key_set,
            device: enrolled.device,
            account: enrolled.account,
            issuer: enrolled.issuer,
            otp: enrolled.otp,
            state,
            counter: 0,
            seen_notice: 0,
            time_offset_secs: claims.iat.saturating_sub(now),
            approve_key: self.approve.public.to_jwk(),
            request_key: self.request.public.to_jwk(),
            quiet_until: None,
            keys: None,
            moving_in,
            is_moving_out: false,
            is_old_listed: false,
        };
        Account { repairs, ..Account::new(self.id, now, Source::Linked(Box::new(linked))) }
    }
}
