//! Identity checks, for those who look at them.

use assent_core::message::Text;
use assent_core::secret::Secret;
use axum::extract::Path;
use axum::response::Response;
use data_encoding::BASE64URL_NOPAD;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Trouble, Visitor, name_browser};
use crate::identity_checks::{
    Answer, AnswerRefused, Case, KeyRefused, Reviewing, Waiting, answer, find_key, fingerprint, list_waiting, look,
    open_picture, set_key,
};
use crate::model::{CheckId, PictureKind, Reason};
use crate::pages::identity_case::{CaseKey, IdentityCase};
use crate::pages::identity_checks::{IdentityChecks, WaitingCheck};
use crate::pages::reviewer_key::ReviewerKeyPage;

const HERE: &str = "/admin/identity-checks";
const KEY: &str = "/admin/identity-checks/key";

pub(super) async fn list(visitor: Visitor) -> Response {
    let result = list_page(&visitor).await;
    visitor.answer(result)
}

async fn list_page(visitor: &Visitor) -> Result {
    let me = visitor.reviewer(HERE)?;
    let app = &visitor.app;
    let shown = |one: Waiting| WaitingCheck {
        id: one.id.to_string(),
        name: one.name,
        sent_at: one.sent_at,
        left_hours: hours_until(one.ends_at, app.now()),
        is_answered: one.is_answered,
    };
    Reply::page(&IdentityChecks {
        frame: visitor.frame(),
        has_key: find_key(app, &me).await?.is_some(),
        is_answered: visitor.query("answered").is_some(),
        waiting: list_waiting(app, &me).await?.into_iter().map(shown).collect(),
    })
}

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let me = visitor.reviewer(&here(&id))?;
        case_page(&visitor, &me, &id, false).await
    };
    let result = result.await;
    visitor.answer(result)
}

async fn case_page(visitor: &Visitor, me: &Reviewing, id: &str, lacks_reason: bool) -> Result {
    let app = &visitor.app;
    let case = look(app, me, read(id)?).await?.ok_or(Trouble::NotFound)?;
    let key = find_key(app, me).await?.map(|key| CaseKey {
        reviewer: key.person.to_string(),
        public: BASE64URL_NOPAD.encode(&key.public_key),
        wrapped: key.wrapped_key,
    });
    let status = if lacks_reason { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Reply::page_with(status, &shown(visitor, case, key, lacks_reason)?)
}

fn shown(visitor: &Visitor, case: Case, key: Option<CaseKey>, lacks_reason: bool) -> Result<IdentityCase> {
    let Case { check, person, number, ends_at, pictures, is_answered, needed } = case;
    Ok(IdentityCase {
        frame: visitor.frame(),
        id: check.id.to_string(),
        name: person.name.to_string(),
        email: person.email.as_str().to_owned(),
        role: person.role,
        number,
        proved: check.proved,
        address: check.context.address.as_ref().map(ToString::to_string),
        browser: name_browser(&check.context),
        asked_at: check.asked_at,
        left_hours: hours_until(ends_at, visitor.app.now()),
        document: check.document.ok_or(Trouble::NotFound)?,
        pictures,
        key,
        accepted: check.votes.len(),
        needed,
        is_answered,
        lacks_reason,
    })
}

#[derive(Deserialize)]
pub(super) struct AnswerForm {
    answer: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, form): Form<AnswerForm>) -> Response {
    let result = decide(&visitor, &id, &form).await;
    visitor.answer(result)
}

async fn decide(visitor: &Visitor, id: &str, form: &AnswerForm) -> Result {
    let me = visitor.reviewer(&here(id))?;
    let reason = Reason::ALL.into_iter().find(|reason| reason.word() == form.reason);
    let refused = match (form.answer.as_str(), reason) {
        ("accept", _) => None,
        ("refuse", Some(reason)) => Some(reason),
        ("refuse", None) => return case_page(visitor, &me, id, true).await,
        _ => return Err(Trouble::BadForm),
    };
    match answer(&visitor.app, &me, read(id)?, Answer { refused, note: Text::tidy(&form.note) }).await {
        Ok(()) | Err(AnswerRefused::Over) => Ok(Reply::see_other(format!("{HERE}?answered=1"))),
        Err(AnswerRefused::Unknown) => Err(Trouble::NotFound),
        Err(AnswerRefused::Failed(failure)) => Err(failure.into()),
    }
}

pub(super) async fn picture(Path((id, kind)): Path<(String, String)>, visitor: Visitor) -> Response {
    let result = async {
        let me = visitor.reviewer(&here(&id))?;
        let kind = PictureKind::find(&kind).ok_or(Trouble::NotFound)?;
        let sealed = open_picture(&visitor.app, &me, read(&id)?, kind).await?;
        Ok(Reply::sealed(sealed.ok_or(Trouble::NotFound)?))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show_key(visitor: Visitor) -> Response {
    let result = key_page(&visitor, false).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct KeyForm {
    public_key: String,
    wrapped_key: String,
}

pub(super) async fn make_key(Form(visitor, form): Form<KeyForm>) -> Response {
    let result = async {
        let me = visitor.reviewer(KEY)?;
        match set_key(&visitor.app, &me, &form.public_key, &Secret::new(form.wrapped_key.into_bytes())).await {
            Ok(()) => Ok(Reply::see_other(format!("{KEY}?made=1"))),
            Err(KeyRefused::NoKey) => key_page(&visitor, true).await,
            Err(KeyRefused::NoRight) => Err(Trouble::Forbidden),
            Err(KeyRefused::Failed(failure)) => Err(failure.into()),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

async fn key_page(visitor: &Visitor, is_refused: bool) -> Result {
    let me = visitor.reviewer(KEY)?;
    let present = find_key(&visitor.app, &me).await?;
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = ReviewerKeyPage {
        frame: visitor.frame(),
        reviewer: me.id().to_string(),
        present: present.map(|key| (fingerprint(&key.public_key), key.made_at)),
        is_made: visitor.query("made").is_some(),
        is_refused,
    };
    Reply::page_with(status, &page)
}

/// Whole hours.
fn hours_until(ends_at: i64, now: i64) -> u32 {
    u32::try_from((ends_at - now).max(0) / 3600).unwrap_or(0)
}

fn here(id: &str) -> String {
    format!("{HERE}/{id}")
}

fn read(id: &str) -> Result<CheckId> {
    id.parse().map_err(|_| Trouble::NotFound)
}
