use std::sync::{Arc, Mutex};

use assent_core::message::Context;
use assent_core::secret::Secret;
use async_trait::async_trait;
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::*;
use crate::app::testing::{PASSWORD, TestApp, signed_in};
use crate::mail::{MailFailed, MailWay, Post};
use crate::model::{CheckState, CodeWay, Countries, Country, Letter, Person, PersonId, PhoneNumber, Reason, Role};
use crate::people::{Admin, Origin, TwoStepState, accounts, sessions};
use crate::recovery::{Link, make_link};
use crate::sms::{Gateway, Sms, SmsFailed};

/// A mail server that takes everything.
struct Anything;

#[async_trait]
impl Post for Anything {
    async fn send(&self, _: &Letter) -> Result<(), MailFailed> {
        Ok(())
    }
}

async fn world() -> (TestApp, Person) {
    let (mut app, ada) = TestApp::with_ada().await;
    Arc::get_mut(&mut app.app).unwrap().mail = MailWay::of(Some(Arc::new(Anything)));
    (app, ada)
}

/// The generator of P-256 (SEC 2 §2.4.2): a point that is one.
const POINT: &str = "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

fn wrapped(rounds: u32) -> Secret {
    let text = |length: usize| BASE64URL_NOPAD.encode(&vec![7; length]);
    let wrapped = json!({ "version": 1, "salt": text(16), "rounds": rounds, "iv": text(12), "key": text(154) });
    Secret::new(wrapped.to_string().into_bytes())
}

/// Somebody with the right, a fresh second step and a key.
async fn reviewer(app: &TestApp, email: &str) -> Reviewing {
    let person = app.add(email, false).await;
    reviewing(app, person.id).await
}

async fn reviewing(app: &TestApp, id: PersonId) -> Reviewing {
    let person = app.store.find_person(id).await.unwrap().unwrap();
    assert!(set_reviewer(app, &Admin::at_the_machine(), &person, true).await.unwrap());
    let person = app.store.find_person(id).await.unwrap().unwrap();
    let me = Reviewing::of(app, &signed_in(app, &person).await).unwrap();
    set_key(app, &me, POINT, &wrapped(600_000)).await.unwrap();
    me
}

/// A check of this person that is with the reviewers.
async fn sent(app: &TestApp, person: &Person) -> CheckId {
    ask(app, person, Context::default()).await.unwrap();
    let (rev, check) =
        app.store.find_check(app.store.list_checks(person.id).await.unwrap()[0].id).await.unwrap().unwrap();
    let check = IdentityCheck { state: CheckState::Sent, ..check };
    let save = SaveCheck {
        rev,
        check: check.clone(),
        drop_pictures: None,
        session: None,
        mail: None,
        now: app.now(),
        events: vec![],
    };
    assert!(app.store.save_check(save).await.unwrap());
    check.id
}

fn token(app: &TestApp, link: Link, check: CheckId, person: &Person) -> String {
    let path = make_link(app, link, check, person);
    path.rsplit(['/', '=']).next().unwrap().to_owned()
}

const ACCEPT: fn() -> Answer = || Answer { refused: None, note: None };

async fn state(app: &TestApp, check: CheckId) -> CheckState {
    app.store.find_check(check).await.unwrap().unwrap().1.state
}

#[tokio::test]
async fn a_check_needs_mail_and_a_reviewer_who_is_somebody_else() {
    let (app, ada) = world().await;
    assert_eq!(ask(&app, &ada, Context::default()).await, Err(AskRefused::NotOffered));
    let own = reviewing(&app, ada.id).await;
    assert_eq!(ask(&app, &ada, Context::default()).await, Err(AskRefused::NotOffered), "only her own key");
    let ben = reviewer(&app, "ben@atelier.example").await;
    let check = sent(&app, &ada).await;
    assert_eq!(list_waiting(&app, &own).await.unwrap().len(), 0);
    assert_eq!(answer(&app, &own, check, ACCEPT()).await, Err(AnswerRefused::Unknown));
    assert_eq!(list_waiting(&app, &ben).await.unwrap().len(), 1);
    let (plain, _) = TestApp::with_ada().await;
    assert!(!can_check(&plain, &ada).await.unwrap(), "no mail");
}

