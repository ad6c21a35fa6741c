//! Quiet, against the real store.

use assent_core::ids::Nonce;
use assent_core::message::{
    Context, DeviceState, MAX_QUIET_SECS, NoticeKind, Pull, Pulled, Quiet, Text, Update, Verdict,
};

use super::*;
use crate::app::testing::{TestApp, TestPhone, peek, signed_in};
use crate::approvals::{AskError, AskWish, NumberWish, ask};
use crate::model::{AuditKind, Person, PushRefused};
use crate::services::{PORTAL, add_portal};

async fn world() -> (TestApp, Person, TestPhone) {
    let (app, ada) = TestApp::with_ada().await;
    add_portal(&app).await.unwrap();
    let phone = TestPhone::link(&app, &ada).await;
    (app, ada, phone)
}

async fn say(app: &TestApp, phone: &TestPhone, counter: u64, quiet: Quiet) -> Result<(), DeviceError> {
    let message = Update { counter, quiet: Some(quiet), ..Update::default() };
    update(app, phone.sign(app, message, &phone.request).as_bytes()).await.map(drop)
}

/// What is new to a phone that has seen all up to `seen_notice`.
async fn hear(app: &TestApp, phone: &TestPhone, seen_notice: u64, wait_secs: u32) -> Pulled {
    let pull = Pull { nonce: Nonce([1; 16]), wait_secs, key_epoch: 1, seen_notice, known: vec![] };
    let open = open_pull(app, phone.sign(app, pull, &phone.request).as_bytes()).await.unwrap();
    peek(&hold_pull(app, open).await.unwrap())
}

async fn try_ask(app: &TestApp) -> Result<(), AskError> {
    let (account, context) = ("ada@atelier.example".to_owned(), Context::default());
    let wish = AskWish { service: PORTAL, account, context, number: NumberWish::Policy, lives_secs: None };
    ask(app, wish).await.map(drop)
}

async fn kinds(app: &TestApp, person: &Person) -> Vec<AuditKind> {
    let entries = app.store.list_activity(person.id, crate::store::Page::newest(20)).await.unwrap();
    entries.iter().map(|entry| entry.event.kind).collect()
}

#[tokio::test]
async fn while_it_is_quiet_nobody_is_asked_and_it_ends_by_the_clock() {
    let (app, ada, phone) = world().await;
    let until = app.now() + 3600;
    say(&app, &phone, 1, Quiet::Until(until)).await.unwrap();
    assert_eq!(kinds(&app, &ada).await[0], AuditKind::QuietBegun);
    assert_eq!(try_ask(&app).await, Err(AskError::Budget(PushRefused::Quiet { until })));
    assert_eq!(phone.pull(&app, vec![], 0).await.quiet_until, Some(until));
    app.clock.advance(3599);
    assert!(try_ask(&app).await.is_err());
    app.clock.advance(1);
    try_ask(&app).await.unwrap();
    assert_eq!(phone.pull(&app, vec![], 0).await.quiet_until, None);
}

#[tokio::test]
async fn what_was_before_a_phone_is_no_news_to_it() {
    let (app, ada, phone) = world().await;
    say(&app, &phone, 1, Quiet::Until(app.now() + 60)).await.unwrap();
    app.clock.advance(3600);
    let newer = TestPhone::link(&app, &ada).await;
    assert!(hear(&app, &phone, 0, 0).await.notices.iter().any(|it| matches!(it.kind, NoticeKind::Quiet { .. })));
    let [notice] = &hear(&app, &newer, 0, 0).await.notices[..] else { panic!("its own link alone") };
    assert!(matches!(notice.kind, NoticeKind::DeviceLinked { .. }));
}

#[tokio::test]
async fn what_was_asked_before_is_shown_no_more_and_can_still_be_answered_by_who_saw_it() {
    let (app, _, phone) = world().await;
    try_ask(&app).await.unwrap();
    let prompt = phone.prompt(&app).await;
    say(&app, &phone, 1, Quiet::Until(app.now() + 60)).await.unwrap();
    assert!(phone.pull(&app, vec![], 0).await.prompts.is_empty());
    phone.counter.store(1, std::sync::atomic::Ordering::Relaxed);
    phone.answer(&app, &prompt, Verdict::Deny, None).await.unwrap();
}

