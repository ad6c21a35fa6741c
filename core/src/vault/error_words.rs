//! The words of a vault's errors.

use super::VaultError;
use crate::worded::Worded;

impl Worded for VaultError {
    fn key(&self) -> &'static str {
        match self {
            Self::NoVault(_) => "error-no-vault",
            Self::Exists(_) => "error-vault-exists",
            Self::NotAVault(_) => "error-not-a-vault",
            Self::NewerVersion { .. } => "error-vault-newer",
            Self::WrongPassphrase { .. } => "error-wrong-passphrase",
            Self::SlotDisabled => "error-slot-disabled",
            Self::WrongPin { .. } => "error-pin-wrong",
            Self::PinDisabled => "error-pin-disabled",
            Self::WrongRecoveryKey => "error-recovery-key-wrong",
            Self::NoSlot(_) | Self::NoSuchSlot(_) => "error-no-slot",
            Self::LastSlot => "error-last-way",
            Self::SlotDamaged => "error-slot-damaged",
            Self::WrongKey => "error-vault-key",
            Self::Rekeyed => "error-locked",
            Self::KeyStore(_) => "error-key-store",
            Self::KeyFile { .. } => "error-key-file",
            Self::Damaged(_) => "error-record-damaged",
            Self::ListDamaged => "error-list-damaged",
            Self::FileDamaged => "error-vault-damaged",
            Self::ReadOnly => "error-read-only",
            Self::Full => "error-full",
            Self::Busy => "error-busy",
            Self::NoRandomness(_) => "error-random",
            Self::Io(_) | Self::Storage(_) => "error-io",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::NoVault(path) | Self::Exists(path) | Self::NotAVault(path) => path.display().to_string(),
            Self::WrongPassphrase { tries_left } | Self::WrongPin { tries_left } => tries_left.to_string(),
            Self::NoSlot(kind) => kind.to_string(),
            Self::NoSuchSlot(id) => id.to_string(),
            Self::KeyStore(words) => words.clone(),
            Self::KeyFile { path, problem } => format!("{}: {problem}", path.display()),
            Self::Damaged(damaged) => damaged.id.to_string(),
            Self::Io(_) | Self::Storage(_) => self.to_string(),
            _ => String::new(),
        }
    }
}
