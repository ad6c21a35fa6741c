//! A server's refusal: `application/problem+json` (RFC 9457).

use serde::Deserialize;

use super::ClientError;
use crate::clock::UnixSeconds;
use crate::message::Text;

#[derive(Deserialize)]
struct Problem {
    code: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    detail: Option<String>,
    #[serde(default)]
    server_time: Option<UnixSeconds>,
}

const MAX_CODE_BYTES: usize = 64;

/// Reads a refusal. Its words come from outside and end on a screen, so they are made showable.
pub(super) fn parse_problem(status: u16, body: &[u8]) -> ClientError {
    let Ok(problem) = serde_json::from_slice::<Problem>(body) else {
        return ClientError::NotAServer;
    };
    if problem.code.is_empty() || problem.code.len() > MAX_CODE_BYTES || !problem.code.bytes().all(is_code_byte) {
        return ClientError::NotAServer;
    }
    let words = [problem.detail, problem.title].into_iter().flatten().find_map(|words| Text::tidy(&words));
    let detail = words.map_or_else(|| problem.code.clone(), |words| words.as_str().to_owned());
    ClientError::Refused { status, code: problem.code, detail, server_time: problem.server_time }
}

const fn is_code_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_in_words_that_can_be_shown() {
        let body = r#"{"status":410,"code":"ticket-used","title":"Used","detail":"Make a \u202enew one.\u001b[2J"}"#;
        let ClientError::Refused { status, code, detail, server_time } = parse_problem(410, body.as_bytes()) else {
            panic!("not a refusal");
        };
        assert_eq!((status, code.as_str(), detail.as_str()), (410, "ticket-used", "Make a new one.[2J"));
        assert_eq!(server_time, None);
    }

    #[test]
    fn a_refusal_without_words_shows_its_code_and_other_json_is_no_refusal() {
        let refused = parse_problem(400, br#"{"code":"untimely","server_time":99}"#);
        let expected = ClientError::Refused {
            status: 400,
            code: "untimely".to_owned(),
            detail: "untimely".to_owned(),
            server_time: Some(99),
        };
        assert_eq!(refused, expected);
        for body in ["", "[]", "{}", r#"{"code":""}"#, r#"{"code":"<b>"}"#] {
            assert_eq!(parse_problem(400, body.as_bytes()), ClientError::NotAServer, "{body}");
        }
    }
}