#[tokio::test]
async fn another_phone_hears_of_it_at_once_and_may_end_it() {
    let (app, ada, phone) = world().await;
    let other = TestPhone::link(&app, &ada).await;
    let until = app.now() + 600;
    let seen = app.store.list_notices(ada.id, 0, 0).await.unwrap().last().map_or(0, |notice| notice.seq);
    say(&app, &phone, 1, Quiet::Until(until)).await.unwrap();
    let told = app.store.list_notices(ada.id, seen, 0).await.unwrap();
    assert_eq!(told.iter().map(|it| &it.kind).collect::<Vec<_>>(), [&NoticeKind::Quiet { until: Some(until) }]);
    let pulled = other.pull(&app, vec![], 0).await;
    assert_eq!((pulled.state, pulled.quiet_until), (DeviceState::Active, Some(until)));
    say(&app, &other, 1, Quiet::Off).await.unwrap();
    try_ask(&app).await.unwrap();
    assert_eq!(kinds(&app, &ada).await[1], AuditKind::QuietEnded);
}

#[tokio::test]
async fn a_held_pull_is_answered_when_it_begins() {
    let (app, ada, phone) = world().await;
    let other = TestPhone::link(&app, &ada).await;
    let last = app.store.list_notices(ada.id, 0, 0).await.unwrap().last().map_or(0, |notice| notice.seq);
    let until = app.now() + 600;
    let (pulled, said) = tokio::join!(hear(&app, &other, last, 55), say(&app, &phone, 1, Quiet::Until(until)));
    said.unwrap();
    assert_eq!((pulled.quiet_until, pulled.notices.len()), (Some(until), 1));
}

#[tokio::test]
async fn it_lasts_a_day_at_most() {
    let (app, ada, phone) = world().await;
    let most = app.now() + MAX_QUIET_SECS;
    let until = async || app.store.find_person(ada.id).await.unwrap().unwrap().quiet_until;
    for (counter, asked) in [(1, most + 901), (1, i64::MAX)] {
        let refused = say(&app, &phone, counter, Quiet::Until(asked)).await;
        assert!(matches!(refused, Err(DeviceError::QuietTooLong)), "{asked}");
    }
    assert_eq!(until().await, None);
    say(&app, &phone, 1, Quiet::Until(most + 900)).await.unwrap();
    assert_eq!(until().await, Some(most), "a phone's clock may be off a little");
    say(&app, &phone, 2, Quiet::Until(i64::MIN)).await.unwrap();
    assert_eq!(until().await, None, "an end that is past");
    let logged = kinds(&app, &ada).await.len();
    say(&app, &phone, 3, Quiet::Off).await.unwrap();
    assert_eq!(kinds(&app, &ada).await.len(), logged, "it was not quiet");
}

#[tokio::test]
async fn only_the_request_key_of_an_active_phone_says_so_and_once() {
    let (app, ada, phone) = world().await;
    let message = Update { counter: 1, quiet: Some(Quiet::Until(app.now() + 60)), ..Update::default() };
    let forged = phone.sign(&app, message.clone(), &phone.approve);
    assert!(update(&app, forged.as_bytes()).await.is_err());
    let good = phone.sign(&app, message, &phone.request);
    update(&app, good.as_bytes()).await.unwrap();
    say(&app, &phone, 2, Quiet::Off).await.unwrap();
    assert!(matches!(update(&app, good.as_bytes()).await, Err(DeviceError::StaleCounter)), "a replay");
    assert!(remove_phone(&app, &signed_in(&app, &ada).await, phone.id).await.unwrap());
    assert!(matches!(say(&app, &phone, 3, Quiet::Until(app.now() + 60)).await, Err(DeviceError::NotLinked)));
    assert_eq!(app.store.find_person(ada.id).await.unwrap().unwrap().quiet_until, None);
}

#[tokio::test]
async fn the_portal_ends_it_once() {
    let (app, ada, phone) = world().await;
    let me = signed_in(&app, &ada).await;
    assert!(!end_quiet(&app, &me).await.unwrap());
    say(&app, &phone, 1, Quiet::Until(app.now() + 60)).await.unwrap();
    assert!(end_quiet(&app, &me).await.unwrap());
    assert!(!end_quiet(&app, &me).await.unwrap());
    try_ask(&app).await.unwrap();
}

#[tokio::test]
async fn a_new_name_and_quiet_may_come_together() {
    let (app, ada, phone) = world().await;
    let name = Some(Text::new("Mine").unwrap());
    let quiet = Some(Quiet::Until(app.now() + 60));
    let message = Update { counter: 1, name, quiet, ..Update::default() };
    update(&app, phone.sign(&app, message, &phone.request).as_bytes()).await.unwrap();
    assert_eq!(kinds(&app, &ada).await[..2], [AuditKind::DeviceUpdated, AuditKind::QuietBegun]);
    assert_eq!(list_phones(&app, ada.id).await.unwrap()[0].description.name.as_str(), "Mine");
}
