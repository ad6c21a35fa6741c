//! A phone comes with a ticket.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{DeviceId, Nonce};
use assent_core::keys::PublicKey;
use assent_core::message::{
    Addressing, DeviceState, Enrol, Enrolled, Expected, KeyProof, MAX_ENROL_BYTES, NoticeKind, OtpGrant, Received,
    Refusal, Text, Times, WireSecret, derive_link_code, enrol_mac, sign,
};
use assent_core::otp::OtpKey;
use assent_core::secret::{Secret, same};
use data_encoding::BASE64URL_NOPAD;
use ring::digest::{SHA256, digest};

use super::DeviceError;
use super::confirm::{derive_code_mac, linked_events};
use super::handover::{derive_handover_nonce, is_old_active};
use super::kept::{Kept, check_rules};
use super::open::ANSWER_SECS;
use super::tickets::open_secret;
use crate::app::{App, Failure};
use crate::approvals::CLOCK_SLACK_SECS;
use crate::model::{Attestation, Device, LinkTicket, OtpCredential, Person, TicketState};
use crate::people::make_otp;
use crate::store::{Claim, Claimed, NewNotice};

/// Phones of one person.
const MAX_PHONES: usize = 16;

/// Takes an [`Enrol`] and gives the [`Enrolled`], once the phone is on disk. First claim wins, a second voids the ticket.
///
/// # Errors
/// [`DeviceError`].
pub async fn enrol(app: &App, bytes: &[u8]) -> Result<String, DeviceError> {
    let now = app.now();
    let (enrol, keys) = open_enrol(app, bytes, now)?;
    let (ticket, secret) = find_ticket(app, &enrol, now).await?;
    check_proofs(&enrol, &keys, &ticket, &secret)?;
    if ticket.handover && !is_old_active(app, &ticket).await? {
        return Err(DeviceError::TicketGone);
    }
    let person = app.store.find_person(ticket.person).await?.filter(|person| person.locked_at.is_none());
    let person = person.ok_or(DeviceError::TicketGone)?;
    app.wake.check(enrol.push.as_ref())?;
    let kept = Kept::find(app, &enrol, &keys.approve, now)?;
    check_rules(&app.rules().await?, kept.assurance, kept.is_proved())?;
    let stay = app.store.list_devices(person.id).await?.iter().filter(|one| ticket.replaces != Some(one.id)).count();
    if stay >= MAX_PHONES {
        return Err(DeviceError::TooMany(MAX_PHONES));
    }
    let phone = NewPhone::make(app, &enrol, keys, kept, &ticket, person, now)?;
    let answer = phone.sign_answer(app, &enrol, &ticket, now)?;
    phone.claim(app, &ticket, &secret, bytes, answer, now).await
}

struct Keys {
    approve: PublicKey,
    request: PublicKey,
}

/// Signed by the request key that it brings along: what makes it worth something is the ticket's secret.
fn open_enrol(app: &App, bytes: &[u8], now: UnixSeconds) -> Result<(Enrol, Keys), DeviceError> {
    let received = Received::with_limit(bytes, MAX_ENROL_BYTES)?;
    let said = received.peek::<Enrol>()?.message;
    let key = |jwk| PublicKey::try_from(jwk).map_err(|_| Refusal::BadValue);
    let keys = Keys { approve: key(&said.approve_key)?, request: key(&said.request_key)? };
    let times = Times::Around { now, slack_secs: CLOCK_SLACK_SECS };
    let (issuer, audience) = (keys.request.thumbprint(), &app.signing.server_id);
    let enrol = received.open::<Enrol>(&keys.request, &Expected { issuer: &issuer, audience, times })?.message;
    let proof = Received::new(enrol.approve_proof.as_bytes())?;
    let expected = Expected { issuer: &keys.approve.thumbprint(), audience, times };
    let proof = proof.open::<KeyProof>(&keys.approve, &expected)?.message;
    let belongs = proof.ticket == enrol.ticket && proof.nonce == enrol.nonce && proof.request_key_id == issuer;
    if belongs { Ok((enrol, keys)) } else { Err(DeviceError::WrongProof) }
}

/// A ticket that exists. Whether it is still open is judged by the store, where a second claim voids it.
async fn find_ticket(app: &App, enrol: &Enrol, now: UnixSeconds) -> Result<(LinkTicket, Secret), DeviceError> {
    let ticket = app.store.find_ticket(enrol.ticket).await?.ok_or(DeviceError::TicketGone)?;
    if now >= ticket.expires_at {
        return Err(DeviceError::TicketGone);
    }
    let secret = open_secret(app, &ticket)?;
    Ok((ticket, secret))
}

