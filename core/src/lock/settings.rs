//! What a person chose about locking. Kept in the vault, so nobody changes it while it is locked.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{AppLock, AutoLock, LockError};
use crate::authenticator::Records;
use crate::secret::Secret;

const KIND: &str = "settings";
const ID: &str = "lock";

/// Five minutes.
const USUAL_IDLE_SECS: u32 = 300;

/// When the app locks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LockSettings {
    /// After so many seconds without use, at least ten; `None` never does.
    pub idle_secs: Option<u32>,
    /// At once when the app leaves the screen.
    pub in_background: bool,
}

impl Default for LockSettings {
    fn default() -> Self {
        Self { idle_secs: Some(USUAL_IDLE_SECS), in_background: true }
    }
}

impl AppLock {
    /// The settings of now.
    ///
    /// # Errors
    /// [`LockError::Locked`].
    pub fn settings(&self) -> Result<LockSettings, LockError> {
        read(&*self.records)
    }

    /// Changes the settings; they count at once.
    ///
    /// # Errors
    /// [`LockError::Locked`], or of the vault; then nothing was changed.
    pub fn change_settings(&self, settings: LockSettings) -> Result<(), LockError> {
        let plain = Zeroizing::new(serde_json::to_vec(&settings).unwrap_or_default());
        self.records.put(KIND, ID, &Secret::copy_of(&plain))?;
        *self.auto() = AutoLock::new(settings, self.clock.now());
        Ok(())
    }
}

/// What is damaged or not understood locks as usual: no reason to stay out, none to stay open.
pub(super) fn read(records: &dyn Records) -> Result<LockSettings, LockError> {
    match records.find(KIND, ID) {
        Ok(plain) => Ok(plain.and_then(|plain| serde_json::from_slice(plain.expose()).ok()).unwrap_or_default()),
        Err(crate::authenticator::RecordsError::Locked) => Err(LockError::Locked),
        Err(_) => Ok(LockSettings::default()),
    }
}
