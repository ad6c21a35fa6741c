//! The second step by a code that comes by SMS. Only a press sends one.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::half::Half;
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::Throttled;
use crate::pages::sms_code::{SmsChoice, SmsCode, SmsProblem, SmsPurpose, SmsState, SmsWay};
use crate::people::Origin;
use crate::sms::{SmsCodeResult, SmsNumber, SmsRefused, check_step_code, send_step_code};

pub(super) async fn choose(visitor: Visitor) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        if half.numbers.is_empty() {
            return Err(Trouble::NotFound);
        }
        Reply::page(&SmsChoice { frame: visitor.frame(), numbers: half.numbers.iter().map(way_of).collect() })
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        let state = if visitor.query("sent").is_some() { SmsState::Sent } else { SmsState::Fresh };
        page(&visitor, number_of(&half, &id)?, state)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn send(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        let number = number_of(&half, &id)?;
        let origin = Origin::portal(visitor.address());
        match send_step_code(&visitor.app, &half.sign_in, number, origin, visitor.lang).await? {
            Ok(()) => Ok(Reply::see_other(format!("/sign-in/sms/{}?sent=1", number.id))),
            Err(why) => page(&visitor, number, SmsState::Refused(problem_of(&visitor, why))),
        }
    };
    let result = result.await;
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
    let half = Half::find(visitor).await?;
    let number = number_of(&half, id)?.clone();
    let origin = Origin::portal(visitor.address());
    match check_step_code(&visitor.app, &half.person, &half.sign_in, &number, code, origin).await? {
        SmsCodeResult::Accepted => half.finish(visitor, None).await,
        SmsCodeResult::Wrong => page(visitor, &number, SmsState::Wrong),
        SmsCodeResult::Throttled(why) => {
            visitor.app.metrics.note_throttled("sms code");
            page(visitor, &number, SmsState::Throttled { minutes: minutes_until(why, visitor.app.now()) })
        }
    }
}

fn page(visitor: &Visitor, number: &SmsNumber, state: SmsState) -> Result {
    let page = SmsCode {
        frame: visitor.frame(),
        purpose: SmsPurpose::SignIn,
        action: format!("/sign-in/sms/{}", number.id),
        number: number.number.mask(),
        state,
    };
    Reply::page_with(status_of(state), &page)
}

fn number_of<'a>(half: &'a Half, id: &str) -> Result<&'a SmsNumber> {
    half.numbers.iter().find(|number| number.id.to_string() == id).ok_or(Trouble::NotFound)
}

/// A number as the pages show it.
pub(super) fn way_of(number: &SmsNumber) -> SmsWay {
    SmsWay { id: number.id.to_string(), number: number.number.mask() }
}

/// Why no code was sent, for a page.
pub(super) fn problem_of(visitor: &Visitor, why: SmsRefused) -> SmsProblem {
    let minutes = |until| minutes_until(Throttled::Until(until), visitor.app.now());
    match why {
        SmsRefused::NumberLimit(until) => SmsProblem::NumberLimit { minutes: minutes(until) },
        SmsRefused::CountryLimit(until) => SmsProblem::CountryLimit { minutes: minutes(until) },
        SmsRefused::Broken => SmsProblem::Broken,
        SmsRefused::NotSetUp => SmsProblem::NotSetUp,
    }
}

pub(super) const fn status_of(state: SmsState) -> StatusCode {
    match state {
        SmsState::Fresh | SmsState::Sent => StatusCode::OK,
        SmsState::Wrong => StatusCode::UNPROCESSABLE_ENTITY,
        SmsState::Throttled { .. }
        | SmsState::Refused(SmsProblem::NumberLimit { .. } | SmsProblem::CountryLimit { .. }) => {
            StatusCode::TOO_MANY_REQUESTS
        }
        SmsState::Refused(SmsProblem::Broken | SmsProblem::NotSetUp) => StatusCode::BAD_GATEWAY,
    }
}
