//! What the pages for a code by SMS share: what they show, and what they say of a code.

use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::{CredentialId, PhoneNumber, Throttled};
use crate::pages::sms_code::{SmsCode, SmsProblem, SmsPurpose, SmsState};
use crate::sms::SmsRefused;

/// A code as it was typed.
#[derive(Deserialize)]
pub(super) struct Code {
    pub(super) code: String,
}

/// Asks for the code of this number; `action` is where it goes.
pub(super) fn page(
    visitor: &Visitor,
    purpose: SmsPurpose,
    action: String,
    number: &PhoneNumber,
    state: SmsState,
) -> Result {
    let page = SmsCode { frame: visitor.frame(), purpose, action, number: number.mask(), state };
    Reply::page_with(status_of(state), &page)
}

/// Of a page that was opened: whether a code was just sent.
pub(super) fn opened(visitor: &Visitor) -> SmsState {
    if visitor.query("sent").is_some() { SmsState::Sent } else { SmsState::Fresh }
}

/// A typed code was not looked at.
pub(super) fn throttled(visitor: &Visitor, why: Throttled) -> SmsState {
    visitor.app.metrics.note_throttled("sms code");
    SmsState::Throttled { minutes: minutes_until(why, visitor.app.now()) }
}

/// No code was sent.
pub(super) fn refused(visitor: &Visitor, why: SmsRefused) -> SmsState {
    SmsState::Refused(problem_of(visitor, why))
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

/// The id of a number in an address.
pub(super) fn read_id(id: &str) -> Result<CredentialId> {
    id.parse().map_err(|_| Trouble::NotFound)
}

const fn status_of(state: SmsState) -> StatusCode {
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
