//! Answers to a browser: a page, a way on, or a page that says what went wrong.

use assent_core::ids::Nonce;
use assent_core::random::NoRandomness;
use axum::response::{IntoResponse, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::cookies::{Cookie, is_secure, put};
use crate::app::{App, Failure};
use crate::model::Throttled;
use crate::pages::Template;
use crate::pages::assets::CONTENT_SECURITY_POLICY as POLICY;
use crate::pages::error_page::{ErrorPage, Problem};
use crate::pages::frame::Frame;
use crate::pages::words::Lang;
use crate::people::{NotAllowed, Token};
use crate::store::StoreError;

/// A year (RFC 6797 §6.1.1).
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// For what is no page of ours (Content Security Policy Level 3 §6.3.2).
const ALONE: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// What a handler gives.
pub(in crate::doors) type Result<T = Reply> = std::result::Result<T, Trouble>;

/// An answer on its way.
pub(in crate::doors) struct Reply {
    status: StatusCode,
    body: Body,
    cookies: Vec<(Cookie, String)>,
    form_action: String,
}

enum Body {
    Page(String),
    Json(String),
    File { mime: &'static str, name: &'static str, text: String },
    Picture { mime: &'static str, bytes: Vec<u8> },
    Sealed(Vec<u8>),
    SeeOther(String),
}

/// Why there is no such page now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::doors) enum Trouble {
    /// Nobody is signed in.
    SignIn,
    /// The last proof is too old; afterwards the person goes on there.
    Confirm(String),
    /// Everybody needs a second step here, and this person has none yet.
    Enrol,
    /// No such thing.
    NotFound,
    /// The form is too old or came from elsewhere.
    FormExpired,
    /// Not for this person.
    Forbidden,
    /// Not a form that was ever sent out.
    BadForm,
    /// Nobody's fault who asked.
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for Trouble {
    fn from(failure: F) -> Self {
        Self::Failed(failure.into())
    }
}

impl From<NotAllowed> for Trouble {
    fn from(why: NotAllowed) -> Self {
        match why {
            NotAllowed::NotAdmin => Self::Forbidden,
            NotAllowed::NotFresh => Self::Confirm("/security".to_owned()),
        }
    }
}

impl Reply {
    /// A page.
    pub(in crate::doors) fn page(page: &impl Template) -> Result {
        Self::page_with(StatusCode::OK, page)
    }

    /// A page with another status.
    pub(in crate::doors) fn page_with(status: StatusCode, page: &impl Template) -> Result {
        let html = page.render().map_err(|error| {
            tracing::error!(%error, "a page could not be made");
            Failure::Page
        })?;
        Ok(Self::new(status, Body::Page(html)))
    }

    /// Data for the page's own script.
    pub(in crate::doors) fn json(value: &impl serde::Serialize) -> Self {
        Self::new(StatusCode::OK, Body::Json(serde_json::to_string(value).unwrap_or_default()))
    }

    /// A file to keep.
    pub(in crate::doors) fn file(mime: &'static str, name: &'static str, text: String) -> Self {
        Self::new(StatusCode::OK, Body::File { mime, name, text })
    }

    /// Somebody's picture. Whatever is in it, it is only that: no script, no style, no page.
    pub(in crate::doors) fn picture(mime: &'static str, bytes: Vec<u8>) -> Self {
        Self::new(StatusCode::OK, Body::Picture { mime, bytes })
    }

    /// What only the browser can open.
    pub(in crate::doors) fn sealed(bytes: Vec<u8>) -> Self {
        Self::new(StatusCode::OK, Body::Sealed(bytes))
    }

    /// With another status.
    pub(in crate::doors) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// On to another page, by GET (RFC 9110 §15.4.4).
    pub(in crate::doors) fn see_other(to: impl Into<String>) -> Self {
        Self::new(StatusCode::SEE_OTHER, Body::SeeOther(to.into()))
    }

    /// With a cookie; an empty value takes it away.
    pub(in crate::doors) fn with_cookie(mut self, cookie: Cookie, value: &str) -> Self {
        self.cookies.retain(|(other, _)| *other != cookie);
        self.cookies.push((cookie, value.to_owned()));
        self
    }

    /// With the cookie of a session that has just begun or was renewed; a half-done sign-in's goes.
    pub(in crate::doors) fn with_session(self, token: &Token) -> Self {
        self.with_cookie(Cookie::Session, token.expose()).with_cookie(Cookie::Step, "")
    }

    /// Forms of this page may lead to `origin` too.
    pub(in crate::doors) fn with_form_action(mut self, origin: &str) -> Self {
        self.form_action = format!(" {origin}");
        self
    }

    fn new(status: StatusCode, body: Body) -> Self {
        Self { status, body, cookies: Vec::new(), form_action: String::new() }
    }

    /// What is sent.
    pub(super) fn into_response(self, app: &App) -> Response {
        let is_picture = matches!(self.body, Body::Picture { .. });
        let mut response = match self.body {
            Body::Page(html) => ([(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
            Body::Json(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
            Body::File { mime, name, text } => {
                let disposition = format!("attachment; filename=\"{name}\"");
                ([(CONTENT_TYPE, mime.to_owned()), (CONTENT_DISPOSITION, disposition)], text).into_response()
            }
            Body::Picture { mime, bytes } => ([(CONTENT_TYPE, mime)], bytes).into_response(),
            Body::Sealed(bytes) => ([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
            Body::SeeOther(to) => see_other(&to),
        };
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        protect(headers, &self.form_action, is_secure(app));
        if is_picture {
            headers.insert(CONTENT_SECURITY_POLICY, ALONE);
        }
        for (cookie, value) in self.cookies {
            put(headers, cookie.set(&value, is_secure(app)));
        }
        response
    }
}

/// An error page for somebody of whom nothing is known.
pub(in crate::doors) fn bare(app: &App, lang: Lang, trouble: Trouble) -> Response {
    let frame = Frame {
        lang,
        host: app.policy.issuer.to_string(),
        path: "/".to_owned(),
        csrf: String::new(),
        person: None,
        now: app.now(),
        zone: app.policy.time_zone.clone(),
    };
    let page = error_page(app, frame, trouble);
    page.map_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response(), |page| page.into_response(app))
}

/// The page that says what went wrong.
pub(super) fn error_page(app: &App, frame: Frame, trouble: Trouble) -> Result {
    let (status, problem) = match trouble {
        Trouble::NotFound => (StatusCode::NOT_FOUND, Problem::NotFound),
        Trouble::Forbidden => (StatusCode::FORBIDDEN, Problem::Forbidden),
        Trouble::FormExpired | Trouble::SignIn | Trouble::Confirm(_) | Trouble::Enrol => {
            (StatusCode::FORBIDDEN, Problem::FormExpired)
        }
        Trouble::BadForm => (StatusCode::BAD_REQUEST, Problem::FormExpired),
        Trouble::Failed(failure) => failed(app, &failure),
    };
    Reply::page_with(status, &ErrorPage { frame, problem })
}

fn failed(app: &App, failure: &Failure) -> (StatusCode, Problem) {
    use StoreError::{Full, ReadOnly, Unavailable};
    let reference = Nonce::make(app.random.as_ref());
    let reference = reference.map_or_else(|NoRandomness| "none".to_owned(), |nonce| nonce.to_string());
    tracing::error!(error = %failure, reference, "a page failed");
    match failure {
        Failure::Busy | Failure::Store(Full | ReadOnly | Unavailable) => {
            (StatusCode::SERVICE_UNAVAILABLE, Problem::Unavailable)
        }
        _ => (StatusCode::INTERNAL_SERVER_ERROR, Problem::Internal { reference }),
    }
}

fn see_other(to: &str) -> Response {
    match HeaderValue::try_from(to) {
        Ok(to) => (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What keeps a page from being framed, sniffed, cached, or told of elsewhere (OWASP ASVS 5.0, V3.4).
fn protect(headers: &mut HeaderMap, form_action: &str, is_secure: bool) {
    let policy = format!("{POLICY}; form-action 'self'{form_action}");
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    let fixed: [(HeaderName, &str); 5] = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HSTS);
    }
}

/// Minutes until the next try, at least one; an hour for what only an administrator opens.
pub(in crate::doors) fn minutes_until(why: Throttled, now: i64) -> u32 {
    match why {
        Throttled::Until(until) => u32::try_from((until - now).max(0) / 60 + 1).unwrap_or(u32::MAX),
        Throttled::Closed => 60,
    }
}

/// RFC 3986 §2.1, for one value of a query.
pub(in crate::doors) fn encoded(value: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    value.bytes().map(encode).collect()
}
