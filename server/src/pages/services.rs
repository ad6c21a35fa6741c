//! Administration: the services that ask, and their API keys.

use askama::Template;
use assent_core::clock::UnixSeconds;
use assent_core::secret::Secret;

use super::frame::Frame;

/// The list of services, and a form for another.
#[derive(Template)]
#[template(path = "services.html")]
pub struct Services {
    /// The page's surroundings.
    pub frame: Frame,
    /// The services, newest first.
    pub services: Vec<Service>,
    /// What was just done, if anything.
    pub news: Option<ServiceNews>,
    /// The name as it was typed.
    pub name: String,
    /// Whether there was nothing in the name.
    pub is_name_missing: bool,
}

/// A service that may ask people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// As it stands in addresses.
    pub id: String,
    /// As people see it on their phones.
    pub name: String,
    /// When its key was made.
    pub made_at: UnixSeconds,
    /// Whether its key was taken away.
    pub is_revoked: bool,
}

/// What was just done.
pub enum ServiceNews {
    /// A key was made: shown now and never again.
    Made {
        /// The service's name.
        name: String,
        /// The key.
        key: Secret,
    },
    /// A service was revoked.
    Revoked(String),
}
