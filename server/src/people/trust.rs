//! Browsers that are let in with the password alone for a while, as their owner chose. What is dangerous still asks for
//! a second step there.

use assent_core::message::Context;

use super::sessions::SignedIn;
use super::token::TRUST;
use super::{Origin, Token};
use crate::app::{App, Failure};
use crate::model::{AuditKind, Person, PersonId, SessionId, TokenHash, TrustedBrowser};

/// For how long, in seconds: 30 days.
pub const TRUST_SECS: i64 = 30 * 86_400;

/// Trusts a browser; gives its cookie. `None` where the person or the organisation wants to be asked every time.
///
/// # Errors
/// When the store or randomness fails.
pub async fn trust_browser(app: &App, person: &Person, context: Context) -> Result<Option<Token>, Failure> {
    if !may_trust(app, person).await? {
        return Ok(None);
    }
    let (token, now) = (Token::make(TRUST, app.random.as_ref())?, app.now());
    let event = Origin::portal(context.address.as_ref()).event(now, AuditKind::BrowserTrusted, Some(person.id));
    let browser = TrustedBrowser {
        id: SessionId::make(app.random.as_ref())?,
        token: token.hash(),
        person: person.id,
        context,
        created_at: now,
        used_at: now,
        expires_at: now + TRUST_SECS,
    };
    app.store.add_trusted(browser, event).await?;
    Ok(Some(token))
}

/// Whether browsers can be trusted.
///
/// # Errors
/// When the store fails.
pub async fn may_trust(app: &App, person: &Person) -> Result<bool, Failure> {
    Ok(!person.ask_always && !app.rules().await?.strict)
}

/// Whether a cookie is that of a trusted browser of this person.
///
/// # Errors
/// When the store fails.
pub(super) async fn is_trusted(app: &App, person: &Person, cookie: Option<&str>) -> Result<bool, Failure> {
    let Some(cookie) = cookie else { return Ok(false) };
    Ok(may_trust(app, person).await? && app.store.use_trusted(person.id, TokenHash::of(cookie), app.now()).await?)
}

/// A person's, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, person: PersonId) -> Result<Vec<TrustedBrowser>, Failure> {
    Ok(app.store.list_trusted(person, app.now()).await?)
}

/// Trusts one no more, or any. Gives how many.
///
/// # Errors
/// When the store fails.
pub async fn forget(app: &App, by: &SignedIn, id: Option<SessionId>) -> Result<u64, Failure> {
    let event = by.event(app, AuditKind::BrowserForgotten);
    Ok(app.store.forget_trusted(by.person.id, id, event).await?)
}
