//! How SMS go out.

use std::net::IpAddr;
use std::time::Duration;

use assent_core::secret::Secret;
use url::{Host, Url};

use super::source::Settings;
use crate::model::{Countries, Country};

/// How SMS go out: one HTTP request each. Has no `Debug`: it holds a secret.
#[derive(Clone)]
pub struct SmsSettings {
    /// The address, with placeholders.
    pub url: String,
    /// How it is asked.
    pub method: SmsMethod,
    /// Headers, with placeholders.
    pub headers: Vec<(String, String)>,
    /// The body, with placeholders, and how these are encoded.
    pub body: Option<(String, Encoding)>,
    /// What `{secret}` stands for.
    pub secret: Option<Secret>,
    /// What `{sender}` stands for.
    pub sender: String,
    /// What an answer must have in it.
    pub expect: Option<String>,
    /// How long the gateway may take.
    pub timeout: Duration,
    /// Whose numbers are served.
    pub countries: Countries,
    /// How many SMS an hour go to each country at most.
    pub country_hourly: u32,
}

/// How a gateway is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsMethod {
    /// With everything in the address.
    Get,
    /// With a body.
    Post,
}

/// What a value is encoded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// A part of an address (RFC 3986 §2).
    Url,
    /// A string in JSON (RFC 8259 §7), between quotation marks of the template's.
    Json,
    /// A value of a form (`application/x-www-form-urlencoded`).
    Form,
    /// As it is.
    Plain,
}

/// Everything that a template may have in it.
const PLACEHOLDERS: [&str; 5] = ["{to}", "{to_digits}", "{text}", "{sender}", "{secret}"];

const URL_EXAMPLE: &str =
    "write url = \"https://sms.example.org/send\"; {to}, {text} and {sender} may stand after the host";

/// The settings of `[sms]`; without `sms.url` there are no SMS.
pub(super) fn read_sms(from: &mut Settings) -> Option<SmsSettings> {
    if !from.found.contains_key("sms.url") {
        if from.found.keys().any(|name| name.starts_with("sms.")) {
            from.complain("sms.url", "`sms.url` is missing, so no SMS could go out", URL_EXAMPLE);
        }
        return None;
    }
    let url = read_url(from);
    let method =
        from.choice("sms.method", &[("GET", SmsMethod::Get), ("POST", SmsMethod::Post)]).unwrap_or(SmsMethod::Post);
    let headers = from.list("sms.headers", "Authorization: Bearer {secret}", parse_header).unwrap_or_default();
    let body = read_body(from, method, &headers);
    let settings = SmsSettings {
        url: url?,
        method,
        headers,
        body,
        secret: from.secret("sms.secret"),
        sender: from.text("sms.sender").unwrap_or_default(),
        expect: from.text("sms.expect"),
        timeout: Duration::from_secs(from.number("sms.timeout_secs", 1..=60).unwrap_or(10).unsigned_abs()),
        countries: read_countries(from),
        country_hourly: from
            .number("sms.country_hourly", 1..=100_000)
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(100),
    };
    check_together(&settings, from);
    Some(settings)
}

fn read_countries(from: &mut Settings) -> Countries {
    let listed = from.list("sms.countries", "CH", Country::parse);
    if listed.as_ref().is_some_and(Vec::is_empty) && from.problems.is_empty() {
        from.complain(
            "sms.countries",
            "`sms.countries` is empty",
            "write countries = [\"CH\", \"FR\"], or leave it out",
        );
    }
    let usual = || ["CH", "FR", "BE", "DE"].into_iter().filter_map(Country::parse).collect();
    Countries::new(listed.unwrap_or_else(usual))
}

fn read_url(from: &mut Settings) -> Option<String> {
    let text = from.text("sms.url")?;
    let checked = check_url(&text);
    if let Err(why) = checked {
        from.complain("sms.url", format!("`sms.url` \"{text}\" {why}"), URL_EXAMPLE);
        return None;
    }
    Some(text)
}

