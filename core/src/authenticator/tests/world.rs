//! A small server that can be told to misbehave, and a phone against it.

use std::sync::{Arc, Mutex};

use super::super::*;
use crate::client::fake_server::{Asked, Reply, serve};
use crate::clock::{ManualClock, UnixSeconds};
use crate::ids::{ChallengeId, DeviceId, Nonce, TicketId};
use crate::keys::{Assurance, PublicKey, Signer, SoftwareKey};
use crate::message::*;
use crate::random::SystemEntropy;
use crate::secret::Secret;

pub(super) const NOW: UnixSeconds = 1_800_000_000;
pub(super) const DEVICE: DeviceId = DeviceId([7; 16]);
pub(super) const CHALLENGE: ChallengeId = ChallengeId([8; 16]);

/// What a server does; changed by the tests between calls.
pub(super) struct Behaviour {
    /// The server's clock minus [`NOW`].
    pub(super) clock_secs: i64,
    pub(super) confirm: bool,
    pub(super) state: DeviceState,
    pub(super) prompts: u8,
    pub(super) number_digits: u8,
    pub(super) notices: Vec<Notice>,
    /// Until when the account is quiet.
    pub(super) quiet_until: Option<UnixSeconds>,
    pub(super) mischief: Mischief,
    /// The newest key set's epoch, and whether pulls offer it.
    pub(super) epoch: u64,
    pub(super) offer_keys: bool,
    pub(super) keys_live_secs: i64,
    /// Whose account it links.
    pub(super) account: &'static str,
    /// Who came with the ticket, and whether it is over.
    pub(super) successor: Option<Successor>,
    pub(super) is_void: bool,
    /// What happens while a pull is held.
    pub(super) meanwhile: Option<Box<dyn FnOnce() + Send>>,
    /// What came in, by endpoint.
    pub(super) log: Vec<(String, String)>,
}

