//! Refusals as services read them. Programs compare `code`: it never changes.

use assent_core::clock::UnixSeconds;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use http::StatusCode;

use crate::app::App;
use crate::approvals::{AskError, RedeemError, WaitError};
use crate::doors::failures::busy;
use crate::model::{PushRefused, Refused};
use crate::problem::Problem;

pub(super) fn bad_json(rejection: JsonRejection) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "bad-request", "The request's JSON is not what is expected")
        .with_detail(rejection.body_text())
}

pub(super) fn bad_query(rejection: QueryRejection) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "bad-request", "The address's query is not what is expected")
        .with_detail(rejection.body_text())
}

pub(super) fn from_ask(error: AskError, app: &App) -> Problem {
    let detail = error.to_string();
    let problem = match error {
        AskError::BadAccount => Problem::new(StatusCode::BAD_REQUEST, "bad-account", "Not an account's name"),
        AskError::BadLife => Problem::new(StatusCode::BAD_REQUEST, "bad-life", "Not a time that a request lives"),
        AskError::Budget(why) => {
            app.metrics.note_throttled("push");
            from_refused(why, app.now())
        }
        AskError::Busy => return busy(),
        AskError::Failed(failure) => return failure.into(),
    };
    problem.with_detail(detail)
}

fn from_refused(why: PushRefused, now: UnixSeconds) -> Problem {
    let limit = Problem::new(StatusCode::TOO_MANY_REQUESTS, "push-limit", "No request is sent now");
    match why {
        PushRefused::Paused { until } => limit.retry_after(until - now),
        PushRefused::TooMany | PushRefused::Reported => limit,
        PushRefused::Quiet { until } => {
            let quiet = Problem::new(StatusCode::TOO_MANY_REQUESTS, "push-quiet", "The person's phones are quiet");
            quiet.retry_after(until - now)
        }
    }
}

pub(super) fn from_wait(error: WaitError) -> Problem {
    match error {
        WaitError::Unknown => unknown(),
        WaitError::Failed(failure) => failure.into(),
    }
}

pub(super) fn from_redeem(error: RedeemError) -> Problem {
    let detail = error.to_string();
    let problem = match error {
        RedeemError::Unknown => return unknown(),
        RedeemError::Failed(failure) => return failure.into(),
        RedeemError::Pending => Problem::new(StatusCode::CONFLICT, "pending", "Nobody answered yet"),
        RedeemError::Refused(Refused::Expired) => {
            Problem::new(StatusCode::GONE, "too-late", "The approval was not redeemed in time")
        }
        RedeemError::Refused(_) => Problem::new(StatusCode::CONFLICT, "redeemed", "It was redeemed already"),
        RedeemError::AccountChanged => Problem::new(StatusCode::CONFLICT, "account-changed", "The account changed"),
    };
    problem.with_detail(detail)
}

pub(super) fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-challenge", "There is no such request")
        .with_detail("It is another service's, or older than a day.")
}
