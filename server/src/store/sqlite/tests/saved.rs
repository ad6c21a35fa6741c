//! Files from before: what was written stays readable, also for newer programs.

use std::path::{Path, PathBuf};

use assent_core::ids::{ChallengeId, DeviceId, TicketId};
use assent_core::keys::Assurance;
use assent_core::message::{Context, DeviceState, NoticeKind, Verdict};

use super::super::migrations::VERSION;
use super::Place;
use crate::model::*;
use crate::store::suite::{
    company, contacts, devices, identity_checks, passkeys, program_keys, recovery_plans, sms, trusted, webhooks, *,
};
use crate::store::*;

/// A file of a version, made by [`make_the_file_of_this_version`]. It never changes; a new version gets a new file.
fn saved(version: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/vectors/store/v{version}.db"))
}

#[tokio::test]
async fn a_file_of_each_version_opens_with_every_row() {
    for version in 1..=VERSION {
        let place = Place::new();
        std::fs::copy(saved(version), place.path("assent.db")).unwrap();
        let logged = check_all(&place, version).await;
        let old_news = place.open().read_on(Follower::Mail, 1).await.unwrap();
        assert_eq!(old_news, (logged, vec![]), "nobody gets mail about what happened before there was mail");
    }
}

#[tokio::test]
async fn reopening_keeps_everything() {
    let place = Place::new();
    write_all(&place).await;
    check_all(&place, VERSION).await;
}

#[tokio::test]
#[ignore = "makes the file that another test reads"]
async fn make_the_file_of_this_version() {
    let place = Place::new();
    write_all(&place).await;
    assert!(!saved(VERSION).exists(), "a saved file never changes");
    place.open().backup(&saved(VERSION)).await.unwrap();
}

/// Text that trips what escapes, counts or folds badly.
const AWKWARD: &str = "ẞß 🔑 ‘quoted’ \"double\" 'single' \\ %s; DROP TABLE people; -- <b>";

fn awkward_person(version: i64) -> Person {
    let mut eve = person(PersonId([0; 16]), "straße+%_'@bücher.example");
    (eve.name, eve.language, eve.role, eve.locked_at) =
        (text(AWKWARD), "fr".to_owned(), Role::LegalRepresentative, Some(-1));
    if version >= 3 {
        (eve.lock_after, eve.password_closed_at, eve.ask_always) = (Some(u32::MAX), Some(i64::MIN), true);
    }
    if version >= 6 {
        eve.quiet_until = Some(i64::MAX);
    }
    eve
}

fn awkward_context() -> Context {
    let all = || Some(text(AWKWARD));
    Context { address: all(), place: all(), browser: all(), system: all(), new_browser: Some(false) }
}

fn asked(n: u8) -> Challenge {
    let number = Some("000000".to_owned());
    Challenge { account: text(AWKWARD), context: awkward_context(), number, service: PORTAL, ..challenge(n) }
}

