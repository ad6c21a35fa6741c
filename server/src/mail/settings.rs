//! Mail as an administrator sets it up in the portal, where the configuration says nothing. What does not work is not
//! kept: a test mail goes out first.

use std::sync::Arc;

use assent_core::seal::{open, seal};
use assent_core::secret::Secret;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::follow::{notice_to, to_letter};
use super::{Mailer, Post};
use crate::app::{App, Failure};
use crate::config::{MailSettings, parse_server};
use crate::model::{AuditEvent, AuditKind, Person};
use crate::people::Admin;

const PURPOSE: &str = "mail settings";

/// How mail should go out.
#[derive(Serialize, Deserialize)]
pub struct MailWish {
    /// The server: `smtps://mail.example.org` or `smtp://mail.example.org:587`.
    pub smtp: String,
    /// Whom people see it come from.
    pub from: String,
    /// How to sign in there; both or neither.
    pub user: String,
    /// The password of that.
    pub password: Zeroizing<String>,
}

/// Mail was not set up; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum MailRefused {
    /// The configuration decides.
    #[error("the configuration says how mail goes out")]
    Configured,
    /// Not an address of a mail server.
    #[error("that is no mail server")]
    BadServer,
    /// Not somebody whom mail can come from.
    #[error("that is no sender: {0}")]
    BadSender(String),
    /// A name without its password, or the other way round.
    #[error("a user and a password belong together")]
    HalfLogin,
    /// The mail server did not take the test mail; in its words.
    #[error("the mail server did not take the test: {0}")]
    NotTaken(String),
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// How mail goes out now.
pub enum MailNow {
    /// Not at all.
    Nowhere,
    /// As the configuration says.
    Configured,
    /// As an administrator set it up.
    Chosen {
        /// The server.
        smtp: String,
        /// Whom it comes from.
        from: String,
    },
}

/// Sends a test mail to the administrator that way; what was taken is kept and used from now on.
///
/// # Errors
/// [`MailRefused`].
pub async fn set_up_mail(app: &App, admin: &Admin, to: &Person, wish: &MailWish) -> Result<(), MailRefused> {
    if app.mail.is_configured() {
        return Err(MailRefused::Configured);
    }
    let post: Arc<dyn Post> = Arc::new(make_mailer(wish)?);
    send_test(app, post.as_ref(), to).await?;
    let plain = Zeroizing::new(serde_json::to_vec(wish).map_err(|_| Failure::Page)?);
    let sealed = seal(&app.secrets.kek, PURPOSE, &[], &plain, app.random.as_ref()).map_err(Failure::from)?;
    let event = event(app, admin, AuditKind::MailSet, &wish.smtp);
    app.store.set_mail_settings(Some(sealed), event).await.map_err(Failure::from)?;
    app.mail.choose(Some(post));
    Ok(())
}

/// Sends a test mail to the administrator the way that is used now.
///
/// # Errors
/// [`MailRefused`].
pub async fn test_mail(app: &App, _: &Admin, to: &Person) -> Result<(), MailRefused> {
    let post = app.mail.post().ok_or(MailRefused::BadServer)?;
    send_test(app, post.as_ref(), to).await
}

/// Mail goes out no more, unless the configuration says how.
///
/// # Errors
/// When the store fails.
pub async fn forget_mail(app: &App, admin: &Admin) -> Result<(), Failure> {
    app.store.set_mail_settings(None, event(app, admin, AuditKind::MailRemoved, "")).await?;
    app.mail.choose(None);
    Ok(())
}

/// How mail goes out now.
///
/// # Errors
/// When the store fails or what it kept does not open.
pub async fn find_mail(app: &App, _: &Admin) -> Result<MailNow, Failure> {
    if app.mail.is_configured() {
        return Ok(MailNow::Configured);
    }
    let wish = read(app).await?;
    Ok(wish.map_or(MailNow::Nowhere, |wish| MailNow::Chosen { smtp: wish.smtp, from: wish.from }))
}

/// Takes up, at the start, what an administrator set up.
///
/// # Errors
/// When the store fails or what it kept does not open.
pub async fn load_mail(app: &App) -> Result<(), Failure> {
    let Some(wish) = read(app).await? else { return Ok(()) };
    match make_mailer(&wish) {
        Ok(mailer) => app.mail.choose(Some(Arc::new(mailer))),
        Err(why) => tracing::error!(%why, "mail can't go out as it was set up in the portal"),
    }
    Ok(())
}

async fn read(app: &App) -> Result<Option<MailWish>, Failure> {
    let Some(sealed) = app.store.mail_settings().await? else { return Ok(None) };
    let plain = open(&app.secrets.kek, PURPOSE, &[], &sealed).map_err(|_| Failure::Sealed)?;
    serde_json::from_slice(plain.expose()).map(Some).map_err(|_| Failure::Sealed)
}

fn make_mailer(wish: &MailWish) -> Result<Mailer, MailRefused> {
    let (host, port, protection) = parse_server(wish.smtp.trim()).ok_or(MailRefused::BadServer)?;
    let login = match (wish.user.trim(), wish.password.as_bytes()) {
        ("", []) => None,
        ("", _) | (_, []) => return Err(MailRefused::HalfLogin),
        (user, password) => Some((user.to_owned(), Secret::copy_of(password))),
    };
    let settings = MailSettings { host, port, protection, from: wish.from.trim().to_owned(), login };
    Mailer::new(&settings).map_err(MailRefused::BadSender)
}

async fn send_test(app: &App, post: &dyn Post, to: &Person) -> Result<(), MailRefused> {
    let letter = to_letter(&notice_to(app, to, app.now()), &to.email)?;
    post.send(&letter).await.map_err(|why| MailRefused::NotTaken(why.to_string()))
}

fn event(app: &App, admin: &Admin, kind: AuditKind, smtp: &str) -> AuditEvent {
    let detail = (!smtp.is_empty()).then(|| smtp.trim().to_owned());
    AuditEvent { person: admin.person(), detail, ..AuditEvent::new(app.now(), kind) }
}