#[tokio::test]
async fn only_a_legal_representative_names_reviewers_and_they_need_a_second_step() {
    let (app, ada) = world().await;
    let boss = app.add("boss@atelier.example", true).await;
    let admin = Admin::of(&app, &signed_in(&app, &boss).await).unwrap();
    assert!(!set_reviewer(&app, &admin, &ada, true).await.unwrap(), "an administrator does not");
    let external = Person { role: Role::External, ..ada.clone() };
    assert!(!set_reviewer(&app, &Admin::at_the_machine(), &external, true).await.unwrap());
    assert!(set_reviewer(&app, &Admin::at_the_machine(), &ada, true).await.unwrap());
    let ada = app.store.find_person(ada.id).await.unwrap().unwrap();
    let mut me = signed_in(&app, &ada).await;
    me.two_step = TwoStepState::Off;
    assert_eq!(Reviewing::of(&app, &me).err(), Some(NotReviewer::NoSecondStep));
    me.two_step = TwoStepState::On;
    app.clock.advance(601);
    assert_eq!(Reviewing::of(&app, &me).err(), Some(NotReviewer::NotFresh));
}

#[tokio::test]
async fn a_key_that_is_weak_or_none_is_refused() {
    let (app, _) = world().await;
    let me = reviewer(&app, "ben@atelier.example").await;
    let short = &POINT[..80];
    for (public, wrapped) in [
        (short, wrapped(600_000)),
        ("", wrapped(600_000)),
        (POINT, wrapped(599_999)),
        (POINT, Secret::new(b"{}".to_vec())),
    ] {
        assert_eq!(set_key(&app, &me, public, &wrapped).await, Err(KeyRefused::NoKey));
    }
    assert_eq!(fingerprint(&[0]).len(), 39);
}

#[tokio::test]
async fn a_legal_representative_needs_another_one_or_two_reviewers() {
    let (app, ada) = world().await;
    for (id, role) in [(ada.id, Role::LegalRepresentative)] {
        crate::organisation::set_role(&app, &Admin::at_the_machine(), id, role).await.unwrap();
    }
    let ada = app.store.find_person(ada.id).await.unwrap().unwrap();
    let ben = reviewer(&app, "ben@atelier.example").await;
    assert!(!can_check(&app, &ada).await.unwrap(), "one is not enough");
    let carl = reviewer(&app, "carl@atelier.example").await;
    let check = sent(&app, &ada).await;
    answer(&app, &ben, check, ACCEPT()).await.unwrap();
    assert_eq!(state(&app, check).await, CheckState::Sent);
    assert_eq!(answer(&app, &ben, check, ACCEPT()).await, Err(AnswerRefused::Over), "nobody counts twice");
    answer(&app, &carl, check, ACCEPT()).await.unwrap();
    assert_eq!(state(&app, check).await, CheckState::Accepted);
}

#[tokio::test]
async fn the_way_back_needs_the_password_counts_once_and_is_void_after_a_new_password() {
    let (app, ada) = world().await;
    let ben = reviewer(&app, "ben@atelier.example").await;
    let check = sent(&app, &ada).await;
    let back = token(&app, Link::Back, check, &ada);
    assert!(find_way_back(&app, &back).await.unwrap().is_none(), "not accepted yet");
    answer(&app, &ben, check, ACCEPT()).await.unwrap();
    let steps = token(&app, Link::Steps, check, &ada);
    assert!(find_way_back(&app, &steps).await.unwrap().is_none(), "another link");
    assert!(matches!(go_back(&app, &back, "wrong", Context::default()).await, Err(BackRefused::Password(_))));
    let changed = Person { password: "another".to_owned(), ..ada.clone() };
    assert_ne!(token(&app, Link::Back, check, &changed), back);
    let new = go_back(&app, &back, PASSWORD, Context::default()).await.unwrap_or_else(|why| panic!("{why}"));
    let me = sessions::find(&app, new.token.expose()).await.unwrap().unwrap();
    assert_eq!(me.two_step, TwoStepState::Missing, "nothing opens but the way to a second step");
    assert!(matches!(go_back(&app, &back, PASSWORD, Context::default()).await, Err(BackRefused::Gone)));
}