/// One of each, in each state.
async fn write_all(place: &Place) {
    let (world, _) = place.world().await;
    let new = NewPerson { person: awkward_person(VERSION), only_if_first: false, event: event(ADA) };
    assert_eq!(world.add_person(new).await, Ok(Added::Done));
    let [used, gone] = [world.link(ADA, 0).await, world.link(ADA, 255).await];
    assert_eq!(world.remove_device(gone, ADA, None, vec![], None).await, Ok(true));
    devices::link_with_proof(&world, 253, Finding::Proved(Assurance::Tee)).await;
    world.add_ticket(ticket(ADA, 1)).await.unwrap();
    world.claim(claim(phone(ADA, 1, DeviceState::Pending), 1)).await.unwrap();
    world.add_ticket(ticket(ADA, 2)).await.unwrap();
    world.add_ticket(LinkTicket { replaces: Some(DeviceId([0; 16])), ..ticket(ADA, 3) }).await.unwrap();
    let old = world.link(BEN, 254).await;
    let handover = LinkTicket { replaces: Some(old), handover: true, person: BEN, ..ticket(BEN, 4) };
    assert_eq!(world.begin_handover(handover, 1).await, Ok(true));
    write_pushes(&world, old).await;
    write_challenges(&world, used).await;
    world.set_backup_codes(ADA, &codes(), event(ADA)).await.unwrap();
    let accept = Some(Accept::BackupCode { person: ADA, salt: [0; 16], index: 1 });
    let throttle = Throttle { failures: u32::MAX, blocked_until: i64::MAX };
    world
        .attempt(Attempt { key: ThrottleKey([0; 32]), rev: 0, throttle, accept, now: 0, event: None, closes: None })
        .await
        .unwrap();
    world.begin_session(Session { context: awkward_context(), ..session(1) }, None, NOW, event(ADA)).await.unwrap();
    world.add_sign_in(sign_in()).await.unwrap();
    world.add_program_key(awkward_program_key(), event(ADA)).await.unwrap();
    assert_eq!(world.add_passkey(awkward_passkey(), vec![]).await, Ok(true));
    world.set_rules(rules(VERSION), event(ADA)).await.unwrap();
    world.set_mail_settings(Some(vec![0; 300]), event(ADA)).await.unwrap();
    world.add_trusted(trusted::trusted(ADA, 0), event(ADA)).await.unwrap();
    world.set_webhook(webhooks::webhook(SHOP), event(ADA)).await.unwrap();
    let (from, told) = world.read_on(Follower::Webhooks, 99).await.unwrap();
    let last = told.last().map_or(from, |entry| entry.seq);
    assert_eq!(world.queue_deliveries(from, last, vec![webhooks::delivery(0)]).await, Ok(true));
    assert_eq!(world.add_provider(awkward_provider(), event(ADA)).await, Ok(ProviderSaved::Done));
    assert_eq!(world.add_company_link(awkward_link(), event(ADA)).await, Ok(true));
    write_identity_checks(&world).await;
    world.keep_ceremony([0; 32], AWKWARD.to_owned(), i64::MAX).await.unwrap();
    write_contacts(&world).await;
    write_recovery_plans(&world).await;
    let mut last = event(ADA);
    (last.detail, last.address) = (Some(AWKWARD.to_owned()), Some(String::new()));
    let logged = world.append_audit(vec![last]).await.unwrap();
    let (from, _) = world.read_on(Follower::Mail, 0).await.unwrap();
    assert_eq!(world.queue_mails(from, logged, vec![awkward_mail()]).await, Ok(true));
}

const fn rules(version: i64) -> Rules {
    let old = Rules {
        two_step: TwoStep::Required,
        number_match: NumberMatch::NewBrowser,
        number_digits: 2,
        strict: true,
        ..Rules::DEFAULT
    };
    if version < 4 {
        return old;
    }
    let (assurance, request_secs, session_secs) = (Some(Assurance::Strongbox), Some(600), Some(u32::MAX));
    Rules {
        methods: Methods { sms: false, ..Methods::ALL },
        assurance,
        request_secs,
        session_secs,
        two_reviewers: true,
        proved_keys: version >= 7,
        ..old
    }
}

/// A key for pushes, and a phone whose address is gone.
async fn write_pushes(world: &World, phone: DeviceId) {
    assert_eq!(world.keep_push_key(vec![0; 200]).await, Ok(vec![0; 200]));
    let push = world.find_device(phone).await.unwrap().unwrap().push.unwrap();
    assert_eq!(world.lose_push(phone, push, i64::MAX, event(BEN)).await, Ok(true));
}

async fn check_pushes(store: &impl Store, version: i64) {
    let (key, lost_at) = if version >= 7 { (Some(vec![0; 200]), Some(i64::MAX)) } else { (None, None) };
    assert_eq!(store.push_key().await, Ok(key));
    let phone = store.find_device(DeviceId([254; 16])).await.unwrap();
    assert_eq!(phone.and_then(|phone| phone.push_lost_at), lost_at);
}

/// A check with a picture, and a reviewer with a key.
async fn write_identity_checks(world: &World) {
    assert_eq!(world.add_check(identity_checks::new_check(identity_checks::full_check(0))).await, Ok(true));
    assert_eq!(world.put_picture(identity_checks::picture(0, PictureKind::Back)).await, Ok(true));
    world.set_reviewer(BEN, true, event(BEN)).await.unwrap();
    assert_eq!(world.set_reviewer_key(identity_checks::reviewer_key(BEN), vec![]).await, Ok(true));
}

