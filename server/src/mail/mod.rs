//! Mails to people. What the log says is read once and becomes mails; mails wait in the store until a mail server took
//! them. So whatever happens to an account and is in the log is also told, whoever did it, through whichever door.

mod deliver;
mod follow;
mod post;
mod seal;
mod settings;
mod smtp;
mod topics;
mod way;

pub use deliver::work;
pub use follow::{make_code_mail, make_email_changed, make_farewell};
pub use post::{MailFailed, Post};
pub use settings::{MailNow, MailRefused, MailWish, find_mail, forget_mail, load_mail, set_up_mail, test_mail};
pub use smtp::Mailer;
pub use way::MailWay;