/// Nothing that is filled in may change where the request goes.
fn check_url(text: &str) -> Result<(), &'static str> {
    let url = Url::parse(&text.replace(['{', '}'], "x")).map_err(|_| "is no address")?;
    let authority_end = text.find("://").map_or(0, |at| at + 3);
    let authority = text[authority_end..].split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains(['{', '}']) {
        return Err("has a placeholder in its host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a name or password in it, which belongs into `headers`");
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if url.host().is_some_and(|host| is_near(&host)) => Ok(()),
        "http" => Err("is plain http to somewhere else, so everybody on the way could read the codes"),
        _ => Err("is not https"),
    }
}

/// Whether a host is this machine or in a network of the operator's: a private address, or a name without a dot.
fn is_near(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(v4) => !crate::outgoing::is_allowed(IpAddr::V4(*v4), &[]),
        Host::Ipv6(v6) => !crate::outgoing::is_allowed(IpAddr::V6(*v6), &[]),
        Host::Domain(name) => !name.contains('.'),
    }
}

/// `Name: value` (RFC 9110 §5).
fn parse_header(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim().parse::<http::HeaderName>().ok()?;
    let value = value.trim().parse::<http::HeaderValue>().ok()?;
    Some((name.to_string(), value.to_str().ok()?.to_owned()))
}

