//! The rules of this room, against the real store.

mod accounts;
mod caution;
mod codes;
mod other_apps;
mod sessions;
mod sign_in;
mod throttles;

use assent_core::message::{Context, Text};
use assent_core::otp::OtpKey;

use super::{NextStep, Onward, Origin, SignedIn, after_password, check_password, make_otp, sessions as room};
use crate::app::testing::{PASSWORD, TestApp};
use crate::model::{AuditEntry, AuditKind, Person};
use crate::store::Page;

/// Gives a person active one-time codes.
pub(crate) async fn give_codes(app: &TestApp, person: &Person) -> OtpKey {
    let (mut credential, key) = make_otp(app, person.id, Text::new("phone").unwrap(), None).unwrap();
    credential.active = true;
    app.store.add_otp(credential, None).await.unwrap();
    key
}

/// Somebody without a second step, signed in; and their cookie.
pub(crate) async fn sign_in(app: &TestApp, person: &Person) -> (SignedIn, String) {
    let ok =
        check_password(app, person.email.as_str(), PASSWORD, Origin::default()).await.unwrap_or_else(|e| panic!("{e}"));
    let next = after_password(app, ok, Context::default(), Onward::default()).await;
    let Ok(NextStep::Session(new)) = next else { panic!("a session was expected") };
    let cookie = new.token.expose().to_owned();
    (room::find(app, &cookie).await.unwrap().unwrap(), cookie)
}

/// What happened to a person, newest first.
pub(crate) async fn activity(app: &TestApp, person: &Person) -> Vec<AuditEntry> {
    app.store.list_activity(person.id, Page::newest(1000)).await.unwrap()
}

async fn count_events(app: &TestApp, person: &Person, kind: AuditKind) -> usize {
    activity(app, person).await.iter().filter(|entry| entry.event.kind == kind).count()
}

/// A door's handler runs on any thread.
#[tokio::test]
async fn what_doors_call_can_move_between_threads() {
    fn check(_: impl Future + Send) {}
    let (app, ada) = TestApp::with_ada().await;
    let (me, cookie) = sign_in(&app, &ada).await;
    let admin = super::Admin::at_the_machine();
    let id = crate::model::CredentialId([0; 16]);
    let everybody = crate::store::Which::default();
    check(room::find(&app, &cookie));
    check(crate::people::prove_again(&app, &me, PASSWORD));
    check(super::accounts::change_password(&app, &me, PASSWORD, PASSWORD));
    check(super::accounts::unlock(&app, &admin, ada.id));
    check(super::accounts::list(&app, &admin, &everybody, None, 1));
    check(super::add_other_app(&app, &me, "Any app"));
    check(super::confirm_other_app(&app, &me, id, "123456"));
    check(super::remove_other_app(&app, &me, id));
    check(super::SetUp::open(&app));
    check(crate::recovery::make_backup_codes(&app, ada.id, None));
}
