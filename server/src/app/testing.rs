//! An app to test with: the real store in a folder of its own, a clock that is moved by hand, cheap hashes.

mod phone;

use std::ops::Deref;
use std::sync::Arc;

use assent_core::clock::{ManualClock, UnixSeconds};
use assent_core::keys::SoftwareKey;
use assent_core::message::Text;
use assent_core::random::SystemEntropy;
use assent_core::secret::Secret;

use super::{App, Policy, Secrets, Signing};
use crate::approvals::IssuedPrompts;
use crate::company::Company;
use crate::mail::MailWay;
use crate::model::{Person, Role};
use crate::outgoing::Outgoing;
use crate::passkeys::RelyingParty;
use crate::people::accounts::{NewAccount, add_person};
use crate::people::{Admin, Cost, Costs, Decoy, Hashing, SetUp};
use crate::serve::{Stopper, make_shutdown};
use crate::store::sqlite::{SqliteStore, WriterStats};
use crate::wake::Wake;

pub(crate) use phone::{TestPhone, peek, signed_in};

/// When tests begin; a multiple of 30 s.
pub(crate) const START: UnixSeconds = 1_800_000_000;
/// The password of everybody in tests.
pub(crate) const PASSWORD: &str = "four small green boats";
/// Hashes that cost nothing.
pub(crate) const CHEAP: Costs =
    Costs { password: Cost { memory_kib: 64, passes: 1 }, backup_code: Cost { memory_kib: 32, passes: 1 } };

/// An app and what must live as long as it.
pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    /// Starts at [`START`].
    pub(crate) clock: Arc<ManualClock>,
    /// How much was written.
    pub(crate) writes: Arc<WriterStats>,
    /// Announces the end.
    pub(crate) stopper: Stopper,
    _folder: tempfile::TempDir,
}

impl Deref for TestApp {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl App {
    /// An app with nobody in it.
    pub(crate) async fn for_tests(clock: Arc<ManualClock>) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("assent.db")).unwrap();
        let writes = store.writer_stats();
        let (stopper, shutdown) = make_shutdown();
        let (random, hashing, secrets) = (SystemEntropy::default(), hashing(), secrets());
        let app = Self {
            store: Arc::new(store),
            clock: Arc::clone(&clock) as Arc<_>,
            decoy: Decoy::make(&hashing, &secrets, &random).unwrap(),
            signing: Arc::new(signing(&random)),
            random: Arc::new(random),
            secrets,
            policy: Policy::new(Text::new("Atelier").unwrap(), "https://login.atelier.example".to_owned()),
            hashing,
            set_up: SetUp::default(),
            passkeys: RelyingParty::of("https://login.atelier.example", "Atelier"),
            places: None,
            attestation: crate::devices::Trust::open(&<_>::default()).unwrap(),
            webhooks: Arc::new(crate::webhooks::HttpSender::new(Vec::new()).unwrap()),
            mail: MailWay::default(),
            sms: None,
            company: Company::new(Arc::new(Outgoing::new(Vec::new()).unwrap())),
            wake: Wake::default(),
            issued: IssuedPrompts::default(),
            metrics: Arc::default(),
            shutdown,
        };
        TestApp { app: Arc::new(app), clock, writes, stopper, _folder: folder }
    }
}

impl TestApp {
    /// An app at [`START`] with nobody in it.
    pub(crate) async fn empty() -> Self {
        App::for_tests(Arc::new(ManualClock::at(START))).await
    }

    /// An app with Ada in it.
    pub(crate) async fn with_ada() -> (Self, Person) {
        let app = Self::empty().await;
        let ada = app.add("ada@atelier.example", false).await;
        (app, ada)
    }

    /// Adds somebody whose password is [`PASSWORD`].
    pub(crate) async fn add(&self, email: &str, admin: bool) -> Person {
        let role = if admin { Role::Administrator } else { Role::Collaborator };
        let new = NewAccount { email, name: "Ada Lovelace", password: Some(PASSWORD), language: "fr", role };
        add_person(self, &Admin::at_the_machine(), new).await.unwrap()
    }
}

pub(crate) fn secrets() -> Secrets {
    let key = |byte| Secret::new(vec![byte; 32]);
    Secrets { kek: key(1), pepper: key(2), mac: key(3) }
}

/// Cheap, and with room for everybody.
pub(crate) fn hashing() -> Hashing {
    Hashing::new(secrets().pepper, CHEAP, 4, 1000)
}

fn signing(random: &SystemEntropy) -> Signing {
    let (root, _) = SoftwareKey::make(random).unwrap();
    let (prompt, _) = SoftwareKey::make(random).unwrap();
    Signing::new(1, &root, prompt, START, random).unwrap()
}