async fn check_identity_checks(store: &impl Store) {
    let check = identity_checks::full_check(0);
    assert!(store.find_check(check.id).await.unwrap() == Some((1, check.clone())));
    assert_eq!(store.find_picture(check.id, PictureKind::Back).await, Ok(Some(vec![0; 9])));
    assert_eq!(store.find_reviewer_key(BEN).await, Ok(Some(identity_checks::reviewer_key(BEN))));
}

async fn write_recovery_plans(world: &World) {
    world.set_plan(recovery_plans::plan(ADA), event(ADA)).await.unwrap();
    assert_eq!(world.add_trustee(awkward_trustee(), vec![event(ADA)]).await, Ok(true));
    assert_eq!(world.accept_trustee(awkward_trustee().id, BEN, event(ADA)).await, Ok(true));
    for (n, person) in [(0, PersonId([0; 16])), (255, ADA)] {
        world.add_recovery(recovery_plans::new_recovery(n, person)).await.unwrap();
    }
}

async fn check_recovery_plans(store: &impl Store) {
    assert_eq!(store.find_plan(ADA).await, Ok(Some(recovery_plans::plan(ADA))));
    let trustee = Trustee { trustee: Some(BEN), ..awkward_trustee() };
    assert_eq!(store.list_trustees(ADA).await, Ok(vec![trustee]));
    assert!(store.list_recoveries(ADA).await.unwrap() == [recovery_plans::recovery(255, ADA)]);
    assert!(
        store.find_recovery_of(TokenHash([0; 32])).await.unwrap()
            == Some(recovery_plans::recovery(0, PersonId([0; 16])))
    );
}

fn awkward_trustee() -> Trustee {
    recovery_plans::trustee(0, "ada@bücher.example")
}

fn awkward_program_key() -> ProgramKey {
    let (name, used_from) = (text(AWKWARD), Some(AWKWARD.to_owned()));
    let key = program_keys::program_key(ADA, 0, ProgramKeyKind::ApiToken);
    ProgramKey { name, used_from, used_at: Some(-1), service: None, ..key }
}

fn awkward_passkey() -> Passkey {
    Passkey { name: text(AWKWARD), key: AWKWARD.to_owned(), used_at: Some(i64::MAX), ..passkeys::passkey(ADA, 0) }
}

fn awkward_provider() -> Provider {
    let sealed_secret = vec![0];
    Provider {
        name: text(AWKWARD),
        sealed_secret,
        client_id: AWKWARD.to_owned(),
        ..company::provider(0, &["bücher.example"])
    }
}

fn awkward_link() -> CompanyLink {
    CompanyLink { used_at: Some(i64::MIN), ..company::link(ADA, 0, AWKWARD) }
}

fn awkward_mail() -> Mail {
    let (id, about, sealed) = (MailId([0; 16]), AWKWARD.to_owned(), vec![0]);
    Mail { id, person: ADA, about, not_after: None, sealed, made_at: i64::MAX, tries: 0 }
}

async fn write_contacts(world: &World) {
    world.add_address(contacts::address(ADA, 0, AddressPurpose::SignIn), event(ADA)).await.unwrap();
    world.add_recovery_number(contacts::recovery_number(ADA, 255), None).await.unwrap();
    world.set_picture(ADA, Some(awkward_picture()), event(ADA)).await.unwrap();
    world.add_sms_factor(awkward_number()).await.unwrap();
    world.put_sms_code([0; 32], [255; 32], i64::MAX).await.unwrap();
    let write = TallyWrite { key: [0; 32], rev: 0, tally: SmsTally::default() };
    assert_eq!(world.put_sms_tallies(vec![write], i64::MAX).await, Ok(Ok(())));
}

async fn check_contacts(store: &impl Store) {
    assert_eq!(store.list_addresses(ADA).await, Ok(vec![contacts::address(ADA, 0, AddressPurpose::SignIn)]));
    assert!(store.list_recovery_numbers(ADA).await.unwrap() == [contacts::recovery_number(ADA, 255)]);
    assert!(store.picture(ADA).await.unwrap() == Some(awkward_picture()));
    assert!(store.list_sms_factors(ADA).await.unwrap() == [awkward_number()]);
    assert_eq!(store.sms_code([0; 32], NOW).await, Ok(Some([255; 32])));
    assert_eq!(store.sms_tally([0; 32]).await, Ok((1, SmsTally::default())));
}

