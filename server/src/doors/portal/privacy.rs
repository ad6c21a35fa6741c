//! A copy of what is kept about oneself, and the deletion of the account.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::confirm::password_state;
use crate::doors::web::{Cookie, Form, Reply, Result, Trouble, Visitor};
use crate::model::Role;
use crate::pages::confirm::PasswordState;
use crate::pages::delete_account::DeleteAccount;
use crate::privacy::{DeleteRefused, delete_account, export};

const HERE: &str = "/profile/delete";

pub(super) async fn copy(visitor: Visitor) -> Response {
    let result = async {
        let me = visitor.fresh("/profile")?;
        let copy = export(&visitor.app, me).await?.ok_or_else(|| Trouble::Confirm("/profile".to_owned()))?;
        let text = serde_json::to_string_pretty(&copy).unwrap_or_default();
        Ok(Reply::file("application/json", "my-data.json", text))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor, PasswordState::Fresh, false);
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    password: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = delete(&visitor, &fields.password).await;
    visitor.answer(result)
}

async fn delete(visitor: &Visitor, password: &str) -> Result {
    match delete_account(&visitor.app, visitor.fresh(HERE)?, password).await {
        Ok(()) => {
            let gone = Reply::see_other("/sign-in?deleted=1").with_cookie(Cookie::Session, "");
            Ok(gone.with_cookie(Cookie::Trust, ""))
        }
        Err(DeleteRefused::Last) => page(visitor, PasswordState::Fresh, true),
        Err(DeleteRefused::Password(why)) => page(visitor, password_state(visitor, why)?, false),
        Err(DeleteRefused::NotAllowed(_)) => Err(Trouble::Confirm(HERE.to_owned())),
        Err(DeleteRefused::Failed(failure)) => Err(failure.into()),
    }
}

fn page(visitor: &Visitor, state: PasswordState, is_last: bool) -> Result {
    let me = visitor.fresh(HERE)?;
    let is_fine = state == PasswordState::Fresh && !is_last;
    let status = if is_fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = DeleteAccount {
        frame: visitor.frame(),
        email: me.person.email.as_str().to_owned(),
        stands: me.person.role == Role::LegalRepresentative,
        is_last,
        has_password: me.person.has_password(),
        state,
    };
    Reply::page_with(status, &page)
}
