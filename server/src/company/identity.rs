//! From a code to an identity: everything that OpenID Connect Core 1.0 §3.1.3 has checked, at the server's own time.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;
use assent_core::seal::open;
use chrono::{DateTime, Utc};
use openidconnect::core::{CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, RedirectUrl, RequestTokenError, SignatureVerificationError, TokenResponse,
};

use super::ceremony::{Asked, Journey};
use super::discover::{ALGORITHMS, DiscoveryRefused, Metadata, Way};
use super::providers::{PURPOSE, redirect_address};
use crate::app::{App, Failure};
use crate::model::Provider;

/// By how much a provider's clock and this server's may differ, in seconds.
const SKEW_SECS: i64 = 60;
/// The longest that a subject may be (OpenID Connect Core 1.0 §2).
const MAX_SUBJECT_CHARS: usize = 255;

/// Why nobody comes in through a provider.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompanyRefused {
    /// There is no such provider any more, or the person is not linked there.
    #[error("there is no such provider")]
    Gone,
    /// Too late, used, or begun in another browser.
    #[error("this sign-in is over")]
    Over,
    /// The person or the provider said no.
    #[error("the provider refused: access_denied")]
    Denied,
    /// The provider says that it can't.
    #[error("the provider refused")]
    Refused,
    /// The provider does not answer, or has become another one.
    #[error(transparent)]
    Unreachable(#[from] DiscoveryRefused),
    /// What it says can't be believed; for the log.
    #[error("the answer does not hold: {0}")]
    Untrusted(String),
    /// Its clock and this server's differ too much.
    #[error("the clocks differ")]
    Clock,
    /// It did not ask the person again.
    #[error("the provider did not ask again")]
    NotAsked,
    /// Nobody here is linked to this identity.
    #[error("this identity is not linked")]
    Unlinked,
    /// The identity is another one than the account's.
    #[error("this is another identity")]
    Other,
    /// This identity, or this account, is linked already.
    #[error("it is linked already")]
    Taken,
    /// The account is locked.
    #[error("the account is locked")]
    Locked,
    /// The session that it began in has ended.
    #[error("the session has ended")]
    SignedOut,
    /// The proof here is too old to link anything.
    #[error("give your password again to go on")]
    NotFreshHere,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Who somebody is at a provider.
pub(super) struct Identity {
    /// What counts.
    pub(super) subject: String,
    /// What people read.
    pub(super) account: Text,
}

pub(super) type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// This server as a provider knows it.
pub(super) fn client_of(app: &App, provider: &Provider, metadata: &Metadata) -> Result<Client, Failure> {
    let secret = open(&app.secrets.kek, PURPOSE, &provider.id.0, &provider.sealed_secret);
    let secret = secret.map_err(|_| Failure::Sealed)?;
    let secret = std::str::from_utf8(secret.expose()).map_err(|_| Failure::Sealed)?;
    let secret = ClientSecret::new(secret.to_owned());
    let redirect = RedirectUrl::new(redirect_address(app)).map_err(|_| Failure::Sealed)?;
    let client =
        CoreClient::from_provider_metadata(metadata.clone(), ClientId::new(provider.client_id.clone()), Some(secret));
    let methods = metadata.token_endpoint_auth_methods_supported();
    let is_basic = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
    let auth = if is_basic { AuthType::BasicAuth } else { AuthType::RequestBody };
    Ok(client.set_redirect_uri(redirect).set_auth_type(auth))
}

/// Exchanges a code and reads who came.
pub(super) async fn identify(
    app: &App,
    provider: &Provider,
    metadata: &Metadata,
    asked: &Asked,
    journey: Journey<'_>,
    code: &str,
) -> Result<Identity, CompanyRefused> {
    let token = exchange(app, &client_of(app, provider, metadata)?, journey, code).await?;
    match read(app, &client_of(app, provider, metadata)?, asked, journey, &token) {
        // It may have new keys since we looked.
        Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
            let metadata = app.company.learn(provider, app.now(), true).await?;
            read(app, &client_of(app, provider, &metadata)?, asked, journey, &token).map_err(refused)
        }
        read => read.map_err(refused),
    }
}

async fn exchange(app: &App, client: &Client, journey: Journey<'_>, code: &str) -> Result<CoreIdToken, CompanyRefused> {
    let untrusted = |why: &dyn std::fmt::Display| CompanyRefused::Untrusted(why.to_string());
    let request = client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(|error| untrusted(&error))?;
    let request = request.set_pkce_verifier(journey.verifier(app));
    let answer = request.request_async(&Way(app.company.fetch.as_ref())).await;
    let answer = answer.map_err(|error| match error {
        RequestTokenError::Request(why) => DiscoveryRefused::Unreachable(why.to_string()).into(),
        RequestTokenError::ServerResponse(said) => untrusted(said.error()),
        other => untrusted(&other),
    })?;
    answer.id_token().cloned().ok_or_else(|| untrusted(&"there is no identity token"))
}

fn read(
    app: &App,
    client: &Client,
    asked: &Asked,
    journey: Journey<'_>,
    token: &CoreIdToken,
) -> Result<Identity, ClaimsVerificationError> {
    let (now, asked_at, needs_login) = (app.now(), asked.at, asked.purpose.needs_login());
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || instant(now - SKEW_SECS))
        .set_issue_time_verifier_fn(move |at| {
            if at <= instant(now + SKEW_SECS) { Ok(()) } else { Err("it comes from the future".to_owned()) }
        })
        .set_auth_time_verifier_fn(move |at| {
            let is_new = at.is_some_and(|at| at >= instant(asked_at - SKEW_SECS));
            if is_new || !needs_login { Ok(()) } else { Err("the person was not asked again".to_owned()) }
        });
    let claims = token.claims(&verifier, &journey.nonce(app))?;
    let subject = claims.subject().as_str();
    if subject.is_empty() || subject.chars().count() > MAX_SUBJECT_CHARS {
        return Err(ClaimsVerificationError::InvalidSubject("it is empty or too long".to_owned()));
    }
    let account = account_of(claims);
    let account = account.ok_or_else(|| ClaimsVerificationError::InvalidSubject("it can't be shown".to_owned()))?;
    Ok(Identity { subject: subject.to_owned(), account })
}

/// What to call the account there: the first of address, user name and subject that can be shown.
fn account_of(claims: &CoreIdTokenClaims) -> Option<Text> {
    let email = claims.email().map(|email| email.as_str());
    let name = claims.preferred_username().map(|name| name.as_str());
    [email, name, Some(claims.subject().as_str())].into_iter().flatten().find_map(Text::tidy)
}

fn instant(at: UnixSeconds) -> DateTime<Utc> {
    DateTime::from_timestamp(at, 0).unwrap_or_default()
}

fn refused(error: ClaimsVerificationError) -> CompanyRefused {
    match error {
        ClaimsVerificationError::Expired(_) => CompanyRefused::Clock,
        ClaimsVerificationError::InvalidAuthTime(_) => CompanyRefused::NotAsked,
        other => CompanyRefused::Untrusted(other.to_string()),
    }
}
