//! What the checks start from: Ada and Ben, a shop and the portal, and ways to make more.

use std::any::Any;
use std::ops::Deref;
use std::sync::Arc;

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId, TicketId};
use assent_core::keys::{Assurance, PublicKey};
use assent_core::message::{Context, DeviceDescription, DeviceState, PushEndpoint, Text, Verdict};

use crate::model::{
    Alerts, Answer, AuditEvent, AuditKind, Challenge, CredentialId, Device, Email, Level, LinkTicket, OtpCredential,
    Person, PersonId, Role, Service, ServiceId, Session, SessionId, State, TicketState, TokenHash,
};
use crate::store::{Added, Ask, Asked, Claim, Claimed, Confirm, NewPerson, Redeem, Redeemed, Rev, Settle, Settled};

pub(crate) const NOW: UnixSeconds = 1_800_000_000;
pub(crate) const ADA: PersonId = PersonId([0xad; 16]);
pub(crate) const BEN: PersonId = PersonId([0xbe; 16]);
/// Stands for an account that is not there.
pub(crate) const DECOY: PersonId = PersonId([0xde; 16]);
pub(crate) const SHOP: ServiceId = ServiceId([0x50; 16]);
pub(crate) const PORTAL: ServiceId = ServiceId([0x51; 16]);

/// All that a backend does.
pub(crate) use crate::store::Store as Backend;

/// A store with a few people in it.
pub(crate) struct World {
    pub(crate) store: Arc<dyn Backend>,
    /// Whatever must live as long as the store, such as its directory.
    _keep: Box<dyn Any + Send + Sync>,
}

impl Deref for World {
    type Target = dyn Backend;

    fn deref(&self) -> &Self::Target {
        &*self.store
    }
}

impl World {
    /// Puts Ada, Ben, the shop and the portal into an empty store.
    pub(crate) async fn new(store: Arc<dyn Backend>, keep: impl Any + Send + Sync) -> Self {
        let world = Self { store, _keep: Box::new(keep) };
        for (id, email) in [(ADA, "ada@atelier.example"), (BEN, "ben@atelier.example")] {
            let new = NewPerson { person: person(id, email), only_if_first: false, event: event(id) };
            assert_eq!(world.add_person(new).await, Ok(Added::Done));
        }
        for (id, key_hash) in [(SHOP, Some(TokenHash::of("shop"))), (PORTAL, None)] {
            let service = Service { id, name: text("Shop"), key_hash, created_at: NOW, revoked_at: None };
            world.add_service(service, None).await.unwrap();
        }
        world
    }

    /// Links an active phone.
    pub(crate) async fn link(&self, person: PersonId, n: u8) -> DeviceId {
        self.add_ticket(ticket(person, n)).await.unwrap();
        let claimed = self.claim(claim(phone(person, n, DeviceState::Active), n)).await;
        assert_eq!(claimed, Ok(Claimed::Done));
        DeviceId([n; 16])
    }

    /// Asks Ada, for the shop.
    pub(crate) async fn ask_ada(&self, n: u8) -> ChallengeId {
        let ask = self.ask_for(challenge(n)).await;
        assert!(matches!(self.ask(ask).await, Ok(Asked::Stored(_))));
        ChallengeId([n; 16])
    }

    /// Something to ask, with the budget as it is.
    pub(crate) async fn ask_for(&self, challenge: Challenge) -> Ask {
        let budget = self.push_budget(challenge.person).await.unwrap();
        Ask { event: event(challenge.person), challenge, budget }
    }

    /// The challenge as it stands.
    pub(crate) async fn look(&self, id: ChallengeId) -> Challenge {
        self.find_challenge(id).await.unwrap().unwrap()
    }

    /// Answers with the budget as it is.
    pub(crate) async fn answer(&self, mut settle: Settle) -> Settled {
        settle.budget.0 = self.push_budget(ADA).await.unwrap().0;
        self.settle(settle).await.unwrap()
    }

    /// Redeems for the shop.
    pub(crate) async fn take(&self, challenge: ChallengeId, now: UnixSeconds) -> Redeemed {
        self.redeem(Redeem { challenge, service: SHOP, now, event: event(ADA) }).await.unwrap()
    }

    /// How many entries the log has; unbroken.
    pub(crate) async fn logged(&self) -> u64 {
        self.verify_audit().await.unwrap()
    }

    /// The revision of Ada's budget.
    pub(crate) async fn budget_rev(&self) -> Rev {
        self.push_budget(ADA).await.unwrap().0
    }
}

/// Text.
pub(crate) fn text(text: &str) -> Text {
    Text::new(text).unwrap()
}

/// Bytes that differ.
pub(crate) fn bytes<const N: usize>(n: u8) -> [u8; N] {
    std::array::from_fn(|i| n.wrapping_add(u8::try_from(i % 251).unwrap()))
}

/// Something that happened to somebody.
pub(crate) fn event(person: PersonId) -> AuditEvent {
    AuditEvent::new(NOW, AuditKind::ProfileChanged).of(person)
}

