//! What is nobody's fault who asked, as an answer.

use assent_core::clock::UnixSeconds;
use http::StatusCode;

use crate::app::Failure;
use crate::model::Throttled;
use crate::problem::Problem;
use crate::store::StoreError;

/// In how many seconds to come back to a server that is busy.
const BUSY_SECS: i64 = 2;

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        tracing::error!(error = %failure, "a request failed");
        match failure {
            Failure::Busy => busy(),
            Failure::Store(StoreError::Full | StoreError::ReadOnly | StoreError::Unavailable) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "The server can't write or reach its database now",
            )
            .with_detail("Nothing was changed. Its operator finds the reason in the log; try again later.")
            .retry_after(BUSY_SECS),
            _ => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The server failed")
                .with_detail("Nothing was changed. Its operator finds the reason in the log."),
        }
    }
}

/// Too many at once.
pub(super) fn busy() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too many ask at once").retry_after(BUSY_SECS)
}

/// Too many wrong tries.
pub(super) fn throttled(why: Throttled, now: UnixSeconds) -> Problem {
    let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", "Too many wrong tries");
    let problem = problem.with_detail(why.to_string());
    match why {
        Throttled::Until(until) => problem.retry_after(until - now),
        Throttled::Closed => problem,
    }
}
