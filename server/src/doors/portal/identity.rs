//! An identity check, from its asking to the way back in.

use assent_core::secret::Secret;
use axum::body::to_bytes;
use axum::extract::{Path, Request};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::half::Half;
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, minutes_until};
use crate::identity_checks::{
    AskRefused, At, BackRefused, Help, NumberRefused, PictureRefused, Steps, StepsGone, TypedCode, choose_document,
    find_help, find_steps, find_way_back, go_back, other_number, put_picture, send, send_code, try_code,
};
use crate::model::{Aim, Document, MAX_SEALED_PICTURE, PictureKind};
use crate::pages::identity_ask::{AskState, IdentityAsk};
use crate::pages::identity_steps::{IdentitySteps, NumberProblem, Pictures, StepShown};
use crate::pages::qr;
use crate::pages::way_back::{BackProblem, WayBack};
use crate::people::SignInRefused;

/// The header in which the page's script sends the token of its form.
const FORM_HEADER: &str = "assent-form";

pub(super) async fn show_ask(visitor: Visitor) -> Response {
    let result = ask_page(&visitor, false).await;
    visitor.answer(result)
}

pub(super) async fn ask(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let half = find_half(&visitor).await?;
        match crate::identity_checks::ask(&visitor.app, &half.person, visitor.context.clone()).await {
            Ok(()) => Ok(Reply::see_other("/sign-in/identity")),
            Err(AskRefused::NotOffered) => ask_page(&visitor, false).await,
            Err(AskRefused::NotNow) => ask_page(&visitor, true).await,
            Err(AskRefused::Failed(failure)) => Err(failure.into()),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

/// The half-done sign-in whose password was right. A link by mail that opens a closed password leads to a second step
/// too, without a password: from there no check begins.
async fn find_half(visitor: &Visitor) -> Result<Half> {
    let half = Half::find(visitor).await?;
    if half.sign_in.aim == Aim::Unlock { Err(Trouble::NotFound) } else { Ok(half) }
}

async fn ask_page(visitor: &Visitor, is_refused: bool) -> Result {
    let half = find_half(visitor).await?;
    let app = &visitor.app;
    let state = match find_help(app, &half.person).await? {
        Help::None => AskState::None,
        Help::Ask => AskState::Ask { is_refused },
        Help::Sent(check) => AskState::Sent { ends_at: check.ends_at().unwrap_or_default() },
        Help::Open { check, path } => {
            let url = format!("{}{path}", app.policy.public_url);
            let left = check.ends_at().unwrap_or_default() - app.now();
            let qr = qr::draw(&url).unwrap_or_default();
            AskState::Open { url, qr, left_secs: u32::try_from(left).unwrap_or(0) }
        }
    };
    let status = if is_refused { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::OK };
    Reply::page_with(status, &IdentityAsk { frame: visitor.frame(), state })
}

pub(super) async fn show_steps(Path(token): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        match find_steps(&visitor.app, &token, visitor.browser()).await {
            Ok(steps) => {
                let step = shown(&visitor, &steps).await?;
                page(&visitor, &token, StatusCode::OK, step)
            }
            Err(gone) => over(&visitor, &token, gone),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct StepForm {
    step: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    document: String,
}

pub(super) async fn submit_step(Path(token): Path<String>, Form(visitor, form): Form<StepForm>) -> Response {
    let result = async {
        match find_steps(&visitor.app, &token, visitor.browser()).await {
            Ok(steps) => take_step(&visitor, &token, &steps, &form).await,
            Err(gone) => over(&visitor, &token, gone),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

/// Takes what was typed or chosen; goes on, or says what is wrong with it.
async fn take_step(visitor: &Visitor, token: &str, steps: &Steps, form: &StepForm) -> Result {
    let (app, mut wrong) = (&visitor.app, None);
    match form.step.as_str() {
        "number" => match send_code(app, steps, visitor.browser(), &form.number).await {
            Ok(()) => {}
            Err(NumberRefused::NotANumber) => wrong = Some(number_wrong(NumberProblem::NotANumber)),
            Err(NumberRefused::TooMany) => wrong = Some(number_wrong(NumberProblem::TooMany)),
            Err(NumberRefused::Failed(failure)) => return Err(failure.into()),
        },
        "code" => {
            if try_code(app, steps, &form.code).await? == TypedCode::Wrong {
                wrong = Some(code_wrong(shown(visitor, steps).await?));
            }
        }
        "other-number" => other_number(app, steps).await?,
        "document" => choose_document(app, steps, Some(find_document(&form.document)?)).await?,
        "other-document" => choose_document(app, steps, None).await?,
        "send" => {
            if !send(app, steps, visitor.address()).await? {
                wrong = Some(incomplete(shown(visitor, steps).await?));
            }
        }
        _ => return Err(Trouble::BadForm),
    }
    match wrong {
        Some(step) => page(visitor, token, StatusCode::UNPROCESSABLE_ENTITY, step),
        None => Ok(Reply::see_other(format!("/identity/{token}"))),
    }
}

fn find_document(word: &str) -> Result<Document> {
    Document::ALL.into_iter().find(|document| document.word() == word).ok_or(Trouble::BadForm)
}

const fn number_wrong(problem: NumberProblem) -> StepShown {
    StepShown::Number { problem: Some(problem) }
}

fn code_wrong(step: StepShown) -> StepShown {
    match step {
        StepShown::Code { way, .. } => StepShown::Code { way, is_wrong: true },
        other => other,
    }
}

fn incomplete(step: StepShown) -> StepShown {
    match step {
        StepShown::Pictures(pictures) => StepShown::Pictures(Pictures { is_incomplete: true, ..pictures }),
        other => other,
    }
}

async fn shown(visitor: &Visitor, steps: &Steps) -> Result<StepShown> {
    Ok(match steps.at(&visitor.app).await? {
        At::Number => StepShown::Number { problem: None },
        At::Code(way) => StepShown::Code { way, is_wrong: false },
        At::Document => StepShown::Document,
        At::Pictures { check, document, there, reviewers } => StepShown::Pictures(Pictures {
            check: check.to_string(),
            reviewers: reviewers.to_string(),
            document,
            there,
            is_incomplete: false,
        }),
    })
}

fn over(visitor: &Visitor, token: &str, gone: StepsGone) -> Result {
    let (status, step) = match gone {
        StepsGone::Sent => (StatusCode::OK, StepShown::Sent),
        StepsGone::Elsewhere => (StatusCode::CONFLICT, StepShown::Elsewhere),
        StepsGone::Gone => (StatusCode::GONE, StepShown::Gone),
        StepsGone::Failed(failure) => return Err(failure.into()),
    };
    page(visitor, token, status, step)
}

fn page(visitor: &Visitor, token: &str, status: StatusCode, step: StepShown) -> Result {
    Reply::page_with(status, &IdentitySteps { frame: visitor.frame(), token: token.to_owned(), step })
}

/// A sealed picture from the page's script.
pub(super) async fn upload(
    Path((token, kind)): Path<(String, String)>,
    visitor: Visitor,
    request: Request,
) -> Response {
    let result = take_picture(&visitor, &token, &kind, request).await;
    visitor.answer(result)
}

async fn take_picture(visitor: &Visitor, token: &str, kind: &str, request: Request) -> Result {
    let given = request.headers().get(FORM_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    visitor.check_csrf(given)?;
    let kind = PictureKind::find(kind).ok_or(Trouble::NotFound)?;
    let Ok(steps) = find_steps(&visitor.app, token, visitor.browser()).await else {
        return Ok(said("gone", StatusCode::GONE));
    };
    let body = to_bytes(request.into_body(), MAX_SEALED_PICTURE).await.map_err(|_| Trouble::BadForm)?;
    match put_picture(&visitor.app, &steps, kind, body.into()).await {
        Ok(()) => Ok(said("kept", StatusCode::OK)),
        Err(PictureRefused::NotSealed) => Ok(said("not-sealed", StatusCode::UNPROCESSABLE_ENTITY)),
        Err(PictureRefused::OtherReviewers) => Ok(said("other-reviewers", StatusCode::CONFLICT)),
        Err(PictureRefused::NotNow) => Ok(said("gone", StatusCode::GONE)),
        Err(PictureRefused::Failed(failure)) => Err(failure.into()),
    }
}

/// A word for the page's script, which says it in the person's language.
fn said(word: &str, status: StatusCode) -> Reply {
    Reply::json(&serde_json::json!({ "result": word })).with_status(status)
}

pub(super) async fn show_way_back(visitor: Visitor) -> Response {
    let token = visitor.query("token").unwrap_or_default();
    let result = way_back(&visitor, &token, None).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct BackForm {
    token: String,
    password: String,
}

pub(super) async fn submit_way_back(Form(visitor, form): Form<BackForm>) -> Response {
    let result = async {
        let problem = match go_back(&visitor.app, &form.token, &form.password, visitor.context.clone()).await {
            Ok(new) => return Ok(Reply::see_other("/security/add").with_session(&new.token)),
            Err(BackRefused::Gone) => None,
            Err(BackRefused::Password(SignInRefused::Wrong)) => Some(BackProblem::Wrong),
            Err(BackRefused::Password(SignInRefused::Throttled(why))) => {
                visitor.app.metrics.note_throttled("password");
                Some(BackProblem::Throttled { minutes: minutes_until(why, visitor.app.now()) })
            }
            Err(BackRefused::Password(SignInRefused::Failed(failure)) | BackRefused::Failed(failure)) => {
                return Err(failure.into());
            }
        };
        way_back(&visitor, &form.token, problem).await
    };
    let result = result.await;
    visitor.answer(result)
}

async fn way_back(visitor: &Visitor, token: &str, problem: Option<BackProblem>) -> Result {
    let person = find_way_back(&visitor.app, token).await?;
    let status = match (&person, problem) {
        (None, _) => StatusCode::GONE,
        (_, None) => StatusCode::OK,
        (_, Some(BackProblem::Wrong)) => StatusCode::UNPROCESSABLE_ENTITY,
        (_, Some(BackProblem::Throttled { .. })) => StatusCode::TOO_MANY_REQUESTS,
    };
    let email = person.map(|person| person.email.as_str().to_owned());
    let mut frame = visitor.frame();
    "/way-back".clone_into(&mut frame.path);
    Reply::page_with(status, &WayBack { frame, token: Secret::copy_of(token.as_bytes()), email, problem })
}
