//! Who is linked where.

use super::finish::event;
use super::providers::find_provider;
use crate::app::{App, Failure};
use crate::model::{AuditKind, CompanyLink, Person, Provider, ProviderId};
use crate::people::accounts::check_fresh;
use crate::people::sessions::SignedIn;
use crate::people::{NotAllowed, Origin};

/// A provider, and somebody's identity there if it is linked.
pub struct Linked {
    /// The provider.
    pub provider: Provider,
    /// The identity.
    pub link: Option<CompanyLink>,
}

/// Why an identity stays linked.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlinkRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The organisation lets this person sign in only there.
    #[error("the organisation lets you sign in only there; an administrator can change that")]
    OnlyThere,
    /// It is not linked.
    #[error("it is not linked")]
    Gone,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// All providers, with the person's identity at each.
///
/// # Errors
/// When the store fails.
pub async fn list_links(app: &App, person: &Person) -> Result<Vec<Linked>, Failure> {
    let mut links = app.store.list_company_links(person.id).await?;
    let linked = |provider: Provider| {
        let at = links.iter().position(|link| link.provider == provider.id);
        Linked { link: at.map(|at| links.swap_remove(at)), provider }
    };
    Ok(app.store.list_providers().await?.into_iter().map(linked).collect())
}

/// Unlinks the person's identity at a provider; needs a fresh proof.
///
/// # Errors
/// [`UnlinkRefused`].
pub async fn unlink(app: &App, by: &SignedIn, provider: ProviderId) -> Result<(), UnlinkRefused> {
    check_fresh(app, by)?;
    let provider = find_provider(app, provider).await?.ok_or(UnlinkRefused::Gone)?;
    if provider.is_only && !by.person.has_password() {
        return Err(UnlinkRefused::OnlyThere);
    }
    let event = event(app, &provider, AuditKind::CompanyUnlinked, &by.person, Origin::of_session(&by.session));
    let removed = app.store.remove_company_link(provider.id, by.person.id, event).await.map_err(Failure::from)?;
    if removed { Ok(()) } else { Err(UnlinkRefused::Gone) }
}
