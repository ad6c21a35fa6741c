//! Mails to people. What the log says is read once and becomes mails; mails wait in the store until a mail server took
//! them. So whatever happens to an account and is in the log is also told, whoever did it, through whichever door.

mod deliver;
mod follow;
mod post;
mod seal;
mod smtp;

pub use deliver::deliver;
pub use follow::follow;
pub use post::{MailFailed, Post};
pub use smtp::Mailer;

use crate::app::{App, Failure};

/// Makes the mails that the log calls for, then sends what is due. Gives how many were sent.
///
/// # Errors
/// When the store or randomness fails; what a mail server refuses is tried again later.
pub async fn work(app: &App) -> Result<u32, Failure> {
    follow(app).await?;
    deliver(app).await
}
