//! The way to a provider.

use std::time::Duration;

use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow};
use openidconnect::{CsrfToken, LoginHint, PkceCodeChallenge, Scope};

use super::ceremony::{Asked, Journey, Purpose};
use super::identity::{CompanyRefused, client_of};
use super::providers::find_provider;
use crate::app::{App, Failure};
use crate::model::{Email, Provider, ProviderId};
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::people::{NotAllowed, Token};

/// What a state begins with.
const STATE: &str = "ast_c_";

/// Where somebody goes now.
pub struct Begun {
    /// To which provider.
    pub name: String,
    /// Its address, with what is asked.
    pub url: String,
}

/// How somebody wants to be signed in.
pub struct Wish<'a> {
    /// The portal path to go on to.
    pub next: Option<String>,
    /// Whether this browser shall be trusted for a while.
    pub trust: bool,
    /// The address that was typed, to save typing it again.
    pub email: &'a str,
}

/// To a provider, to sign in. `browser` is what ties pages to one browser.
///
/// # Errors
/// [`CompanyRefused`].
pub async fn begin_sign_in(
    app: &App,
    provider: ProviderId,
    browser: &str,
    wish: Wish<'_>,
) -> Result<Begun, CompanyRefused> {
    let provider = find_provider(app, provider).await?.ok_or(CompanyRefused::Gone)?;
    let hint = Email::parse(wish.email).ok();
    let purpose = Purpose::SignIn { next: wish.next, trust: wish.trust };
    begin(app, &provider, browser, purpose, hint).await
}

/// To a provider, to link the identity there to this account; needs a fresh proof here.
///
/// # Errors
/// [`CompanyRefused`].
pub async fn begin_link(
    app: &App,
    provider: ProviderId,
    browser: &str,
    by: &SignedIn,
) -> Result<Begun, CompanyRefused> {
    check_fresh(app, by).map_err(|_: NotAllowed| CompanyRefused::NotFreshHere)?;
    let provider = find_provider(app, provider).await?.ok_or(CompanyRefused::Gone)?;
    begin(app, &provider, browser, Purpose::Link { session: by.session.id }, None).await
}

/// To a provider, to prove again who one is.
///
/// # Errors
/// [`CompanyRefused`].
pub async fn begin_confirm(
    app: &App,
    provider: ProviderId,
    browser: &str,
    by: &SignedIn,
    next: &str,
) -> Result<Begun, CompanyRefused> {
    let links = app.store.list_company_links(by.person.id).await.map_err(Failure::from)?;
    let is_linked = links.iter().any(|link| link.provider == provider);
    let provider = find_provider(app, provider).await?.filter(|_| is_linked).ok_or(CompanyRefused::Gone)?;
    let purpose = Purpose::Confirm { session: by.session.id, next: next.to_owned() };
    begin(app, &provider, browser, purpose, None).await
}

async fn begin(
    app: &App,
    provider: &Provider,
    browser: &str,
    purpose: Purpose,
    hint: Option<Email>,
) -> Result<Begun, CompanyRefused> {
    let metadata = app.company.learn(provider, app.now(), false).await?;
    let state = Token::make(STATE, app.random.as_ref()).map_err(Failure::from)?;
    let journey = Journey { state: state.expose(), browser };
    let client = client_of(app, provider, &metadata)?;
    let code = CoreAuthenticationFlow::AuthorizationCode;
    let (state, nonce) = (CsrfToken::new(state.expose().to_owned()), journey.nonce(app));
    let mut request = client.authorize_url(code, || state, || nonce).add_scope(Scope::new("email".to_owned()));
    request = request.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&journey.verifier(app)));
    if purpose.needs_login() {
        request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
    }
    if let Some(email) = hint {
        request = request.set_login_hint(LoginHint::new(email.as_str().to_owned()));
    }
    let (url, ..) = request.url();
    journey.keep(app, &Asked { provider: provider.id, purpose, at: app.now() }).await?;
    Ok(Begun { name: provider.name.to_string(), url: url.into() })
}