fn check_proofs(enrol: &Enrol, keys: &Keys, ticket: &LinkTicket, secret: &Secret) -> Result<(), DeviceError> {
    let mac = enrol_mac(secret, enrol.ticket, &keys.approve, &keys.request, enrol.nonce);
    let given = BASE64URL_NOPAD.decode(enrol.mac.as_bytes()).map_err(|_| DeviceError::WrongProof)?;
    let began_it = match (&ticket.pkce_challenge, &enrol.verifier) {
        (None, _) => true,
        (Some(challenge), Some(verifier)) => same(derive_pkce(verifier).as_bytes(), challenge.as_bytes()),
        (Some(_), None) => false,
    };
    if same(&mac, &given) && began_it { Ok(()) } else { Err(DeviceError::WrongProof) }
}

/// RFC 7636 §4.2, S256.
fn derive_pkce(verifier: &str) -> String {
    BASE64URL_NOPAD.encode(digest(&SHA256, verifier.as_bytes()).as_ref())
}

/// A phone before it is stored.
struct NewPhone {
    person: Person,
    device: Device,
    attestation: Option<Attestation>,
    otp: OtpCredential,
    key: OtpKey,
    /// Whether a link code has to be typed: not when the person signed in on the phone itself.
    confirm: bool,
}

impl NewPhone {
    fn make(
        app: &App,
        enrol: &Enrol,
        keys: Keys,
        kept: Kept,
        ticket: &LinkTicket,
        person: Person,
        now: UnixSeconds,
    ) -> Result<Self, Failure> {
        let id = DeviceId::make(&*app.random)?;
        let confirm = ticket.pkce_challenge.is_none();
        let (mut otp, key) = make_otp(app, person.id, enrol.device.name.clone(), Some(id))?;
        otp.active = !confirm;
        let device = Device {
            id,
            person: person.id,
            description: enrol.device.clone(),
            approve_key: keys.approve,
            request_key: keys.request,
            assurance: kept.assurance,
            proved: kept.is_proved(),
            push: enrol.push.clone(),
            state: if confirm { DeviceState::Pending } else { DeviceState::Active },
            counter: 0,
            linked_at: now,
            seen_at: now,
            push_lost_at: None,
        };
        Ok(Self { person, device, attestation: kept.attestation, otp, key, confirm })
    }

    fn sign_answer(
        &self,
        app: &App,
        enrol: &Enrol,
        ticket: &LinkTicket,
        now: UnixSeconds,
    ) -> Result<String, DeviceError> {
        let grant = OtpGrant {
            secret: WireSecret(self.key.secret_base32()),
            algorithm: self.otp.algorithm.clone(),
            digits: self.otp.digits,
            period_secs: self.otp.period_secs,
        };
        let enrolled = Enrolled {
            ticket: enrol.ticket,
            nonce: enrol.nonce,
            server_nonce: if ticket.handover {
                derive_handover_nonce(app, ticket.id, self.device.id)
            } else {
                Nonce::make(&*app.random)?
            },
            device: self.device.id,
            account: Text::new(self.person.email.as_str()).map_err(|_| Refusal::BadValue)?,
            issuer: app.policy.issuer.clone(),
            otp: Some(grant),
            root_key: app.signing.root_key.to_jwk(),
            key_set: app.signing.key_set.clone(),
            confirm: self.confirm,
        };
        let audience = self.device.request_key.thumbprint();
        let to = Addressing { issuer: &app.signing.server_id, audience: &audience, now, expires_at: now + ANSWER_SECS };
        Ok(sign(enrolled, to, &app.signing.prompt, &*app.random)?)
    }

    async fn claim(
        self,
        app: &App,
        ticket: &LinkTicket,
        secret: &Secret,
        enrol: &[u8],
        answer: String,
        now: UnixSeconds,
    ) -> Result<String, DeviceError> {
        let (person, device, name) = (self.person.id, self.device.id, self.device.description.name.clone());
        let enrol = std::str::from_utf8(enrol).map_err(|_| Refusal::Malformed)?;
        let code = derive_link_code(secret, enrol, &answer);
        let state = if self.confirm {
            TicketState::Claimed { device, code_mac: derive_code_mac(app, ticket.id, &code), wrong_codes: 0 }
        } else {
            TicketState::Used { device }
        };
        let at_once = !self.confirm;
        let events = if at_once { linked_events(app, person, Some(device), &name).await? } else { Vec::new() };
        let news = NewNotice { person, at: now, kind: NoticeKind::DeviceLinked { name } };
        let notice = at_once.then_some(news);
        let (device, attestation, otp) = (self.device, self.attestation, Some(self.otp));
        let claim = Claim { ticket: ticket.id, now, device, attestation, otp, state, events, notice };
        let claimed = app.store.claim(claim).await?;
        app.wake.phones.wake(person);
        match claimed {
            Claimed::Done => Ok(answer),
            Claimed::SecondClaim => Err(DeviceError::SecondClaim),
            Claimed::NotOpen => Err(DeviceError::TicketGone),
        }
    }
}