#[tokio::test]
async fn a_link_stops_a_check_until_its_way_back_was_used_and_not_for_a_locked_account() {
    let (app, ada) = world().await;
    let ben = reviewer(&app, "ben@atelier.example").await;
    let check = sent(&app, &ada).await;
    answer(&app, &ben, check, ACCEPT()).await.unwrap();
    let link = token(&app, Link::Stop, check, &ada);
    assert!(!stop(&app, "AAAA", Origin::default()).await.unwrap());
    assert!(stop(&app, &link, Origin::default()).await.unwrap(), "also after it was accepted");
    assert!(!stop(&app, &link, Origin::default()).await.unwrap());
    let back = token(&app, Link::Back, check, &ada);
    assert!(matches!(go_back(&app, &back, PASSWORD, Context::default()).await, Err(BackRefused::Gone)));
    let other = sent(&app, &ada).await;
    answer(&app, &ben, other, Answer { refused: Some(Reason::Invalid), note: None }).await.unwrap();
    assert_eq!(state(&app, other).await, CheckState::Refused);
    accounts::lock(&app, &Admin::at_the_machine(), ada.id).await.unwrap();
    assert!(find_way_back(&app, &token(&app, Link::Back, other, &ada)).await.unwrap().is_none());
}

/// Keeps the SMS it got, or takes none.
#[derive(Default)]
struct Kept(Mutex<Vec<String>>, bool);

#[async_trait]
impl Gateway for Kept {
    async fn send(&self, to: &PhoneNumber, text: &str) -> Result<(), SmsFailed> {
        self.0.lock().unwrap().push(format!("{} {text}", to.e164()));
        if self.1 { Err(SmsFailed("out of order".to_owned())) } else { Ok(()) }
    }
}

/// The steps of a check after this number was typed, and the SMS that went out.
async fn type_number(number: &str, is_broken: bool) -> (TestApp, Steps, Vec<String>) {
    let (mut app, ada) = world().await;
    let gateway = Arc::new(Kept(Mutex::default(), is_broken));
    let countries = Countries::new(vec![Country::parse("CH").unwrap()]);
    let sms = Sms { gateway: Arc::clone(&gateway) as Arc<_>, countries, country_hourly: 9 };
    Arc::get_mut(&mut app.app).unwrap().sms = Some(sms);
    reviewer(&app, "ben@atelier.example").await;
    ask(&app, &ada, Context::default()).await.unwrap();
    let check = app.store.list_checks(ada.id).await.unwrap().remove(0).id;
    let link = token(&app, Link::Steps, check, &ada);
    let steps = find_steps(&app, &link, "one").await.unwrap_or_else(|why| panic!("{why}"));
    send_code(&app, &steps, "one", number).await.unwrap();
    assert!(matches!(find_steps(&app, &link, "other").await, Err(StepsGone::Elsewhere)));
    let steps = find_steps(&app, &link, "one").await.unwrap_or_else(|why| panic!("{why}"));
    let sent = gateway.0.lock().unwrap().clone();
    (app, steps, sent)
}

#[tokio::test]
async fn a_code_goes_by_sms_where_that_works_and_counts_once() {
    let (app, steps, sent) = type_number("+41 79 123 45 67", false).await;
    assert!(matches!(steps.at(&app).await, Ok(At::Code(CodeWay::Sms))));
    let code = sent[0].split_whitespace().find(|word| word.len() == 6 && word.parse::<u32>().is_ok()).unwrap();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(try_code(&app, &steps, wrong).await, Ok(TypedCode::Wrong));
    assert_eq!(try_code(&app, &steps, code).await, Ok(TypedCode::Right));
    assert_eq!(try_code(&app, &steps, code).await, Ok(TypedCode::Wrong), "used");
}

#[tokio::test]
async fn a_code_goes_by_mail_where_no_sms_is_taken() {
    for (number, is_broken) in [("+41 79 123 45 67", true), ("+33 1 42 68 53 00", false)] {
        let (app, steps, _) = type_number(number, is_broken).await;
        assert!(matches!(steps.at(&app).await, Ok(At::Code(CodeWay::Mail))), "{number}");
        assert!(app.store.take_mail(app.now(), app.now()).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_right_code_after_five_wrong_ones_is_wrong() {
    let (app, steps, sent) = type_number("+41 79 123 45 67", false).await;
    let code = sent[0].split_whitespace().find(|word| word.len() == 6 && word.parse::<u32>().is_ok()).unwrap();
    for _ in 0..5 {
        assert_eq!(try_code(&app, &steps, "not a code").await, Ok(TypedCode::Wrong));
    }
    assert_eq!(try_code(&app, &steps, code).await, Ok(TypedCode::Wrong));
}
