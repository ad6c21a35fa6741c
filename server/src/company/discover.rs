//! What a provider says about itself (OpenID Connect Discovery 1.0), and the way to it.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use assent_core::clock::UnixSeconds;
use http::StatusCode;
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode,
    CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, AsyncHttpClient, DiscoveryError, HttpRequest, HttpResponse, IssuerUrl, ProviderMetadata,
};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::model::{Provider, ProviderId};
use crate::outgoing::{Fetch, FetchFailed};

/// How long what a provider said about itself is believed, in seconds.
const KNOWN_SECS: i64 = 300;

/// How identity tokens may be signed: with a key pair, never with a secret that is shared, never not at all.
/// The library would take any other, and breaks off at a shared secret's signature of the wrong length.
pub(super) const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What is read of a provider's document beside the standard's own fields.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Extra {
    /// Whether it names itself in each answer (RFC 9207 §3).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
    /// How a code may be tied to who asked for it (RFC 8414 §2); left out by many who can.
    #[serde(default)]
    code_challenge_methods_supported: Option<Vec<String>>,
}

impl AdditionalProviderMetadata for Extra {}

pub(super) type Metadata = ProviderMetadata<
    Extra,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Why a provider can't be used; for the administrator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryRefused {
    /// Nothing is ever sent to this address, or to one that it names.
    #[error("this address is not taken: {0}")]
    Address(String),
    /// No answer.
    #[error("it does not answer: {0}")]
    Unreachable(String),
    /// Another status than 200.
    #[error("it answers {0}")]
    Status(u16),
    /// Not the document that the standard describes.
    #[error("what it answers is not an OpenID provider's document")]
    Unreadable,
    /// The document is another issuer's.
    #[error("it calls itself {0}")]
    OtherIssuer(String),
    /// No authorization code flow.
    #[error("it does not offer the code flow")]
    NoCodeFlow,
    /// No PKCE with SHA-256.
    #[error("it does not offer PKCE with S256")]
    NoPkce,
    /// It signs in none of the ways that are taken.
    #[error("it signs with none of RS256, PS256, ES256, EdDSA or longer ones")]
    NoAlgorithm,
}

/// The way to providers, and what they said a moment ago.
pub struct Company {
    pub(super) fetch: Arc<dyn Fetch>,
    known: Mutex<HashMap<ProviderId, (UnixSeconds, Metadata)>>,
}

impl Company {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(fetch: Arc<dyn Fetch>) -> Self {
        Self { fetch, known: Mutex::default() }
    }

    /// What a provider says about itself; as it said a moment ago, unless that must be `anew`.
    pub(super) async fn learn(
        &self,
        provider: &Provider,
        now: UnixSeconds,
        anew: bool,
    ) -> Result<Metadata, DiscoveryRefused> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(&provider.id).filter(|(at, _)| !anew && now - at < KNOWN_SECS).cloned();
        if let Some((_, metadata)) = found {
            return Ok(metadata);
        }
        let metadata = discover(self.fetch.as_ref(), &provider.issuer).await?;
        known().insert(provider.id, (now, metadata.clone()));
        Ok(metadata)
    }
}

/// The library's way to a provider, over ours.
pub(super) struct Way<'a>(pub(super) &'a dyn Fetch);

impl<'c> AsyncHttpClient<'c> for Way<'_> {
    type Error = FetchFailed;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchFailed>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        self.0.fetch(request)
    }
}

/// Reads a provider's document and keys, and looks whether all is there that is needed.
pub(super) async fn discover(fetch: &dyn Fetch, issuer: &str) -> Result<Metadata, DiscoveryRefused> {
    let no_address = || DiscoveryRefused::Address("it is not an address".to_owned());
    let url = Url::parse(issuer).map_err(|_| no_address())?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(no_address());
    }
    fetch.check(&url).map_err(|why| DiscoveryRefused::Address(why.to_string()))?;
    let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|_| no_address())?;
    let metadata = Metadata::discover_async(issuer, &Way(fetch)).await.map_err(refused)?;
    check(fetch, &metadata).map(|()| metadata)
}

fn check(fetch: &dyn Fetch, metadata: &Metadata) -> Result<(), DiscoveryRefused> {
    let token = metadata.token_endpoint().ok_or(DiscoveryRefused::NoCodeFlow)?;
    for url in [metadata.authorization_endpoint().url(), token.url()] {
        fetch.check(url).map_err(|why| DiscoveryRefused::Address(why.to_string()))?;
    }
    let mut flows = metadata.response_types_supported().iter();
    if !flows.any(|types| types.len() == 1 && types.contains(&CoreResponseType::Code)) {
        return Err(DiscoveryRefused::NoCodeFlow);
    }
    let methods = &metadata.additional_metadata().code_challenge_methods_supported;
    if methods.as_ref().is_some_and(|methods| !methods.iter().any(|method| method == "S256")) {
        return Err(DiscoveryRefused::NoPkce);
    }
    let mut algorithms = metadata.id_token_signing_alg_values_supported().iter();
    if algorithms.any(|one| ALGORITHMS.contains(one)) { Ok(()) } else { Err(DiscoveryRefused::NoAlgorithm) }
}

fn refused(error: DiscoveryError<FetchFailed>) -> DiscoveryRefused {
    match error {
        DiscoveryError::Request(FetchFailed::Never(why)) => DiscoveryRefused::Address(why),
        DiscoveryError::Request(FetchFailed::Later(why)) => DiscoveryRefused::Unreachable(why),
        DiscoveryError::Response(status, ..) if status != StatusCode::OK => DiscoveryRefused::Status(status.as_u16()),
        // The library's words name the issuer that was found first.
        DiscoveryError::Validation(words) => {
            DiscoveryRefused::OtherIssuer(words.split('`').nth(1).unwrap_or_default().to_owned())
        }
        _ => DiscoveryRefused::Unreadable,
    }
}