fn awkward_picture() -> Picture {
    Picture { kind: ImageKind::Webp, bytes: vec![0; 4096] }
}

fn awkward_number() -> SmsFactor {
    SmsFactor { name: text(AWKWARD), used_at: Some(i64::MAX), ..sms::number(ADA, 0, true) }
}

/// Denied, consumed, withdrawn, pending with a wrong number, and a decoy.
async fn write_challenges(world: &World, phone: DeviceId) {
    world.ask_ada(1).await;
    let notice = Some(NewNotice { person: ADA, at: NOW, kind: NoticeKind::Reported { service: text(AWKWARD) } });
    let report = Settle { notice, ..answer(1, phone, Verdict::Report, 1) };
    assert!(matches!(world.answer(report).await, Settled::Done(_)));
    let id = world.ask_ada(2).await;
    assert!(matches!(world.answer(approve(2, phone, 1 << 62)).await, Settled::Done(_)));
    assert!(matches!(world.take(id, NOW + 9).await, Redeemed::Done(_)));
    let id = world.ask_ada(3).await;
    assert_eq!(world.cancel(id, SHOP, Cancelled::Withdrawn, NOW, event(ADA)).await, Ok(true));
    for pending in [asked(4), Challenge { person: DECOY, ..asked(5) }] {
        assert!(matches!(world.ask(world.ask_for(pending).await).await, Ok(Asked::Stored(_))));
    }
    let wrong = world.count_wrong_number(ChallengeId([4; 16]), phone, (1 << 62) + 1, NOW, event(ADA)).await;
    assert!(matches!(wrong, Ok(Settled::Counted(_))));
}

fn codes() -> BackupSet {
    let code = |n| BackupCode { hash: [n; 32], used_at: None };
    BackupSet { salt: [0; 16], made_at: 0, codes: vec![code(0), code(255)] }
}

fn sign_in() -> SignIn {
    let (challenge, next) = (Some(ChallengeId([4; 16])), Some(AWKWARD.to_owned()));
    SignIn {
        token: TokenHash([0; 32]),
        person: ADA,
        session: None,
        aim: Aim::Session,
        challenge,
        next,
        expires_at: i64::MAX,
    }
}

/// Whether all that [`write_all`] wrote is there, as far as a file of `version` can have it. Gives the log's length.
async fn check_all(place: &Place, version: i64) -> u64 {
    let store = place.open();
    let logged = match version {
        ..3 => 19,
        3 => 23,
        4 => 30,
        5 => 33,
        6 => 34,
        _ => 36,
    };
    assert_eq!(store.verify_audit().await, Ok(logged));
    check_people(&store, version).await;
    if version >= 3 {
        check_keys(&store, version).await;
    }
    if version >= 4 {
        check_company(&store).await;
    }
    if version >= 4 {
        check_contacts(&store).await;
        check_identity_checks(&store).await;
    }
    if version >= 5 {
        check_recovery_plans(&store).await;
    }
    check_pushes(&store, version).await;
    check_challenges(&store).await;
    check_phones(&store, version).await;
    let last = store.list_activity(ADA, Page::newest(1)).await.unwrap().remove(0);
    assert_eq!(last.event.detail.as_deref(), Some(AWKWARD));
    store.check_writable().await.unwrap();
    logged
}

async fn check_keys(store: &impl Store, version: i64) {
    assert!(store.list_program_keys(ADA).await.unwrap() == [awkward_program_key()]);
    assert!(store.list_passkeys(ADA).await.unwrap() == [awkward_passkey()]);
    assert_eq!(store.rules().await, Ok(Some(rules(version))));
    assert_eq!(store.mail_settings().await, Ok((version >= 4).then(|| vec![0; 300])));
    assert!(store.find_webhook(SHOP).await.unwrap() == Some(webhooks::webhook(SHOP)));
    assert_eq!(store.list_deliveries(SHOP, 9).await, Ok(vec![webhooks::delivery(0)]));
    assert!(store.list_trusted(ADA, NOW).await.unwrap() == [trusted::trusted(ADA, 0)]);
    assert_eq!(store.take_ceremony([0; 32], NOW).await, Ok(Some(AWKWARD.to_owned())));
}

