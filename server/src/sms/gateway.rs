//! The way out for SMS: one HTTP request to the operator's gateway.

use assent_core::secret::Secret;
use async_trait::async_trait;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, Response};

use super::template::fill;
use crate::config::{Encoding, SmsMethod, SmsSettings};
use crate::model::PhoneNumber;
use crate::outgoing::{client_builder, root_of};

/// More of an answer is not looked at.
const MAX_ANSWER_BYTES: usize = 65_536;

/// Why an SMS was not taken; for the operator. Names no number and no secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SmsFailed(pub String);

/// Takes SMS.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Returns when the SMS was taken; it may be on its way for a while yet.
    ///
    /// # Errors
    /// [`SmsFailed`].
    async fn send(&self, to: &PhoneNumber, text: &str) -> Result<(), SmsFailed>;
}

/// A gateway that is asked over HTTP as its templates say. It follows no redirect and uses no proxy.
pub struct HttpGateway {
    client: Client,
    settings: SmsSettings,
    headers: HeaderMap,
}

impl HttpGateway {
    /// The gateway that the settings describe; opens no connection.
    ///
    /// # Errors
    /// In words, when a header can't be sent as it is or TLS can't be set up.
    pub fn new(settings: &SmsSettings) -> Result<Self, String> {
        let client = client_builder(settings.timeout)?.build().map_err(|error| error.to_string())?;
        let secret = show(settings.secret.as_ref());
        let mut headers = HeaderMap::new();
        for (name, template) in &settings.headers {
            let value = HeaderValue::from_str(&fill(template, Encoding::Plain, &[("{secret}", secret)]));
            let mut value =
                value.map_err(|_| format!("`sms.headers`: {name} would have an unsendable character in it"))?;
            value.set_sensitive(template.contains("{secret}"));
            headers.append(name.parse::<HeaderName>().map_err(|error| error.to_string())?, value);
        }
        Ok(Self { client, settings: settings.clone(), headers })
    }

    async fn ask(&self, to: &PhoneNumber, text: &str) -> Result<Response, reqwest::Error> {
        let settings = &self.settings;
        let values = [
            ("{to}", to.e164()),
            ("{to_digits}", to.e164().trim_start_matches('+')),
            ("{text}", text),
            ("{sender}", &settings.sender),
            ("{secret}", show(settings.secret.as_ref())),
        ];
        let method = match settings.method {
            SmsMethod::Get => Method::GET,
            SmsMethod::Post => Method::POST,
        };
        let url = fill(&settings.url, Encoding::Url, &values);
        let mut request = self.client.request(method, url.as_str()).headers(self.headers.clone());
        if let Some((body, encoding)) = &settings.body {
            request = request.body(fill(body, *encoding, &values).to_string());
        }
        request.send().await
    }

    /// Whether the answer has in it what it must have.
    async fn check(&self, mut answer: Response) -> Result<(), SmsFailed> {
        if !answer.status().is_success() {
            return Err(SmsFailed(format!("the gateway answered {}", answer.status())));
        }
        let Some(expect) = &self.settings.expect else { return Ok(()) };
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| SmsFailed(root_of(&error)))? {
            body.extend_from_slice(&chunk[..chunk.len().min(MAX_ANSWER_BYTES - body.len())]);
            if body.len() == MAX_ANSWER_BYTES {
                break;
            }
        }
        if String::from_utf8_lossy(&body).contains(expect.as_str()) {
            return Ok(());
        }
        Err(SmsFailed(format!("the gateway answered {} without \"{expect}\" (`sms.expect`)", answer.status())))
    }
}

#[async_trait]
impl Gateway for HttpGateway {
    async fn send(&self, to: &PhoneNumber, text: &str) -> Result<(), SmsFailed> {
        let answer = self.ask(to, text).await.map_err(|error| SmsFailed(root_of(&error)))?;
        self.check(answer).await
    }
}

/// The configuration's text, which was UTF-8.
fn show(secret: Option<&Secret>) -> &str {
    secret.and_then(|secret| std::str::from_utf8(secret.expose()).ok()).unwrap_or_default()
}
