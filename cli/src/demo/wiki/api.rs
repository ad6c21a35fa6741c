//! The service API, as any service would call it.

use assent_core::client::TlsTrust;
use assent_core::message::ReceiptBundle;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::demo::server::failed;
use crate::error::CliError;

/// A client of the API.
pub(super) struct Api {
    http: reqwest::Client,
    base: String,
    key: String,
}

/// Why the API gave nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum ApiError {
    /// It said no.
    #[error("the server refused ({code}): {detail}")]
    Refused {
        /// What programs compare.
        code: String,
        /// In words.
        detail: String,
    },
    /// It was not reached, or something else answered.
    #[error("the server was not reached: {0}")]
    Unreached(#[from] reqwest::Error),
    /// Not what was expected.
    #[error("the server's answer makes no sense: {0}")]
    Odd(#[from] serde_json::Error),
}

#[derive(Deserialize)]
pub(super) struct Service {
    pub(super) id: String,
    pub(super) server_id: String,
}

#[derive(Serialize)]
pub(super) struct Ask<'a> {
    pub(super) account: &'a str,
    pub(super) number: &'static str,
    pub(super) context: Context<'a>,
}

#[derive(Serialize)]
pub(super) struct Context<'a> {
    pub(super) address: &'a str,
    pub(super) user_agent: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) number: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Status {
    pub(super) status: String,
    pub(super) reached: usize,
}

#[derive(Deserialize)]
pub(super) struct Redeemed {
    pub(super) outcome: String,
    pub(super) receipt: Option<ReceiptBundle>,
}

#[derive(Serialize)]
struct Check<'a> {
    account: &'a str,
    code: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Checked {
    pub(super) result: String,
}

#[derive(Deserialize)]
struct Problem {
    code: String,
    #[serde(default)]
    detail: String,
}

impl Api {
    pub(super) fn new(base: &str, trust: &TlsTrust, key: &str) -> Result<Self, CliError> {
        let tls = trust.to_config().map_err(failed)?;
        let http = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy().build().map_err(failed)?;
        Ok(Self { http, base: format!("{base}/service/v1"), key: key.to_owned() })
    }

    pub(super) async fn who_am_i(&self) -> Result<Service, ApiError> {
        self.call(Method::GET, "/service", &()).await
    }

    pub(super) async fn ask(&self, ask: &Ask<'_>) -> Result<Asked, ApiError> {
        self.call(Method::POST, "/challenges", ask).await
    }

    pub(super) async fn wait(&self, id: &str, secs: u32, reached: usize) -> Result<Status, ApiError> {
        self.call(Method::GET, &format!("/challenges/{id}?wait={secs}&reached={reached}"), &()).await
    }

    pub(super) async fn redeem(&self, id: &str) -> Result<Redeemed, ApiError> {
        self.call(Method::POST, &format!("/challenges/{id}/redeem"), &()).await
    }

    pub(super) async fn cancel(&self, id: &str) -> Result<serde_json::Value, ApiError> {
        self.call(Method::POST, &format!("/challenges/{id}/cancel"), &()).await
    }

    pub(super) async fn check_code(&self, account: &str, code: &str) -> Result<Checked, ApiError> {
        self.call(Method::POST, "/code-checks", &Check { account, code }).await
    }

    pub(super) async fn check_backup_code(&self, account: &str, code: &str) -> Result<Checked, ApiError> {
        self.call(Method::POST, "/backup-code-checks", &Check { account, code }).await
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let request = self.http.request(method.clone(), format!("{}{path}", self.base));
        let mut request = request.header(AUTHORIZATION, format!("Bearer {}", self.key));
        if method == Method::POST {
            request = request.header(CONTENT_TYPE, "application/json").body(serde_json::to_vec(body)?);
        }
        let answer = request.send().await?;
        let is_fine = answer.status().is_success();
        let bytes = answer.bytes().await?;
        if is_fine {
            return Ok(serde_json::from_slice(&bytes)?);
        }
        let problem: Problem = serde_json::from_slice(&bytes)?;
        Err(ApiError::Refused { code: problem.code, detail: problem.detail })
    }
}
