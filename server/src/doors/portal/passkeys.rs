//! Passkeys: set up, as the second step, as the whole sign-in, and as a fresh proof. Each form first fetches what to ask
//! the authenticator (`…/options`), then brings its answer.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use super::add_option::add_option;
use super::half::Half;
use super::sign_in::{Shown, page as sign_in_page};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, encoded, safe_next};
use crate::model::Level;
use crate::pages::add_option::{AddOption, PasskeyProblem};
use crate::pages::passkey_entry::PasskeyEntry;
use crate::pages::sign_in::SignInState;
use crate::passkeys::{
    PasskeyRefused, add_passkey, begin_adding, begin_sign_in, begin_step, finish_sign_in, finish_step,
};
use crate::people::Origin;
use crate::people::sessions::{self, Proof};

const ADD: &str = "/security/add";

#[derive(Deserialize)]
pub(super) struct New {
    name: String,
    credential: String,
}

#[derive(Deserialize)]
pub(super) struct Answer {
    credential: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn new_options(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let options = begin_adding(&visitor.app, visitor.fresh(ADD)?, &visitor.csrf()).await.map_err(trouble)?;
        Ok(Reply::json(&options))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit_new(Form(visitor, new): Form<New>) -> Response {
    let result = async {
        let me = visitor.fresh(ADD)?;
        let problem = match add_passkey(&visitor.app, me, &visitor.csrf(), &new.name, &new.credential).await {
            Ok(added) => {
                return visitor.stepped(format!("/security/added/passkey?name={}", encoded(&added.name))).await;
            }
            Err(PasskeyRefused::NoName) => PasskeyProblem::NoName,
            Err(PasskeyRefused::TooMany) => PasskeyProblem::TooMany,
            Err(PasskeyRefused::BadAnswer) => PasskeyProblem::BadAnswer,
            Err(why) => return Err(trouble(why)),
        };
        let page = AddOption { problem: Some(problem), ..add_option(&visitor, me).await? };
        Reply::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show_step(visitor: Visitor) -> Response {
    let result = async {
        Half::find(&visitor).await?;
        step_page(&visitor, StatusCode::OK)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn step_options(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        options(begin_step(&visitor.app, &half.person, &visitor.csrf()).await?)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit_step(Form(visitor, answer): Form<Answer>) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        let origin = Origin::portal(visitor.address());
        if finish_step(&visitor.app, &half.person, &visitor.csrf(), &answer.credential, origin).await? {
            return half.finish(&visitor, None).await;
        }
        step_page(&visitor, StatusCode::UNPROCESSABLE_ENTITY)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn sign_in_options(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = begin_sign_in(&visitor.app, &visitor.csrf()).await;
    let result = result.map_err(Into::into).and_then(options);
    visitor.answer(result)
}

pub(super) async fn submit_sign_in(Form(visitor, answer): Form<Answer>) -> Response {
    let result = sign_in(&visitor, &answer).await;
    visitor.answer(result)
}

async fn sign_in(visitor: &Visitor, answer: &Answer) -> Result {
    let (app, next) = (&visitor.app, safe_next(&answer.next));
    let found = finish_sign_in(app, &visitor.csrf(), &answer.credential, Origin::portal(visitor.address())).await?;
    if let Some(person) = found {
        let begun = sessions::begin(app, person.id, Level::TwoStep, visitor.context.clone(), None).await?;
        return Ok(Reply::see_other(next).with_session(&begun.ok_or(Trouble::SignIn)?.token));
    }
    let shown = Shown { next, ..Shown::default() };
    sign_in_page(visitor, StatusCode::UNPROCESSABLE_ENTITY, SignInState::PasskeyWrong, shown).await
}

pub(super) async fn confirm_options(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.me()?;
        options(begin_step(&visitor.app, &me.person, &visitor.csrf()).await?)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit_confirm(Form(visitor, answer): Form<Answer>) -> Response {
    let result = async {
        let (app, me, next) = (&visitor.app, visitor.me()?, safe_next(&answer.next));
        let origin = Origin::portal(visitor.address());
        if !finish_step(app, &me.person, &visitor.csrf(), &answer.credential, origin).await? {
            return Ok(Reply::see_other(format!("/confirm?failed=1&next={}", encoded(next))));
        }
        let new = sessions::renew(app, &me.session, Proof::Both, None).await?.ok_or(Trouble::SignIn)?;
        Ok(Reply::see_other(next).with_session(&new.token))
    };
    let result = result.await;
    visitor.answer(result)
}

fn options(options: Option<Value>) -> Result {
    Ok(Reply::json(&options.ok_or(Trouble::NotFound)?))
}

fn step_page(visitor: &Visitor, status: StatusCode) -> Result {
    Reply::page_with(status, &PasskeyEntry { frame: visitor.frame(), has_failed: status != StatusCode::OK })
}

pub(super) fn trouble(why: PasskeyRefused) -> Trouble {
    match why {
        PasskeyRefused::Failed(failure) => failure.into(),
        PasskeyRefused::NotAllowed(_) => Trouble::Confirm(ADD.to_owned()),
        PasskeyRefused::NoDomain | PasskeyRefused::NotOffered => Trouble::NotFound,
        _ => Trouble::BadForm,
    }
}