/// A person.
pub(crate) fn person(id: PersonId, email: &str) -> Person {
    Person {
        id,
        email: Email::parse(email).unwrap(),
        name: text("Ada Lovelace"),
        password: "$argon2id$old".to_owned(),
        role: Role::Collaborator,
        language: "en".to_owned(),
        created_at: NOW,
        alerts: Alerts::default(),
        lock_after: None,
        password_closed_at: None,
        is_company_only: false,
        ask_always: false,
        reviews: false,
        locked_at: None,
        quiet_until: None,
    }
}

/// A pending challenge for Ada.
pub(crate) fn challenge(n: u8) -> Challenge {
    Challenge {
        id: ChallengeId([n; 16]),
        service: SHOP,
        person: ADA,
        account: text("ada@atelier.example"),
        context: Context { address: Some(text("192.0.2.7")), new_browser: Some(true), ..Context::default() },
        number: Some("042137".to_owned()),
        number_digits: 6,
        asked_at: NOW,
        expires_at: NOW + 120,
        state: State::Pending { wrong_numbers: 0 },
    }
}

/// An answer to a challenge, at `NOW`; its budget has revision 1.
pub(crate) fn answer(n: u8, device: DeviceId, verdict: Verdict, counter: u64) -> Settle {
    let jws = |what: &str| format!("{what} {counter}");
    let (prompt, decision) = (jws("prompt"), jws("decision"));
    Settle {
        challenge: ChallengeId([n; 16]),
        now: NOW,
        answer: Answer { device, verdict, decided_at: NOW, prompt, decision, receipt: String::new() },
        counter,
        budget: (1, crate::model::PushBudget::default()),
        event: event(ADA),
        notice: None,
        receipt: Box::new(|at| Ok(format!("receipt {} {}", at.seq, at.hash))),
    }
}

/// YES.
pub(crate) fn approve(n: u8, device: DeviceId, counter: u64) -> Settle {
    answer(n, device, Verdict::Approve, counter)
}

/// A phone.
pub(crate) fn phone(person: PersonId, n: u8, state: DeviceState) -> Device {
    let key = |n| PublicKey::from_point(&[&[4], &bytes::<64>(n)[..]].concat()).unwrap();
    Device {
        id: DeviceId([n; 16]),
        person,
        description: DeviceDescription {
            name: text("Ada’s Pixel"), model: Some(text("P9")), system: None, app: None
        },
        approve_key: key(n),
        request_key: key(n.wrapping_add(1)),
        assurance: Assurance::Strongbox,
        proved: false,
        push: Some(PushEndpoint::Fcm { token: "token".to_owned() }),
        state,
        counter: 0,
        linked_at: NOW,
        seen_at: NOW,
        push_lost_at: None,
    }
}

/// An open ticket.
pub(crate) fn ticket(person: PersonId, n: u8) -> LinkTicket {
    LinkTicket {
        id: TicketId([n; 16]),
        person,
        sealed_secret: vec![n; 60],
        pkce_challenge: Some("challenge".to_owned()),
        replaces: None,
        handover: false,
        made_at: NOW,
        expires_at: NOW + 300,
        state: TicketState::Open,
    }
}

/// A phone with one-time codes comes with ticket `n`: claims it when it is pending, uses it when it is active.
pub(crate) fn claim(device: Device, n: u8) -> Claim {
    let state = match device.state {
        DeviceState::Pending => TicketState::Claimed { device: device.id, code_mac: [n; 32], wrong_codes: 0 },
        _ => TicketState::Used { device: device.id },
    };
    let active = device.state == DeviceState::Active;
    let codes = OtpCredential { device: Some(device.id), active, ..otp(device.person, device.id.0[0]) };
    let events = vec![event(device.person)];
    let (ticket, attestation, otp) = (TicketId([n; 16]), None, Some(codes));
    Claim { ticket, now: NOW, device, attestation, otp, state, events, notice: None }
}

/// The code of ticket `n` is typed.
pub(crate) fn confirm(n: u8, code: u8) -> Confirm {
    let events = vec![event(ADA), event(ADA)];
    Confirm {
        ticket: TicketId([n; 16]),
        person: ADA,
        code_mac: [code; 32],
        now: NOW,
        events,
        cut: Vec::new(),
        notice: None,
    }
}

/// One-time codes of another app, not active yet.
pub(crate) fn otp(person: PersonId, n: u8) -> OtpCredential {
    OtpCredential {
        id: CredentialId([n; 16]),
        person,
        device: None,
        name: text("Old app"),
        sealed_secret: vec![n; 48],
        algorithm: "SHA1".to_owned(),
        digits: 6,
        period_secs: 30,
        last_step: None,
        active: false,
        created_at: NOW,
        used_at: None,
    }
}

/// A session of Ada's for an hour.
pub(crate) fn session(n: u8) -> Session {
    Session {
        id: SessionId([n; 16]),
        token: TokenHash([n; 32]),
        person: ADA,
        level: Level::TwoStep,
        context: Context { browser: Some(text("Firefox")), ..Context::default() },
        created_at: NOW + i64::from(n),
        used_at: NOW,
        proved_at: NOW,
        stepped_at: Some(NOW),
        expires_at: NOW + 3600,
    }
}