/// Ways to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mischief {
    None,
    OldPulled,
    OldPrompt,
    OtherAccountsPrompt,
    PromptOfAnotherType,
    ForeignKey,
    ForeignKeySet,
    TwicePrompt,
    Problem(&'static str),
    Untimely,
    Raw(&'static str),
    Oversized,
    TakesNoLongEnrol,
    OtherOutcome,
    OtherDecision,
    OtherService,
    OtherDone,
    OtherRoot,
    OtherSuccessor,
    OtherTicket,
    NoSecret,
    NotDone,
}

pub(super) struct FakeAssent {
    root: SoftwareKey,
    prompt_key: SoftwareKey,
    foreign: SoftwareKey,
    pub(super) url: Mutex<String>,
    pub(super) behaviour: Mutex<Behaviour>,
}

pub(super) fn random() -> SystemEntropy {
    SystemEntropy::default()
}

fn key() -> SoftwareKey {
    SoftwareKey::make(&random()).unwrap().0
}

impl FakeAssent {
    pub(super) fn start() -> Arc<Self> {
        let behaviour = Behaviour {
            clock_secs: 0,
            confirm: false,
            state: DeviceState::Active,
            prompts: 0,
            number_digits: 0,
            notices: Vec::new(),
            quiet_until: None,
            mischief: Mischief::None,
            epoch: 1,
            offer_keys: false,
            keys_live_secs: 1_000_000,
            account: "ada@example",
            successor: None,
            is_void: false,
            meanwhile: None,
            log: Vec::new(),
        };
        let (root, prompt_key, foreign) = (key(), key(), key());
        let behaviour = Mutex::new(behaviour);
        let server = Arc::new(Self { root, prompt_key, foreign, url: Mutex::default(), behaviour });
        let serving = Arc::clone(&server);
        *server.url.lock().unwrap() = serve(move |asked| serving.reply(asked));
        server
    }

    pub(super) fn ticket(&self) -> String {
        let ticket = Ticket {
            server_url: self.url.lock().unwrap().clone(),
            server_id: self.root.public_key().thumbprint_bytes(),
            id: TicketId([2; 16]),
            secret: Secret::new(vec![3; 32]),
            tls_pin: None,
        };
        ticket.print().to_string()
    }

    pub(super) fn set(&self, change: impl FnOnce(&mut Behaviour)) {
        change(&mut self.behaviour.lock().unwrap());
    }

    /// The bodies that came to an endpoint.
    pub(super) fn came_to(&self, endpoint: &str) -> Vec<String> {
        let log = &self.behaviour.lock().unwrap().log;
        log.iter().filter(|(path, _)| path.ends_with(endpoint)).map(|(_, body)| body.clone()).collect()
    }

    fn reply(&self, asked: Asked) -> Reply {
        let mut behaviour = self.behaviour.lock().unwrap();
        behaviour.log.push((asked.path.clone(), asked.body.clone()));
        match behaviour.mischief {
            Mischief::Problem(code) => return Reply::problem("409 Conflict", code),
            Mischief::Raw(raw) => return Reply(raw.as_bytes().to_vec()),
            Mischief::Oversized => return Reply::jose(&"a".repeat(100_000)),
            Mischief::TakesNoLongEnrol if asked.body.len() > MAX_MESSAGE_BYTES => {
                return Reply::problem("413 Payload Too Large", "too-large");
            }
            Mischief::Untimely => {
                behaviour.mischief = Mischief::None;
                let time = NOW + behaviour.clock_secs;
                let body = format!(r#"{{"code":"untimely","title":"t","server_time":{time}}}"#);
                return Reply::new("400 Bad Request", "application/problem+json", &body);
            }
            _ => {}
        }
        if behaviour.mischief == Mischief::NotDone && asked.path.ends_with("/succeed") {
            return Reply(Vec::new());
        }
        if asked.path.ends_with("/enrol") {
            behaviour.successor = Some(successor_of(&asked.body));
        }
        if asked.path.ends_with("/pull")
            && let Some(meanwhile) = behaviour.meanwhile.take()
        {
            meanwhile();
        }
        let teller = Teller { server: self, behaviour: &behaviour };
        Reply::jose(&match asked.path.rsplit('/').next().unwrap() {
            "enrol" => teller.enrolled(&asked.body),
            "pull" => teller.pulled(&asked.body),
            "decide" => teller.receipt(&asked.body),
            "handover" => teller.handed_over(&asked.body),
            _ => teller.done(&asked.body),
        })
    }
}

const SERVER_NONCE: Nonce = Nonce([5; 16]);

/// The ticket of every handover, as [`FakeAssent::ticket`] has it.
const TICKET: TicketId = TicketId([2; 16]);

fn successor_of(enrol: &str) -> Successor {
    let enrol = Received::with_limit(enrol.as_bytes(), MAX_ENROL_BYTES).unwrap().peek::<Enrol>().unwrap().message;
    let Enrol { approve_key, request_key, device, .. } = enrol;
    Successor { approve_key, request_key, server_nonce: SERVER_NONCE, name: device.name }
}

struct Teller<'a> {
    server: &'a FakeAssent,
    behaviour: &'a Behaviour,
}

impl Teller<'_> {
    fn now(&self) -> UnixSeconds {
        NOW + self.behaviour.clock_secs
    }

    fn is(&self, mischief: Mischief) -> bool {
        self.behaviour.mischief == mischief
    }

    fn say<M: Message>(&self, message: M, audience: &str) -> String {
        let foreign = self.is(Mischief::ForeignKey);
        let key = if foreign { &self.server.foreign } else { &self.server.prompt_key };
        self.say_by(message, audience, key)
    }

    fn say_by<M: Message>(&self, message: M, audience: &str, key: &SoftwareKey) -> String {
        let issuer = self.server.root.public_key().thumbprint();
        let to = Addressing { issuer: &issuer, audience, now: self.now(), expires_at: self.now() + 120 };
        sign(message, to, key, &random()).unwrap()
    }

    fn key_set(&self) -> String {
        let not_after = self.now() + self.behaviour.keys_live_secs;
        let keys = vec![PromptKey { key: self.server.prompt_key.public_key().to_jwk(), not_after }];
        let set = KeySet { epoch: self.behaviour.epoch, keys, tls_pins: Vec::new() };
        let id = self.server.root.public_key().thumbprint();
        let foreign = self.is(Mischief::ForeignKeySet);
        self.say_by(set, &id, if foreign { &self.server.foreign } else { &self.server.root })
    }

    fn enrolled(&self, body: &str) -> String {
        let claims = Received::new(body.as_bytes()).unwrap().peek::<Enrol>().unwrap();
        let request = PublicKey::try_from(&claims.message.request_key).unwrap();
        let other_root = self.is(Mischief::OtherRoot);
        let root = if other_root { &self.server.foreign } else { &self.server.root };
        let enrolled = Enrolled {
            ticket: claims.message.ticket,
            nonce: if self.is(Mischief::OldPulled) { Nonce([0; 16]) } else { claims.message.nonce },
            server_nonce: SERVER_NONCE,
            device: DEVICE,
            account: Text::new(self.behaviour.account).unwrap(),
            issuer: Text::new("Fake").unwrap(),
            otp: Some(OtpGrant {
                secret: WireSecret(zeroize::Zeroizing::new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned())),
                algorithm: "SHA1".to_owned(),
                digits: 8,
                period_secs: 30,
            }),
            root_key: root.public_key().to_jwk(),
            key_set: self.key_set(),
            confirm: self.behaviour.confirm,
        };
        self.say(enrolled, &request.thumbprint())
    }

    fn pulled(&self, body: &str) -> String {
        let claims = Received::new(body.as_bytes()).unwrap().peek::<Pull>().unwrap();
        let nonce = claims.message.nonce;
        let mut prompts: Vec<String> = (0..self.behaviour.prompts).map(|n| self.prompt(nonce, n)).collect();
        if self.is(Mischief::TwicePrompt) {
            prompts.push(self.prompt(nonce, 0));
        }
        let pulled = Pulled {
            nonce: if self.is(Mischief::OldPulled) { Nonce([0; 16]) } else { nonce },
            state: self.behaviour.state,
            prompts,
            notices: self.behaviour.notices.clone(),
            key_set: self.behaviour.offer_keys.then(|| self.key_set()),
            quiet_until: self.behaviour.quiet_until,
        };
        self.say(pulled, &DEVICE.to_string())
    }

    fn prompt(&self, nonce: Nonce, n: u8) -> String {
        let prompt = Prompt {
            nonce: if self.is(Mischief::OldPrompt) { Nonce([0; 16]) } else { nonce },
            challenge: ChallengeId([8 + n; 16]),
            service: Party { id: "wiki".to_owned(), name: Text::new("Demo wiki").unwrap() },
            account: Text::new("ada@example").unwrap(),
            context: Context::default(),
            number_digits: self.behaviour.number_digits,
            asked_at: self.now(),
        };
        if self.is(Mischief::PromptOfAnotherType) {
            return self.say(Done { request: nonce }, &DEVICE.to_string());
        }
        let other = self.is(Mischief::OtherAccountsPrompt);
        self.say(prompt, &if other { DeviceId([9; 16]) } else { DEVICE }.to_string())
    }

    fn receipt(&self, body: &str) -> String {
        let (prompt, decision) = body.split_once('~').unwrap();
        let said = Received::new(decision.as_bytes()).unwrap().peek::<Decision>().unwrap().message;
        let approved = (said.verdict == Verdict::Approve) != self.is(Mischief::OtherOutcome);
        let hashed = if self.is(Mischief::OtherDecision) { "x" } else { decision };
        let receipt = Receipt {
            challenge: said.challenge,
            outcome: if approved { Outcome::Approved } else { Outcome::Denied },
            prompt_sha256: Sha256::of(prompt.as_bytes()),
            decision_sha256: Sha256::of(hashed.as_bytes()),
            decided_at: self.now(),
            device: DEVICE,
            assurance: Assurance::Software,
            audit: AuditPosition { seq: 1, hash: Sha256([0; 32]) },
        };
        self.say(receipt, if self.is(Mischief::OtherService) { "other" } else { "wiki" })
    }

    fn handed_over(&self, body: &str) -> String {
        let claims = Received::new(body.as_bytes()).unwrap().peek::<Handover>().unwrap();
        let begins = claims.message.wish == HandoverWish::Begin;
        let secret = data_encoding::BASE64URL_NOPAD.encode(&[3; 32]);
        let secret = WireSecret(zeroize::Zeroizing::new(secret));
        let handed = HandedOver {
            request: if self.is(Mischief::OtherDone) { Nonce([0; 16]) } else { claims.jti },
            ticket: if self.is(Mischief::OtherTicket) { TicketId([9; 16]) } else { TICKET },
            secret: (begins && !self.is(Mischief::NoSecret)).then_some(secret),
            expires_at: self.now() + 600,
            state: if begins { HandoverState::Open } else { self.handover_state() },
        };
        self.say(handed, &DEVICE.to_string())
    }

    fn handover_state(&self) -> HandoverState {
        match &self.behaviour.successor {
            _ if self.behaviour.is_void => HandoverState::Void,
            None => HandoverState::Open,
            Some(successor) if self.is(Mischief::OtherSuccessor) => {
                let request_key = self.server.foreign.public_key().to_jwk();
                HandoverState::Claimed(Successor { request_key, ..successor.clone() })
            }
            Some(successor) => HandoverState::Claimed(successor.clone()),
        }
    }

    fn done(&self, body: &str) -> String {
        let jti = Received::new(body.as_bytes()).unwrap().peek::<Leave>().unwrap().jti;
        let request = if self.is(Mischief::OtherDone) { Nonce([0; 16]) } else { jti };
        self.say(Done { request }, &DEVICE.to_string())
    }
}

