//! Administration: where a service is told what happened.

use askama::Template;
use assent_core::clock::UnixSeconds;
use assent_core::secret::Secret;

use super::frame::Frame;

/// The webhook of a service, and what went through it.
#[derive(Template)]
#[template(path = "webhook.html")]
pub struct WebhookPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// The service, as it stands in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is told anything.
    pub is_set: bool,
    /// The address, set or as typed.
    pub url: String,
    /// What it was told, newest first.
    pub deliveries: Vec<Delivery>,
    /// What was just done, if anything.
    pub news: Option<WebhookNews>,
}

/// Something that the service was told.
pub struct Delivery {
    /// As it stands in the form.
    pub id: String,
    /// What it is about.
    pub kind: String,
    /// When it was made.
    pub made_at: UnixSeconds,
    /// Where it stands.
    pub state: State,
    /// What the service or the way there said last.
    pub answer: Option<String>,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The service took it.
    Taken,
    /// It is tried again.
    Waiting(UnixSeconds),
    /// It is not tried any more.
    GivenUp,
}

/// What was just done.
pub enum WebhookNews {
    /// It was set; the secret is shown now and never again.
    Set {
        /// The secret.
        secret: Secret,
    },
    /// Not an address that can be reached.
    Refused(String),
    /// The service is told no more.
    Removed,
    /// A message goes out again.
    Resent,
}

impl WebhookPage {
    const fn is_refused(&self) -> bool {
        matches!(self.news, Some(WebhookNews::Refused(_)))
    }
}
