//! Linking from the phone itself: the app opens these pages in the phone's browser (RFC 8252, RFC 7636).

use assent_core::message::Text;
use axum::response::Response;
use serde::Deserialize;

use crate::devices::{TicketWish, make_ticket};
use crate::doors::web::{Form, Reply, Result, Trouble, Visitor, encoded};
use crate::pages::authorise::{Authorise, AuthoriseState};
use crate::pages::link_landing::LinkLanding;

/// base64url of a SHA-256.
const CHALLENGE_LEN: usize = 43;
const MAX_LEN: usize = 300;

/// The address of a ticket, opened without the app. Its secret is in the fragment, which no server sees.
pub(super) async fn landing(visitor: Visitor) -> Response {
    let result = Reply::page(&LinkLanding { frame: visitor.frame() });
    visitor.answer(result)
}

/// What the app wants, as it stands in the address.
#[derive(Deserialize)]
struct AppRequest {
    challenge: String,
    redirect: String,
    state: String,
    #[serde(default)]
    name: String,
}

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = ask(&visitor);
    visitor.answer(result)
}

fn ask(visitor: &Visitor) -> Result {
    let query = visitor.path.split_once('?').map_or("", |(_, query)| query);
    let Some(request) = AppRequest::read(query) else { return page(visitor, "", None) };
    let me = visitor.fresh(&visitor.path)?;
    let email = me.person.email.as_str().to_owned();
    let reply = page(visitor, query, Some((request.name.clone(), email)))?;
    Ok(reply.with_form_action(request.origin()))
}

#[derive(Deserialize)]
pub(super) struct Fields {
    request: String,
    answer: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = answer(&visitor, &fields).await;
    visitor.answer(result)
}

async fn answer(visitor: &Visitor, fields: &Fields) -> Result {
    let Some(request) = AppRequest::read(&fields.request) else { return page(visitor, "", None) };
    let me = visitor.fresh(&format!("/link/app?{}", fields.request))?;
    if fields.answer != "yes" {
        return Ok(Reply::see_other(request.callback("error", "denied")).with_form_action(request.origin()));
    }
    let wish = TicketWish { pkce: Some(request.challenge.clone()), ..TicketWish::default() };
    let ticket = make_ticket(&visitor.app, me.person.id, wish).await?;
    let (_, short) = ticket.text.split_once('#').ok_or(Trouble::NotFound)?;
    Ok(Reply::see_other(request.callback("ticket", short)).with_form_action(request.origin()))
}

fn page(visitor: &Visitor, request: &str, known: Option<(String, String)>) -> Result {
    let state = if known.is_some() { AuthoriseState::Ready } else { AuthoriseState::Expired };
    let (phone, account) = known.unwrap_or_default();
    Reply::page(&Authorise { frame: visitor.frame(), phone, account, request: request.to_owned(), state })
}

impl AppRequest {
    /// Only what an app of ours can have asked for.
    fn read(query: &str) -> Option<Self> {
        let mut request: Self = serde_urlencoded::from_str(query).ok()?;
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let fits = request.challenge.len() == CHALLENGE_LEN
            && is_plain(&request.challenge)
            && is_plain(&request.state)
            && request.state.len() <= MAX_LEN
            && is_ours(&request.redirect);
        request.name = Text::tidy(&request.name).map_or_else(|| "?".to_owned(), |name| name.to_string());
        fits.then_some(request)
    }

    fn callback(&self, name: &str, value: &str) -> String {
        let joint = if self.redirect.contains('?') { '&' } else { '?' };
        format!("{}{joint}{name}={}&state={}", self.redirect, encoded(value), encoded(&self.state))
    }

    /// Scheme, or scheme, host and port, as a policy writes them.
    fn origin(&self) -> &str {
        let after = self.redirect.find("://").map_or(0, |at| at + 3);
        if self.redirect.starts_with("assent:") {
            return "assent:";
        }
        let rest = self.redirect.get(after..).unwrap_or_default();
        let end = after + rest.find(['/', '?']).unwrap_or(rest.len());
        self.redirect.get(..end).unwrap_or_default()
    }
}

/// `assent:` or this very device (RFC 8252 §7.1, §7.3).
fn is_ours(redirect: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?=&[]".contains(c);
    let rest = redirect.strip_prefix("http://127.0.0.1:").or_else(|| redirect.strip_prefix("http://[::1]:"));
    let is_loopback = rest.is_some_and(|rest| {
        let port = rest.split(['/', '?']).next().unwrap_or_default();
        port.parse::<u16>().is_ok()
    });
    (redirect.starts_with("assent:") || is_loopback) && redirect.len() <= MAX_LEN && redirect.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_goes_back_to_the_app_or_this_device_and_nowhere_else() {
        for good in ["assent:linked", "assent://linked", "http://127.0.0.1:4711/linked", "http://[::1]:80/"] {
            assert!(is_ours(good), "{good}");
        }
        for bad in [
            "https://evil.example/",
            "http://127.0.0.1:80@evil.example/",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1/",
            "javascript:alert(1)",
            "assent:a\r\nb",
            "",
        ] {
            assert!(!is_ours(bad), "{bad}");
        }
    }

    #[test]
    fn a_request_is_whole_or_none() {
        let challenge = "c".repeat(43);
        let query =
            |challenge: &str, redirect: &str| format!("challenge={challenge}&redirect={redirect}&state=s&name=Pixel");
        let request = AppRequest::read(&query(&challenge, "http://127.0.0.1:4711/linked")).unwrap();
        assert_eq!(request.origin(), "http://127.0.0.1:4711");
        assert_eq!(request.callback("ticket", "v1.x"), "http://127.0.0.1:4711/linked?ticket=v1.x&state=s");
        assert!(AppRequest::read(&query("short", "assent:x")).is_none());
        assert!(AppRequest::read(&query(&challenge, "https://evil.example")).is_none());
        assert_eq!(AppRequest::read(&query(&challenge, "assent:x")).unwrap().origin(), "assent:");
    }
}