/// How an account of another website shows.
pub(in super::super) fn codes_view(issuer: &str, name: &str) -> AccountView {
    AccountView {
        id: AccountId([1; 16]),
        label: None,
        issuer: issuer.to_owned(),
        name: name.to_owned(),
        kind: AccountKind::Codes,
        state: LinkState::Active,
        server_url: None,
        initials: initials(issuer),
        colour: Colour::of_name(issuer),
        clock_ahead_secs: None,
        quiet_until: None,
        code: None,
    }
}

/// A phone with its own clock.
pub(super) struct Phone {
    pub(super) authenticator: Arc<Authenticator>,
    pub(super) clock: Arc<ManualClock>,
    pub(super) records: Arc<MemoryRecords>,
}

impl Phone {
    pub(super) fn new() -> Self {
        let records = Arc::new(MemoryRecords::default());
        let clock = Arc::new(ManualClock::at(NOW));
        let keys = Arc::new(SoftwareKeys::new(records.clone(), Arc::new(random())));
        let authenticator = Authenticator::new(records.clone(), keys, clock.clone(), Arc::new(random()));
        let authenticator = Arc::new(authenticator);
        Self { authenticator, clock, records }
    }

    pub(super) async fn linked_to(server: &FakeAssent) -> (Self, AccountId) {
        let phone = Self::new();
        let id = phone.authenticator.link(&server.ticket(), description()).await.unwrap().account;
        (phone, id)
    }

    /// The only request that waits.
    pub(super) async fn request(&self) -> Arc<Request> {
        let pending = self.authenticator.pending(None, 0, &[]).await.unwrap();
        assert_eq!(pending.errors, []);
        assert_eq!(pending.requests.len(), 1);
        pending.requests[0].clone()
    }
}

pub(super) fn description() -> DeviceDescription {
    DeviceDescription { name: Text::new("terminal").unwrap(), model: None, system: None, app: None }
}

pub(super) fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
