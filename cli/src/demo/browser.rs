//! A very small browser: cookies, forms, and the way on.

use std::collections::BTreeMap;
use std::sync::Mutex;

use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Response, redirect};

use super::server::failed;
use crate::error::CliError;

/// Hops after which a way leads nowhere.
const MAX_HOPS: usize = 5;

/// A browser at one site.
pub(super) struct Browser {
    http: reqwest::Client,
    site: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What it shows.
pub(super) struct Page {
    /// Where it is.
    pub(super) path: String,
    /// What stands there.
    pub(super) body: String,
}

impl Browser {
    /// At `site`, without cookies.
    pub(super) fn new(site: &str) -> Result<Self, CliError> {
        let tls = assent_core::client::TlsTrust::PublicRoots.to_config().map_err(failed)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(failed)?;
        Ok(Self { http, site: site.to_owned(), cookies: Mutex::default() })
    }

    /// Opens a page.
    pub(super) async fn get(&self, path: &str) -> Result<Page, CliError> {
        let answer = self.send(self.http.get(format!("{}{path}", self.site))).await?;
        self.follow(path, answer).await
    }

    /// Sends a form.
    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Page, CliError> {
        let request = self.http.post(format!("{}{path}", self.site));
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(encode(fields));
        let answer = self.send(request).await?;
        self.follow(path, answer).await
    }

    async fn follow(&self, path: &str, mut answer: Response) -> Result<Page, CliError> {
        let mut path = path.to_owned();
        for _ in 0..MAX_HOPS {
            let Some(next) = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok()) else {
                return Ok(Page { path, body: answer.text().await.map_err(failed)? });
            };
            next.clone_into(&mut path);
            answer = self.send(self.http.get(format!("{}{path}", self.site))).await?;
        }
        Err(failed("the site sends the browser round in a circle"))
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Response, CliError> {
        let cookies = self.with_cookies(|cookies| {
            cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
        });
        let answer = request.header(ACCEPT, "text/html").header(COOKIE, cookies).send().await.map_err(failed)?;
        for line in answer.headers().get_all(SET_COOKIE) {
            let pair = line.to_str().ok().and_then(|line| line.split(';').next()?.split_once('='));
            if let Some((name, value)) = pair {
                self.with_cookies(|cookies| cookies.insert(name.to_owned(), value.to_owned()));
            }
        }
        Ok(answer)
    }

    fn with_cookies<T>(&self, work: impl FnOnce(&mut BTreeMap<String, String>) -> T) -> T {
        work(&mut self.cookies.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

fn encode(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        let bytes = text.bytes().map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        });
        bytes.collect::<String>()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}
