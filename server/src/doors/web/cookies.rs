//! Cookies: what they are called, and how they are set.

use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue};

use crate::app::App;
use crate::model::KEEP_RECOVERY_SECS;
use crate::people::trust::TRUST_SECS;

/// A year.
const LANGUAGE_SECS: u32 = 31_536_000;

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::doors) enum Cookie {
    /// A session.
    Session,
    /// A sign-in whose second step is missing.
    Step,
    /// A browser that is neither: ties forms to it.
    Visit,
    /// A browser that is trusted for a while.
    Trust,
    /// A recovery that was begun in this browser.
    Recovery,
    /// The language chosen in this browser.
    Language,
}

impl Cookie {
    const fn name(self) -> &'static str {
        match self {
            Self::Session => "assent",
            Self::Step => "assent-step",
            Self::Visit => "assent-visit",
            Self::Trust => "assent-trust",
            Self::Recovery => "assent-recovery",
            Self::Language => "assent-lang",
        }
    }

    /// With `__Host-` no other host and no plain connection can set it (RFC 6265bis §4.1.3). Browsers take that only
    /// over TLS, so at `http://localhost` it is left out.
    fn full_name(self, is_secure: bool) -> String {
        let prefix = if is_secure { "__Host-" } else { "" };
        format!("{prefix}{}", self.name())
    }

    /// What the browser sent.
    pub(in crate::doors) fn find(self, headers: &HeaderMap, is_secure: bool) -> Option<String> {
        let name = self.full_name(is_secure);
        let lines = headers.get_all(COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut values = pairs.filter(|(found, _)| *found == name).map(|(_, value)| value.to_owned());
        values.next().filter(|value| !value.is_empty())
    }

    /// The header that sets it; an empty value takes it away.
    pub(in crate::doors) fn set(self, value: &str, is_secure: bool) -> Option<HeaderValue> {
        let life = match (self, value) {
            (_, "") => "; Max-Age=0".to_owned(),
            (Self::Trust, _) => format!("; Max-Age={TRUST_SECS}"),
            (Self::Recovery, _) => format!("; Max-Age={KEEP_RECOVERY_SECS}"),
            (Self::Language, _) => format!("; Max-Age={LANGUAGE_SECS}"),
            // Until the browser is closed; the server ends it earlier.
            _ => String::new(),
        };
        let secure = if is_secure { "; Secure" } else { "" };
        let name = self.full_name(is_secure);
        HeaderValue::try_from(format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{life}")).ok()
    }
}

/// Puts a `Set-Cookie` into an answer.
pub(in crate::doors) fn put(headers: &mut HeaderMap, cookie: Option<HeaderValue>) {
    if let Some(mut value) = cookie {
        value.set_sensitive(true);
        headers.append(SET_COOKIE, value);
    }
}

/// Whether browsers come over TLS.
pub(in crate::doors) fn is_secure(app: &App) -> bool {
    app.policy.public_url.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_and_only_under_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; __Host-assent=s; __Host-assent-step=p"));
        headers.append(COOKIE, HeaderValue::from_static("assent=forged"));
        assert_eq!(Cookie::Session.find(&headers, true).as_deref(), Some("s"));
        assert_eq!(Cookie::Step.find(&headers, true).as_deref(), Some("p"));
        assert_eq!(Cookie::Visit.find(&headers, true), None);
    }

    #[test]
    fn over_tls_a_cookie_is_for_this_host_alone() {
        let set = Cookie::Session.set("x", true).unwrap();
        assert_eq!(set, "__Host-assent=x; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(Cookie::Step.set("", false).unwrap(), "assent-step=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
        assert!(Cookie::Session.set("a\r\nb", true).is_none());
    }
}
