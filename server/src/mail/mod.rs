//! Mails to people. What the log says is read once and becomes mails; mails wait in the store until a mail server took
//! them. So whatever happens to an account and is in the log is also told, whoever did it, through whichever door.

mod deliver;
mod follow;
mod post;
mod seal;
mod smtp;

pub use deliver::work;
pub use follow::make_farewell;
pub use post::{MailFailed, Post};
pub use smtp::Mailer;
