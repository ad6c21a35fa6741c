//! A way out for mails.

use async_trait::async_trait;

use crate::model::Letter;

/// Takes mails: a mail server, or what the demo has instead.
#[async_trait]
pub trait Post: Send + Sync {
    /// Returns when the letter was taken.
    ///
    /// # Errors
    /// [`MailFailed`].
    async fn send(&self, letter: &Letter) -> Result<(), MailFailed>;
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailFailed {
    /// Perhaps later.
    #[error("{0}")]
    Later(String),
    /// Never: the mail server refuses this mail or this address for good.
    #[error("{0}")]
    Never(String),
}
