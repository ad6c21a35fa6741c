//! Ada's mails, on a page of their own: the demo has no mail server.

use std::collections::VecDeque;
use std::fmt::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use assent_server::mail::{MailFailed, Post};
use assent_server::model::Letter;
use async_trait::async_trait;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use tokio::net::TcpListener;

use super::server::free_port;
use super::wiki::{STYLE, escape};
use crate::error::CliError;

/// The port it would like to have.
const PORT: u16 = 8402;
/// Older ones make room.
const MOST: usize = 50;
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The mails so far, newest first. Everybody's, as the demo has only Ada and whom she adds.
#[derive(Default)]
pub(super) struct Inbox(Mutex<VecDeque<Letter>>);

#[async_trait]
impl Post for Inbox {
    async fn send(&self, letter: &Letter) -> Result<(), MailFailed> {
        let mut letters = self.lock();
        letters.push_front(letter.clone());
        letters.truncate(MOST);
        Ok(())
    }
}

impl Inbox {
    /// Serves it on this machine only; it ends with the process. Gives its address.
    pub(super) async fn serve(self: &Arc<Self>) -> Result<String, CliError> {
        let address = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), free_port(PORT));
        let listener = TcpListener::bind(address).await?;
        let inbox = Arc::clone(self);
        let page = move || async move { show(&inbox) };
        let router = Router::new()
            .route("/", get(async || Redirect::to("/demo/inbox")))
            .route("/demo/inbox", get(page))
            .route("/wiki.css", get(async || ([(CONTENT_TYPE, "text/css")], STYLE)));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(format!("http://{address}/demo/inbox"))
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Letter>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn show(inbox: &Inbox) -> impl IntoResponse + use<> {
    let headers =
        [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-store")];
    (headers, draw(inbox.lock().make_contiguous()))
}

fn draw(letters: &[Letter]) -> String {
    let mut body = String::new();
    for Letter { to, subject, text, .. } in letters {
        let (to, subject, text) = (escape(to), escape(subject), text.lines().map(line).collect::<String>());
        let _ = write!(body, "<article><h2>{subject}</h2><p class=soft>{to}</p><p>{text}</p></article>");
    }
    if letters.is_empty() {
        body.push_str("<p>No mail yet. Sign in wrongly, or ask for a new password.</p>");
    }
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width, \
         initial-scale=1\"><meta http-equiv=refresh content=5><title>Demo inbox</title>\
         <link rel=stylesheet href=/wiki.css></head><body><main><h1>Demo inbox</h1>{body}</main></body></html>"
    )
}

/// A line; when it is an address, one to follow.
fn line(text: &str) -> String {
    let shown = escape(text);
    let is_address = text.starts_with("http://") || text.starts_with("https://");
    if is_address { format!("<a href=\"{shown}\">{shown}</a><br>") } else { format!("{shown}<br>") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn mails_are_shown_newest_first_and_their_links_can_be_followed() {
        let inbox = Inbox::default();
        let letter = |subject: &str| Letter {
            to: "ada@example.org".to_owned(),
            subject: subject.to_owned(),
            text: "Hello <Ada>,\nhttp://127.0.0.1/reset?token=x".to_owned(),
            html: String::new(),
        };
        for n in 0..=MOST {
            inbox.send(&letter(&format!("Mail {n}."))).await.unwrap();
        }
        let page = draw(inbox.lock().make_contiguous());
        assert!(page.find("Mail 50.").unwrap() < page.find("Mail 1.").unwrap() && !page.contains("Mail 0."));
        assert!(page.contains("Hello &lt;Ada&gt;") && page.contains("<a href=\"http://127.0.0.1/reset?token=x\">"));
        assert!(draw(&[]).contains("No mail yet"));
    }
}
