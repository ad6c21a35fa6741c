//! A provider of company sign-in that can lie.

use std::sync::Mutex;

use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;
use async_trait::async_trait;
use data_encoding::BASE64URL_NOPAD;
use http::{Request, Response};
use serde_json::{Value, json};
use url::Url;

use crate::app::testing::START;
use crate::outgoing::{Fetch, FetchFailed};

pub(super) const ISSUER: &str = "https://id.atelier.example";

/// What a provider says; a test changes it.
pub(super) struct Says {
    pub(super) document: Value,
    pub(super) header: Value,
    pub(super) claims: Value,
    /// Signs identity tokens; the keys that it shows are its own unless it lies.
    pub(super) signer: SoftwareKey,
    pub(super) shown: SoftwareKey,
    pub(super) kid: &'static str,
    pub(super) is_down: bool,
    /// What it was last asked for a token.
    pub(super) asked: String,
    pub(super) fetched: u32,
}

pub(super) type Lie = fn(&mut Says);

pub(super) struct FakeProvider(Mutex<Says>);

pub(super) fn make_key() -> SoftwareKey {
    SoftwareKey::make(&SystemEntropy::default()).unwrap().0
}

impl FakeProvider {
    pub(super) fn honest() -> Self {
        let (signer, pkcs8) = SoftwareKey::make(&SystemEntropy::default()).unwrap();
        let shown = SoftwareKey::from_pkcs8(&pkcs8).unwrap();
        let document = json!({
            "issuer": ISSUER, "authorization_endpoint": format!("{ISSUER}/auth"), "token_endpoint": format!("{ISSUER}/token"),
            "jwks_uri": format!("{ISSUER}/jwks"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"], "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
        });
        let claims = json!({
            "iss": ISSUER, "aud": "assent", "sub": "sub-of-ada", "email": "ada@atelier.example", "email_verified": true,
            "iat": START, "exp": START + 300, "auth_time": START,
        });
        let header = json!({ "alg": "ES256", "kid": "one" });
        Self(Mutex::new(Says {
            document,
            header,
            claims,
            signer,
            shown,
            kid: "one",
            is_down: false,
            asked: String::new(),
            fetched: 0,
        }))
    }

    pub(super) fn says<T>(&self, change: impl FnOnce(&mut Says) -> T) -> T {
        change(&mut self.0.lock().unwrap())
    }
}

impl Says {
    fn keys(&self) -> Value {
        let mut key = serde_json::to_value(self.shown.public_key().to_jwk()).unwrap();
        (key["kid"], key["use"], key["alg"]) = (json!(self.kid), json!("sig"), json!("ES256"));
        json!({ "keys": [key] })
    }

    fn token(&self) -> Value {
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&self.header), part(&self.claims));
        let signature = self.signer.sign(signed.as_bytes()).unwrap();
        let signature =
            if self.header["alg"] == "none" { String::new() } else { BASE64URL_NOPAD.encode(signature.as_bytes()) };
        json!({ "access_token": "x", "token_type": "Bearer", "id_token": format!("{signed}.{signature}") })
    }
}

#[async_trait]
impl Fetch for FakeProvider {
    async fn fetch(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchFailed> {
        self.says(|says| {
            says.fetched += 1;
            if says.is_down {
                return Err(FetchFailed::Later("connection refused".to_owned()));
            }
            let answer = match request.uri().path() {
                "/.well-known/openid-configuration" => says.document.clone(),
                "/jwks" => says.keys(),
                "/token" => {
                    says.asked = String::from_utf8(request.body().clone()).unwrap();
                    says.token()
                }
                other => panic!("it is asked for {other}"),
            };
            Ok(Response::builder().header("content-type", "application/json").body(answer.to_string().into()).unwrap())
        })
    }

    fn check(&self, url: &Url) -> Result<(), FetchFailed> {
        if url.scheme() == "https" { Ok(()) } else { Err(FetchFailed::Never("https is needed".to_owned())) }
    }
}
