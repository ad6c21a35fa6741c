//! Which way out mails take: the configuration's, else the one that an administrator set up, else none.

use std::sync::{Arc, PoisonError, RwLock};

use super::Post;

/// The way out for mails.
#[derive(Default)]
pub struct MailWay {
    configured: Option<Arc<dyn Post>>,
    chosen: RwLock<Option<Arc<dyn Post>>>,
}

impl MailWay {
    /// What the configuration says, if it says something.
    #[must_use]
    pub fn of(configured: Option<Arc<dyn Post>>) -> Self {
        Self { configured, chosen: RwLock::default() }
    }

    /// The way, if there is one.
    #[must_use]
    pub fn post(&self) -> Option<Arc<dyn Post>> {
        let chosen = || self.chosen.read().unwrap_or_else(PoisonError::into_inner).clone();
        self.configured.clone().or_else(chosen)
    }

    /// Whether mail goes out.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.post().is_some()
    }

    /// Whether the configuration decides.
    #[must_use]
    pub const fn is_configured(&self) -> bool {
        self.configured.is_some()
    }

    pub(super) fn choose(&self, post: Option<Arc<dyn Post>>) {
        *self.chosen.write().unwrap_or_else(PoisonError::into_inner) = post;
    }
}
