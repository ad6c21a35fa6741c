//! What happened, as files for other programs.

use assent_core::clock::UnixSeconds;
use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// One thing that happened.
#[derive(Serialize)]
pub(super) struct Row {
    #[serde(serialize_with = "as_text")]
    pub(super) at: UnixSeconds,
    pub(super) what: String,
    pub(super) result: String,
    pub(super) service: String,
    pub(super) detail: String,
    pub(super) address: String,
}

/// A list of objects.
pub(super) fn json(rows: &[Row]) -> String {
    serde_json::to_string_pretty(rows).unwrap_or_default()
}

/// RFC 4180, with a line of names.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut text = "at,what,result,service,detail,address\r\n".to_owned();
    for row in rows {
        let at = instant(row.at);
        let fields = [&at, &row.what, &row.result, &row.service, &row.detail, &row.address];
        text.push_str(&fields.map(|field| quoted(field)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// Quoted, and never taken for a formula by a spreadsheet.
fn quoted(field: &str) -> String {
    let guard = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

/// RFC 3339, in UTC.
fn instant(at: UnixSeconds) -> String {
    Timestamp::from_second(at).unwrap_or_default().to_string()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references in")]
fn as_text<S: Serializer>(at: &UnixSeconds, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&instant(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_quotes_everything_and_holds_no_formula() {
        let text = |text: &str| text.to_owned();
        let row = Row {
            at: 1_800_000_000,
            what: text("Sign-in, \"here\""),
            result: text("Done"),
            service: text("=cmd()"),
            detail: String::new(),
            address: text("192.0.2.7"),
        };
        let line = "\"2027-01-15T08:00:00Z\",\"Sign-in, \"\"here\"\"\",\"Done\",\"'=cmd()\",\"\",\"192.0.2.7\"\r\n";
        assert_eq!(csv(std::slice::from_ref(&row)), format!("at,what,result,service,detail,address\r\n{line}"));
        assert!(json(&[row]).contains("\"at\": \"2027-01-15T08:00:00Z\""));
    }
}
