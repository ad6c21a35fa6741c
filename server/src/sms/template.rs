//! Fills a gateway's templates.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::config::Encoding;

/// Everything but the unreserved characters (RFC 3986 §2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Puts `values` where their names stand in braces, each encoded. What is put in is not looked at again, so nobody's
/// text brings another value in.
pub(super) fn fill(template: &str, encoding: Encoding, values: &[(&str, &str)]) -> Zeroizing<String> {
    let mut filled = Zeroizing::new(String::with_capacity(template.len() + 512));
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        filled.push_str(before);
        let found = values.iter().find_map(|(name, value)| Some((from.strip_prefix(*name)?, *value)));
        if let Some((after, value)) = found {
            filled.push_str(&encode(value, encoding));
            rest = after;
        } else {
            filled.push('{');
            rest = &from[1..];
        }
    }
    filled.push_str(rest);
    filled
}

fn encode(value: &str, encoding: Encoding) -> Zeroizing<String> {
    Zeroizing::new(match encoding {
        // A form's `%20` is read as a space like its `+` (WHATWG URL §5.1).
        Encoding::Url | Encoding::Form => utf8_percent_encode(value, RESERVED).to_string(),
        Encoding::Json => {
            let quoted = serde_json::Value::from(value).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }
        Encoding::Plain => value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NASTY: &str = "a\n\"b\"&c=d%0A{secret}\\ é+#";

    #[test]
    fn whatever_is_put_in_stays_one_value_of_the_address() {
        let filled =
            fill("https://sms.example/?to={to}&text={text}", Encoding::Url, &[("{to}", "+41"), ("{text}", NASTY)]);
        let url = url::Url::parse(&filled).unwrap();
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        assert_eq!(pairs, [("to".to_owned(), "+41".to_owned()), ("text".to_owned(), NASTY.to_owned())]);
        assert!(url.fragment().is_none());
    }

    #[test]
    fn whatever_is_put_in_stays_one_value_of_the_form() {
        let filled = fill("to={to}&text={text}", Encoding::Form, &[("{to}", "+41"), ("{text}", NASTY)]);
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&filled).unwrap();
        assert_eq!(pairs, [("to".to_owned(), "+41".to_owned()), ("text".to_owned(), NASTY.to_owned())]);
    }

    #[test]
    fn whatever_is_put_in_stays_one_string_of_the_json() {
        let filled =
            fill(r#"{"m":{"to":"{to}","text":"{text}"}}"#, Encoding::Json, &[("{to}", "+41"), ("{text}", NASTY)]);
        let value: serde_json::Value = serde_json::from_str(&filled).unwrap();
        assert_eq!(value, serde_json::json!({ "m": { "to": "+41", "text": NASTY } }));
    }

    #[test]
    fn what_was_put_in_is_not_filled_again() {
        let values = [("{text}", "{secret}{to}"), ("{secret}", "hush"), ("{to}", "+41")];
        assert_eq!(
            fill("{text}|{to}|{secret}|{other}", Encoding::Plain, &values).as_str(),
            "{secret}{to}|+41|hush|{other}"
        );
    }
}
