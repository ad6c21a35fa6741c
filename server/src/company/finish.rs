//! Coming back from a provider.

use assent_core::message::Context;

use super::ceremony::{Asked, Journey, Purpose};
use super::discover::Metadata;
use super::identity::{CompanyRefused, Identity, identify};
use super::providers::find_provider;
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, CompanyLink, Person, Provider};
use crate::people::accounts::check_fresh;
use crate::people::sessions::{self, Proof, SignedIn};
use crate::people::{NewSession, NextStep, NotAllowed, Onward, Origin, SignInRefused, after_company};

/// What the browser brings back (RFC 6749 §4.1.2, RFC 9207 §2).
#[derive(Default)]
pub struct Returned {
    /// What went with the person.
    pub state: String,
    /// What an identity token is given for.
    pub code: Option<String>,
    /// Who says so.
    pub iss: Option<String>,
    /// Why there is none.
    pub error: Option<String>,
}

/// Who comes back.
pub struct Visit<'a> {
    /// What ties pages to this browser.
    pub browser: &'a str,
    /// Who is signed in here.
    pub signed_in: Option<&'a SignedIn>,
    /// From where and with what.
    pub context: Context,
    /// The cookie of a browser that is trusted.
    pub trusted: Option<&'a str>,
}

/// What came of it.
pub enum Came {
    /// On with the sign-in, and where to after it.
    SignIn(NextStep, Option<String>),
    /// The identity is linked to the account.
    Linked,
    /// The session is fresh under a new cookie, and where to go on.
    Confirmed(NewSession, String),
}

/// Takes what a provider said about somebody. Gives the provider's name with a refusal, once it is known.
///
/// # Errors
/// [`CompanyRefused`].
pub async fn finish(
    app: &App,
    returned: &Returned,
    visit: Visit<'_>,
) -> Result<Came, (Option<String>, CompanyRefused)> {
    let journey = Journey { state: &returned.state, browser: visit.browser };
    let asked = journey.take(app).await.map_err(|failure| (None, failure.into()))?;
    let asked = asked.ok_or((None, CompanyRefused::Over))?;
    let provider = find_provider(app, asked.provider).await.map_err(|failure| (None, failure.into()))?;
    let provider = provider.ok_or((None, CompanyRefused::Gone))?;
    let came = arrive(app, &provider, asked, journey, returned, visit).await;
    came.map_err(|refused| {
        // What it was is for the operator; the person reads what to do.
        tracing::warn!(provider.id = %provider.id, why = %refused, "nobody came in through a provider");
        (Some(provider.name.to_string()), refused)
    })
}

async fn arrive(
    app: &App,
    provider: &Provider,
    asked: Asked,
    journey: Journey<'_>,
    returned: &Returned,
    visit: Visit<'_>,
) -> Result<Came, CompanyRefused> {
    let metadata = app.company.learn(provider, app.now(), false).await?;
    check_issuer(provider, &metadata, returned)?;
    if let Some(error) = &returned.error {
        return Err(if error == "access_denied" { CompanyRefused::Denied } else { CompanyRefused::Refused });
    }
    let code = returned.code.as_deref().ok_or(CompanyRefused::Refused)?;
    let identity = identify(app, provider, &metadata, &asked, journey, code).await?;
    match asked.purpose {
        Purpose::SignIn { next, trust } => sign_in(app, provider, &identity, visit, next, trust).await,
        Purpose::Link { session } => {
            let by = visit.signed_in.filter(|me| me.session.id == session).ok_or(CompanyRefused::SignedOut)?;
            link(app, provider, identity, by).await
        }
        Purpose::Confirm { session, next } => {
            let by = visit.signed_in.filter(|me| me.session.id == session).ok_or(CompanyRefused::SignedOut)?;
            confirm(app, provider, &identity, by, next).await
        }
    }
}

/// An answer is this provider's own (RFC 9207 §2.4), so that no other one passes its codes off as ours.
fn check_issuer(provider: &Provider, metadata: &Metadata, returned: &Returned) -> Result<(), CompanyRefused> {
    let is_needed = metadata.additional_metadata().authorization_response_iss_parameter_supported;
    match &returned.iss {
        Some(iss) if *iss == provider.issuer => Ok(()),
        None if !is_needed => Ok(()),
        _ => Err(CompanyRefused::Untrusted("another issuer answered".to_owned())),
    }
}

async fn sign_in(
    app: &App,
    provider: &Provider,
    identity: &Identity,
    visit: Visit<'_>,
    next: Option<String>,
    trust: bool,
) -> Result<Came, CompanyRefused> {
    let found = app.store.find_company_link(provider.id, &identity.subject).await.map_err(Failure::from)?;
    let link = found.ok_or(CompanyRefused::Unlinked)?;
    let person = app.store.find_person(link.person).await.map_err(Failure::from)?;
    let person = person.filter(|person| person.locked_at.is_none()).ok_or(CompanyRefused::Locked)?;
    let origin = Origin::portal(visit.context.address.as_ref());
    note_use(app, provider, &link, &person, origin).await?;
    let onward = Onward { next: next.clone(), trust, trusted: visit.trusted };
    let step = after_company(app, person, visit.context, onward).await.map_err(|refused| match refused {
        SignInRefused::Failed(failure) => CompanyRefused::Failed(failure),
        // It was locked, or changed, this very moment.
        SignInRefused::Wrong | SignInRefused::Throttled(_) => CompanyRefused::Locked,
    })?;
    Ok(Came::SignIn(step, next))
}

async fn link(app: &App, provider: &Provider, identity: Identity, by: &SignedIn) -> Result<Came, CompanyRefused> {
    check_fresh(app, by).map_err(|_: NotAllowed| CompanyRefused::NotFreshHere)?;
    let link = CompanyLink {
        provider: provider.id,
        subject: identity.subject,
        person: by.person.id,
        account: identity.account,
        created_at: app.now(),
        used_at: None,
    };
    let event = event(app, provider, AuditKind::CompanyLinked, &by.person, Origin::of_session(&by.session));
    let added = app.store.add_company_link(link, event).await.map_err(Failure::from)?;
    if added { Ok(Came::Linked) } else { Err(CompanyRefused::Taken) }
}

async fn confirm(
    app: &App,
    provider: &Provider,
    identity: &Identity,
    by: &SignedIn,
    next: String,
) -> Result<Came, CompanyRefused> {
    let found = app.store.find_company_link(provider.id, &identity.subject).await.map_err(Failure::from)?;
    let link = found.filter(|link| link.person == by.person.id).ok_or(CompanyRefused::Other)?;
    note_use(app, provider, &link, &by.person, Origin::of_session(&by.session)).await?;
    let renewed = sessions::renew(app, &by.session, Proof::Password, None).await?;
    Ok(Came::Confirmed(renewed.ok_or(CompanyRefused::SignedOut)?, next))
}

async fn note_use(
    app: &App,
    provider: &Provider,
    link: &CompanyLink,
    person: &Person,
    origin: Origin<'_>,
) -> Result<(), CompanyRefused> {
    let event = event(app, provider, AuditKind::CompanyAccepted, person, origin);
    let used = app.store.use_company_link(link, app.now(), event).await.map_err(Failure::from)?;
    if used { Ok(()) } else { Err(CompanyRefused::Unlinked) }
}

pub(super) fn event(
    app: &App,
    provider: &Provider,
    kind: AuditKind,
    person: &Person,
    origin: Origin<'_>,
) -> AuditEvent {
    AuditEvent { detail: Some(provider.name.to_string()), ..origin.event(app.now(), kind, Some(person.id)) }
}
