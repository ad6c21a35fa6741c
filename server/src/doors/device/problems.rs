//! Refusals as phones read them. Apps compare `code`: it never changes.

use assent_core::clock::UnixSeconds;
use assent_core::message::Refusal;
use http::StatusCode;

use crate::approvals::AnswerError;
use crate::devices::DeviceError;
use crate::doors::failures::{busy, throttled};
use crate::model::{Refused, State};
use crate::problem::Problem;

/// Linking, pulling, changing.
pub(super) fn from_device(error: DeviceError, now: UnixSeconds) -> Problem {
    let detail = error.to_string();
    let problem = match error {
        DeviceError::Refused(refusal) => return from_refusal(refusal, now),
        DeviceError::Failed(failure) => return failure.into(),
        DeviceError::NotLinked => not_linked(),
        DeviceError::TicketGone => Problem::new(StatusCode::GONE, "ticket-gone", "This link code counts no more"),
        DeviceError::SecondClaim => Problem::new(StatusCode::CONFLICT, "ticket-void", "Two phones, one link code"),
        DeviceError::WrongProof => Problem::new(StatusCode::FORBIDDEN, "wrong-proof", "The link code's proof is wrong"),
        DeviceError::WeakKey => {
            Problem::new(StatusCode::FORBIDDEN, "key-not-in-hardware", "The key is not in hardware")
        }
        DeviceError::NotProved => {
            Problem::new(StatusCode::FORBIDDEN, "key-not-proved", "Nothing proves that the key is in hardware")
        }
        DeviceError::WrongAttestation(_) => {
            Problem::new(StatusCode::FORBIDDEN, "wrong-attestation", "The proof of where the key lies is wrong")
        }
        DeviceError::TooMany(_) => Problem::new(StatusCode::CONFLICT, "too-many-phones", "Too many phones"),
        DeviceError::OtherKeys => Problem::new(StatusCode::CONFLICT, "other-keys", "Another phone came with this code"),
        DeviceError::NotClaimed => Problem::new(StatusCode::CONFLICT, "not-claimed", "No phone came yet"),
        DeviceError::QuietTooLong => Problem::new(StatusCode::BAD_REQUEST, "quiet-too-long", "Quiet for too long"),
        DeviceError::BadPush(_) => {
            Problem::new(StatusCode::BAD_REQUEST, "push-refused", "No push gets to this address")
        }
        DeviceError::StaleCounter => stale_counter(),
        DeviceError::NotSigned(_) => not_signed(),
    };
    problem.with_detail(detail)
}

/// Answering.
pub(super) fn from_answer(error: AnswerError, now: UnixSeconds) -> Problem {
    let detail = error.to_string();
    let problem = match error {
        AnswerError::Refused(refusal) => return from_refusal(refusal, now),
        AnswerError::Failed(failure) => return failure.into(),
        AnswerError::Throttled(why) => return throttled(why, now),
        AnswerError::Busy => return busy(),
        AnswerError::NotLinked => not_linked(),
        AnswerError::NotOurs => {
            Problem::new(StatusCode::FORBIDDEN, "not-yours", "This answers no request that was sent to this phone")
        }
        AnswerError::Settled { why: Refused::Expired, .. } => {
            Problem::new(StatusCode::GONE, "expired", "The request has expired")
        }
        AnswerError::Settled { state, .. } => return settled(&state),
        AnswerError::NumberMissing => Problem::new(StatusCode::CONFLICT, "number-missing", "A number is needed"),
        AnswerError::NumberWrong { .. } => Problem::new(StatusCode::CONFLICT, "number-wrong", "Another number"),
        AnswerError::StaleCounter => stale_counter(),
        AnswerError::NotSigned => not_signed(),
    };
    problem.with_detail(detail)
}

/// `decide` takes two messages.
pub(super) fn not_a_pair() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "bad-message", "The prompt, `~` and the decision are expected")
}

fn from_refusal(refusal: Refusal, now: UnixSeconds) -> Problem {
    let (status, code, title) = match refusal {
        Refusal::Untimely => (StatusCode::BAD_REQUEST, "untimely", "The message is too old or from the future"),
        Refusal::WrongKey | Refusal::BadSignature => {
            (StatusCode::UNAUTHORIZED, "bad-signature", "The message is not signed as it must be")
        }
        Refusal::Version => (StatusCode::BAD_REQUEST, "version", "Another version of the protocol"),
        _ => (StatusCode::BAD_REQUEST, "bad-message", "The message is not one that is taken here"),
    };
    let problem = Problem::new(status, code, title).with_detail(refusal.to_string());
    Problem { server_time: (refusal == Refusal::Untimely).then_some(now), ..problem }
}

fn settled(state: &State) -> Problem {
    let how = match state {
        State::Approved(_) | State::Consumed(_) => "It was approved already.",
        State::Denied(_) => "It was denied already.",
        State::Cancelled(_) => "It was withdrawn or replaced by a newer one.",
        State::Expired | State::Pending { .. } => "It is over.",
    };
    Problem::new(StatusCode::CONFLICT, "settled", "The request has ended").with_detail(how)
}

const fn not_linked() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "not-linked", "This phone is not linked")
}

const fn stale_counter() -> Problem {
    Problem::new(StatusCode::CONFLICT, "stale-counter", "The message is not newer than the last one")
}

const fn not_signed() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The server could not sign")
}