fn read_body(from: &mut Settings, method: SmsMethod, headers: &[(String, String)]) -> Option<(String, Encoding)> {
    let body = from.text("sms.body")?;
    if method == SmsMethod::Get {
        from.complain("sms.body", "`sms.body` stands with `sms.method` \"GET\"", "write method = \"POST\"");
    }
    let kind = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
    let encoding = match kind.and_then(|kind| kind.split(';').next()).map(str::trim) {
        Some("application/json") => Encoding::Json,
        Some("application/x-www-form-urlencoded") => Encoding::Form,
        Some("text/plain") => Encoding::Plain,
        _ => {
            let what = "`sms.body` stands without a Content-Type in `sms.headers` that is known here";
            let instead = "write \"Content-Type: application/json\", application/x-www-form-urlencoded or text/plain";
            from.complain("sms.body", what, instead);
            return None;
        }
    };
    if encoding == Encoding::Json && serde_json::from_str::<serde_json::Value>(&body).is_err() {
        let what = "`sms.body` is no JSON";
        from.complain("sms.body", what, r#"write it like '{"to": "{to}", "text": "{text}"}', placeholders in quotes"#);
    }
    Some((body, encoding))
}

fn check_together(sms: &SmsSettings, from: &mut Settings) {
    let mut templates = vec![sms.url.as_str()];
    templates.extend(sms.body.as_ref().map(|(body, _)| body.as_str()));
    let has = |word: &str| templates.iter().any(|template| template.contains(word));
    let in_headers = |word: &str| sms.headers.iter().any(|(_, value)| value.contains(word));
    for (words, what) in [(&["{to}", "{to_digits}"][..], "number"), (&["{text}"][..], "text")] {
        if !words.iter().any(|word| has(word)) {
            let complaint =
                format!("neither `sms.url` nor `sms.body` has {} in it, so the {what} would be lost", words[0]);
            from.complain("sms.url", complaint, "write it where the gateway reads it");
        }
    }
    if PLACEHOLDERS[..4].iter().any(|word| in_headers(word)) {
        from.complain(
            "sms.headers",
            "`sms.headers` has another placeholder than {secret} in it",
            "write it into the body",
        );
    }
    if sms.secret.is_none() && (has("{secret}") || in_headers("{secret}")) {
        let instead = "write the file's name into ASSENT_SMS_SECRET_FILE, or secret = \"…\"";
        from.complain("sms.secret", "{secret} is used, but `sms.secret` is missing", instead);
    }
    if sms.sender.is_empty() && has("{sender}") {
        from.complain("sms.sender", "{sender} is used, but `sms.sender` is missing", "write sender = \"Example\"");
    }
    let unknown = find_unknown(&sms.url);
    if let Some(word) = unknown {
        let instead = format!("write one of {}", PLACEHOLDERS.join(", "));
        from.complain("sms.url", format!("`sms.url` has {word} in it, which means nothing"), instead);
    }
}

/// A word in braces that is no placeholder. Only in addresses: in JSON braces mean something else.
fn find_unknown(url: &str) -> Option<&str> {
    let mut rest = url;
    while let Some(start) = rest.find('{') {
        let end = rest[start..].find('}').map_or(rest.len(), |end| start + end + 1);
        if !PLACEHOLDERS.contains(&&rest[start..end]) {
            return Some(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::source::gather;
    use super::*;

    /// What is wrong with these variables, or nothing.
    fn complaints(pairs: &[(&str, &str)]) -> String {
        let env = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let mut settings = gather(None, &env);
        let read = read_sms(&mut settings);
        assert_eq!(
            read.is_some(),
            settings.found.contains_key("sms.url") && !settings.problems.to_string().contains("`sms.url` \"")
        );
        settings.problems.to_string()
    }

    const GET: (&str, &str) = ("ASSENT_SMS_METHOD", "GET");

    #[test]
    fn a_gateway_that_takes_everything_in_its_address_needs_no_more() {
        let url = "http://127.0.0.1:13013/cgi-bin/sendsms?username=assent&password={secret}&to={to}&text={text}";
        let wrong = complaints(&[("ASSENT_SMS_URL", url), GET, ("ASSENT_SMS_SECRET", "hush")]);
        assert_eq!(wrong, "");
    }

    #[test]
    fn addresses_that_would_leak_or_lead_elsewhere_are_refused() {
        for (url, why) in [
            ("http://sms.example.org/?to={to}&text={text}", "plain http"),
            ("http://93.184.216.34/?to={to}&text={text}", "plain http"),
            ("https://{to}.example.org/{text}", "placeholder in its host"),
            ("https://ada:hush@sms.example.org/{to}{text}", "name or password"),
            ("ftp://sms.example.org/{to}{text}", "not https"),
            ("sms.example.org", "no address"),
            ("https://sms.example.org/{to}/{text}/{nmae}", "{nmae}"),
            ("https://sms.example.org/{text}", "the number would be lost"),
            ("https://sms.example.org/{to}", "the text would be lost"),
            ("https://sms.example.org/{to}/{text}/{secret}", "`sms.secret` is missing"),
            ("https://sms.example.org/{to}/{text}/{sender}", "`sms.sender` is missing"),
        ] {
            let wrong = complaints(&[("ASSENT_SMS_URL", url), GET]);
            assert!(wrong.contains(why), "{url}: {wrong}");
        }
        for near in ["http://10.0.0.7/{to}{text}", "http://kannel:13013/{to}{text}", "http://[::1]/{to}{text}"] {
            assert_eq!(complaints(&[("ASSENT_SMS_URL", near)]), "", "{near}");
        }
    }

    #[test]
    fn a_body_says_what_it_is() {
        let url = ("ASSENT_SMS_URL", "https://sms.example.org/");
        let (json, form) =
            ("Content-Type: application/json; charset=utf-8", "Content-Type: application/x-www-form-urlencoded");
        for (header, body, why) in [
            (json, r#"{"to": "{to}", "text": "{text}"}"#, ""),
            (form, "to={to_digits}&text={text}", ""),
            (json, r#"{"to": {to}, "text": "{text}"}"#, "no JSON"),
            ("Content-Type: text/xml", "<to>{to}</to>{text}", "Content-Type"),
            ("X-To: {to}", "{to}{text}", "another placeholder"),
            ("no header", "{to}{text}", "not understood"),
        ] {
            let wrong = complaints(&[url, ("ASSENT_SMS_HEADERS", header), ("ASSENT_SMS_BODY", body)]);
            assert!(wrong.contains(why) && wrong.is_empty() == why.is_empty(), "{header}: {wrong}");
        }
    }

    #[test]
    fn what_stands_without_an_address_or_for_no_country_is_told() {
        assert!(complaints(&[("ASSENT_SMS_SENDER", "Example")]).contains("`sms.url` is missing"));
        let url = ("ASSENT_SMS_URL", "https://sms.example.org/{to}{text}");
        assert!(complaints(&[url, ("ASSENT_SMS_COUNTRIES", "CH,XX")]).contains("not understood: \"XX\""));
        assert!(complaints(&[url, ("ASSENT_SMS_COUNTRIES", "")]).contains("is empty"));
        assert_eq!(complaints(&[]), "");
    }
}
