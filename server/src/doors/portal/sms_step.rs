//! The second step by a code that comes by SMS. Only a press sends one.

use axum::extract::Path;
use axum::response::Response;

use super::half::Half;
use super::sms_page::{self, Code};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor};
use crate::pages::sms_code::{SmsChoice, SmsPurpose, SmsState, SmsWay};
use crate::people::Origin;
use crate::sms::{SmsCodeResult, SmsNumber, check_step_code, send_step_code};

pub(super) async fn choose(visitor: Visitor) -> Response {
    let result = async {
        let numbers = Half::find(&visitor).await?.numbers(&visitor).await?;
        if numbers.is_empty() {
            return Err(Trouble::NotFound);
        }
        Reply::page(&SmsChoice { frame: visitor.frame(), numbers: numbers.iter().map(way_of).collect() })
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        page(&visitor, &number_of(&visitor, &half, &id).await?, sms_page::opened(&visitor))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn send(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        let number = number_of(&visitor, &half, &id).await?;
        let origin = Origin::portal(visitor.address());
        match send_step_code(&visitor.app, &half.sign_in, &number, origin, visitor.lang).await? {
            Ok(()) => Ok(Reply::see_other(format!("/sign-in/sms/{}?sent=1", number.id))),
            Err(why) => page(&visitor, &number, sms_page::refused(&visitor, why)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, typed): Form<Code>) -> Response {
    let result = prove(&visitor, &id, &typed.code).await;
    visitor.answer(result)
}

async fn prove(visitor: &Visitor, id: &str, code: &str) -> Result {
    let half = Half::find(visitor).await?;
    let number = number_of(visitor, &half, id).await?;
    let origin = Origin::portal(visitor.address());
    match check_step_code(&visitor.app, &half.person, &half.sign_in, &number, code, origin).await? {
        SmsCodeResult::Accepted => half.finish(visitor, None).await,
        SmsCodeResult::Wrong => page(visitor, &number, SmsState::Wrong),
        SmsCodeResult::Throttled(why) => page(visitor, &number, sms_page::throttled(visitor, why)),
    }
}

fn page(visitor: &Visitor, number: &SmsNumber, state: SmsState) -> Result {
    let action = format!("/sign-in/sms/{}", number.id);
    sms_page::page(visitor, SmsPurpose::SignIn, action, &number.number, state)
}

async fn number_of(visitor: &Visitor, half: &Half, id: &str) -> Result<SmsNumber> {
    let numbers = half.numbers(visitor).await?;
    numbers.into_iter().find(|number| number.id.to_string() == id).ok_or(Trouble::NotFound)
}

/// A number as the pages show it.
pub(super) fn way_of(number: &SmsNumber) -> SmsWay {
    SmsWay { id: number.id.to_string(), number: number.number.mask() }
}
