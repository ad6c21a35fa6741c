//! Ending a call that waits. Swift passes no cancellation on, so each long call takes a handle of its own.

use std::sync::Arc;

use tokio::sync::watch;

use crate::AppError;

/// Ends the calls that it was given to. It serves once: make a new one for the next screen.
#[derive(Debug, uniffi::Object)]
pub struct CancelHandle {
    sender: watch::Sender<bool>,
}

#[uniffi::export]
impl CancelHandle {
    /// A handle that nothing was ended with yet.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>, AppError> {
        Ok(Arc::new(Self::default()))
    }

    /// Ends the calls that have this handle; they fail with [`AppError::Cancelled`].
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn cancel(&self) -> Result<(), AppError> {
        self.sender.send_replace(true);
        Ok(())
    }
}

impl CancelHandle {
    /// Ends the calls that have this handle.
    pub(crate) fn end(&self) {
        self.sender.send_replace(true);
    }

    /// Comes back when [`Self::cancel`] was called, also if that was before.
    pub(crate) async fn wait(&self) {
        // The sender lives as long as this handle does.
        let _ = self.sender.subscribe().wait_for(|is_cancelled| *is_cancelled).await;
    }
}

impl Default for CancelHandle {
    fn default() -> Self {
        Self { sender: watch::Sender::new(false) }
    }
}
