//! "This was not me": links of mails that stop an identity check or a recovery, without signing in.

use assent_core::secret::Secret;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Visitor};
use crate::identity_checks;
use crate::pages::not_me::{NotMe, Stopped};
use crate::people::Origin;
use crate::recovery_plans::stop_by_link;

pub(super) async fn show_check(visitor: Visitor) -> Response {
    let result = ask(&visitor, Stopped::IdentityCheck);
    visitor.answer(result)
}

pub(super) async fn show_recovery(visitor: Visitor) -> Response {
    let result = ask(&visitor, Stopped::Recovery);
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct StopForm {
    token: String,
}

pub(super) async fn stop_check(Form(visitor, form): Form<StopForm>) -> Response {
    let done = identity_checks::stop(&visitor.app, &form.token, Origin::portal(visitor.address())).await;
    let result = done.map_err(Into::into).and_then(|done| page(&visitor, Stopped::IdentityCheck, "", Some(done)));
    visitor.answer(result)
}

pub(super) async fn stop_recovery(Form(visitor, form): Form<StopForm>) -> Response {
    let done = stop_by_link(&visitor.app, &form.token, Origin::portal(visitor.address())).await;
    let result = done.map_err(Into::into).and_then(|done| page(&visitor, Stopped::Recovery, "", Some(done)));
    visitor.answer(result)
}

fn ask(visitor: &Visitor, what: Stopped) -> Result {
    page(visitor, what, &visitor.query("token").unwrap_or_default(), None)
}

/// The address of this page is a secret: nothing on it leads elsewhere with it.
fn page(visitor: &Visitor, what: Stopped, token: &str, done: Option<bool>) -> Result {
    let mut frame = visitor.frame();
    what.path().clone_into(&mut frame.path);
    let status = if done == Some(false) { StatusCode::GONE } else { StatusCode::OK };
    Reply::page_with(status, &NotMe { frame, what, done, token: Secret::copy_of(token.as_bytes()) })
}
