//! How a vault is opened.

use assent_core::secret::Secret;

/// How a vault is opened.
#[derive(Clone, uniffi::Enum)]
pub enum Way {
    /// By the phone's hardware.
    Hardware,
    /// By what the person remembers.
    Passphrase {
        /// UTF-8 as typed. Cleared in Rust after use; the app clears its own.
        passphrase: Vec<u8>,
    },
}

impl Way {
    /// What the person remembers, if that is the way.
    pub(crate) fn into_passphrase(self) -> Option<Secret> {
        match self {
            Self::Hardware => None,
            Self::Passphrase { passphrase } => Some(Secret::new(passphrase)),
        }
    }
}
