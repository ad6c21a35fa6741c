//! Bad input gets a clear refusal with a stable code, and nothing is lost by it.

mod decisions;
mod messages;
mod requests;
mod tickets;

use assent_tests::http::Answer;

fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.refusal(), (status, code.to_owned()), "{answer:?}");
}
