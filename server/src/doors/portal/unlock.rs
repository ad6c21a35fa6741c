//! The password was closed after too many wrong ones: a link by mail, then a second step, opens it.

use assent_core::secret::Secret;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Cookie, Form, Reply, Result, Visitor};
use crate::pages::unlock::UnlockPage;
use crate::people::Origin;
use crate::people::lockout::{Unlock, find_unlock, unlock};

pub(super) async fn show(visitor: Visitor) -> Response {
    let token = visitor.query("token").unwrap_or_default();
    let result = page(&visitor, &token).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    token: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = async {
        match unlock(&visitor.app, &fields.token, Origin::portal(visitor.address())).await? {
            Unlock::Open => Ok(Reply::see_other("/sign-in?unlocked=1")),
            Unlock::SecondStep(step) => {
                Ok(Reply::see_other("/sign-in/waiting").with_cookie(Cookie::Step, step.expose()))
            }
            Unlock::Gone => page(&visitor, "").await,
        }
    };
    let result = result.await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor, token: &str) -> Result {
    let person = find_unlock(&visitor.app, token).await?;
    let status = if person.is_some() { StatusCode::OK } else { StatusCode::GONE };
    let email = person.map(|person| person.email.as_str().to_owned());
    // The address of this page is a secret: nothing on it leads elsewhere with it.
    let mut frame = visitor.frame();
    "/unlock".clone_into(&mut frame.path);
    Reply::page_with(status, &UnlockPage { frame, token: Secret::copy_of(token.as_bytes()), email })
}
