//! Another app that makes codes.

use assent_core::secret::Secret;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Trouble, Visitor, encoded};
use crate::model::CredentialId;
use crate::pages::code_app::CodeApp;
use crate::pages::code_entry::CodeState;
use crate::pages::qr;
use crate::people::{ConfirmResult, NewOtherApp, OtherAppRefused, add_other_app, confirm_other_app, show_other_app};

const WAY_BACK: &str = "/security/add";
/// The rules changed since the page was made.
const NOT_OFFERED: &str = "/security/add?gone=1";

#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

pub(super) async fn begin(Form(visitor, named): Form<Named>) -> Response {
    let result = async {
        let me = visitor.fresh(WAY_BACK)?;
        match add_other_app(&visitor.app, me, &named.name).await {
            Ok(new) => Ok(Reply::see_other(format!("/security/code-app/{}", new.id))),
            Err(OtherAppRefused::NotOffered) => Ok(Reply::see_other(NOT_OFFERED)),
            Err(why) => Err(trouble(why)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = page(&visitor, &id, CodeState::Fresh).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Typed {
    code: String,
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, typed): Form<Typed>) -> Response {
    let result = prove(&visitor, &id, &typed.code).await;
    visitor.answer(result)
}

async fn prove(visitor: &Visitor, id: &str, code: &str) -> Result {
    let me = visitor.fresh(WAY_BACK)?;
    let credential = read_id(id)?;
    let shown = show_other_app(&visitor.app, me, credential).await.map_err(trouble)?;
    let name = shown.map(|app| app.name.to_string()).unwrap_or_default();
    match confirm_other_app(&visitor.app, me, credential, code).await.map_err(trouble)? {
        ConfirmResult::On { .. } => visitor.stepped(format!("/security/added/code-app?name={}", encoded(&name))).await,
        ConfirmResult::Wrong => page(visitor, id, CodeState::Wrong).await,
        ConfirmResult::PhoneOff { secs } => page(visitor, id, CodeState::ClockOff { slow_secs: -secs }).await,
        ConfirmResult::Gone => Ok(Reply::see_other("/security")),
    }
}

async fn page(visitor: &Visitor, id: &str, state: CodeState) -> Result {
    let me = visitor.fresh(WAY_BACK)?;
    let shown = show_other_app(&visitor.app, me, read_id(id)?).await.map_err(trouble)?;
    let NewOtherApp { id, name, uri, secret } = shown.ok_or(Trouble::NotFound)?;
    let status = if state == CodeState::Fresh { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = CodeApp {
        frame: visitor.frame(),
        id: id.to_string(),
        qr: qr::draw(&uri).unwrap_or_default(),
        secret: Secret::copy_of(secret.as_bytes()),
        name: name.to_string(),
        state,
    };
    Reply::page_with(status, &page)
}

fn trouble(why: OtherAppRefused) -> Trouble {
    match why {
        OtherAppRefused::Failed(failure) => failure.into(),
        OtherAppRefused::NotAllowed(_) => Trouble::Confirm(WAY_BACK.to_owned()),
        _ => Trouble::BadForm,
    }
}

fn read_id(id: &str) -> Result<CredentialId> {
    id.parse().map_err(|_| Trouble::NotFound)
}
