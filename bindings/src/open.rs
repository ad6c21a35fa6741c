//! What there is while the vault is open.

use std::sync::{Arc, Mutex};

use assent_core::authenticator::Authenticator;

use crate::CancelHandle;
use crate::requests::Shown;

/// An open authenticator. Calls hold it until they end, also past locking.
pub(crate) struct Open {
    pub(crate) authenticator: Authenticator,
    pub(crate) shown: Mutex<Shown>,
    /// Ends what waits when the vault is locked.
    pub(crate) closing: Arc<CancelHandle>,
}

impl Open {
    /// Nothing is shown yet.
    pub(crate) fn new(authenticator: Authenticator) -> Self {
        Self { authenticator, shown: Mutex::default(), closing: Arc::default() }
    }

    /// What ends a call: its own handle, and locking.
    pub(crate) fn handles(&self, cancel: Option<Arc<CancelHandle>>) -> Vec<Arc<CancelHandle>> {
        cancel.into_iter().chain([Arc::clone(&self.closing)]).collect()
    }
}