async fn check_company(store: &impl Store) {
    assert!(store.list_providers().await.unwrap() == [awkward_provider()]);
    assert_eq!(store.list_company_links(ADA).await, Ok(vec![awkward_link()]));
}

async fn check_people(store: &impl Store, version: i64) {
    let eve = awkward_person(version);
    assert!(store.find_person_by_email(&eve.email).await.unwrap() == Some(eve));
    let mut codes = codes();
    codes.codes[1].used_at = Some(0);
    assert!(store.backup_codes(ADA).await.unwrap() == Some(codes));
    let throttle = Throttle { failures: u32::MAX, blocked_until: i64::MAX };
    assert_eq!(store.throttle(ThrottleKey([0; 32])).await, Ok((1, throttle)));
    let stepped_at = (version >= 3).then_some(NOW);
    let begun = Session { context: awkward_context(), stepped_at, ..session(1) };
    assert!(store.find_session(begun.token, NOW).await.unwrap() == Some(begun));
    assert!(store.find_sign_in(sign_in().token, NOW).await.unwrap() == Some(sign_in()));
}

async fn check_challenges(store: &impl Store) {
    let state = async |n| store.find_challenge(ChallengeId([n; 16])).await.unwrap().unwrap().state;
    let State::Denied(no) = state(1).await else { panic!() };
    assert_eq!((no.verdict, no.prompt.as_str()), (Verdict::Report, "prompt 1"));
    let State::Consumed(yes) = state(2).await else { panic!() };
    assert_eq!((yes.answer.verdict, yes.redeemed_at), (Verdict::Approve, NOW + 9));
    assert!(yes.answer.receipt.starts_with("receipt "));
    assert_eq!(state(3).await, State::Cancelled(Cancelled::Withdrawn));
    let pending = Challenge { state: State::Pending { wrong_numbers: 1 }, ..asked(4) };
    assert_eq!(store.list_pending(ADA, NOW).await, Ok(vec![pending]));
    let decoy = Challenge { person: DECOY, ..asked(5) };
    assert_eq!(store.find_challenge(decoy.id).await, Ok(Some(decoy)));
    assert_eq!(store.list_notices(ADA, 0, NOW).await.unwrap()[0].kind, NoticeKind::Reported { service: text(AWKWARD) });
}

async fn check_phones(store: &impl Store, version: i64) {
    let counter = (1 << 62) + 1;
    let active = Device { counter, ..phone(ADA, 0, DeviceState::Active) };
    let proved = Device { proved: true, ..phone(ADA, 253, DeviceState::Active) };
    let listed = if version >= 7 { vec![active, proved] } else { vec![active] };
    assert_eq!(store.list_devices(ADA).await, Ok(listed));
    let attestation = (version >= 7).then(|| devices::attestation(Finding::Proved(Assurance::Tee)));
    assert_eq!(store.find_attestation(DeviceId([253; 16])).await, Ok(attestation));
    let gone = Device { push: None, ..phone(ADA, 255, DeviceState::Removed) };
    assert_eq!(store.find_device(gone.id).await, Ok(Some(gone)));
    let states = [
        (0, TicketState::Used { device: DeviceId([0; 16]) }),
        (1, TicketState::Claimed { device: DeviceId([1; 16]), code_mac: [1; 32], wrong_codes: 0 }),
        (2, TicketState::Void(TicketVoid::Withdrawn)),
        (3, TicketState::Open),
    ];
    for (n, state) in states {
        let replaces = (n == 3 && version >= 4).then_some(DeviceId([0; 16]));
        let found = store.find_ticket(TicketId([n; 16])).await.unwrap().unwrap();
        assert_eq!((found.state, found.replaces), (state, replaces));
    }
    let handover = store.find_ticket(TicketId([4; 16])).await.unwrap();
    assert_eq!(
        handover.map(|it| (it.handover, it.replaces)),
        (version >= 6).then_some((true, Some(DeviceId([254; 16]))))
    );
    let codes = if version >= 7 { 3 } else { 2 };
    assert_eq!(store.list_otp(ADA).await.unwrap().len(), codes, "of the active phones and of the waiting one");
}
