//! Sending what is due.

use super::follow::follow;
use super::seal::open_letter;
use super::{MailFailed, Post};
use crate::app::{App, Failure};
use crate::model::Mail;

/// How long a mail that is being sent is nobody else's, in seconds: longer than a mail server may take.
const LEASE_SECS: i64 = 300;
/// Mails in one go, so that a stop need not wait for many.
const MOST: u32 = 64;

/// Makes the mails that the log calls for, then sends what is due. Gives how many were sent.
///
/// # Errors
/// When the store or randomness fails; what a mail server refuses is tried again later.
pub async fn work(app: &App) -> Result<u32, Failure> {
    follow(app).await?;
    deliver(app).await
}

async fn deliver(app: &App) -> Result<u32, Failure> {
    let Some(post) = app.mail.post() else { return Ok(0) };
    let mut sent = 0;
    for _ in 0..MOST {
        let now = app.now();
        let Some(mail) = app.store.take_mail(now, now + LEASE_SECS).await? else { break };
        let (is_sent, next_at) = try_once(app, post.as_ref(), &mail).await;
        app.store.put_off_mail(mail.id, next_at).await?;
        sent += u32::from(is_sent);
    }
    Ok(sent)
}

/// Whether it was sent, and else when to try again.
async fn try_once(app: &App, post: &dyn Post, mail: &Mail) -> (bool, Option<i64>) {
    let sent = match open_letter(app, mail) {
        Ok(letter) => post.send(&letter).await,
        Err(failure) => Err(MailFailed::Never(failure.to_string())),
    };
    let (id, about) = (mail.id, &mail.about);
    match sent {
        Ok(()) => (true, None),
        Err(MailFailed::Never(why)) => {
            tracing::error!(%id, about, why, "a mail can't be sent and was given up");
            (false, None)
        }
        Err(MailFailed::Later(why)) => {
            let next_at = mail.next_try(app.now());
            tracing::warn!(%id, about, why, gives_up = next_at.is_none(), "a mail could not be sent");
            (false, next_at)
        }
    }
}
