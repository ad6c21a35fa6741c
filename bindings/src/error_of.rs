//! From core's errors to the app's. The keys are core's own (`assent_core::worded`); `cli/locales` has words for them.

use assent_core::authenticator::{AuthError, RecordsError};
use assent_core::client::ClientError;
use assent_core::keys::SignError;
use assent_core::lock::LockError;
use assent_core::transfer::{ImportError, Why};
use assent_core::vault::VaultError;
use assent_core::worded::Worded;

use crate::AppError;

impl AppError {
    /// What was given makes no sense.
    pub(crate) fn bad_input(key: &str, detail: impl ToString) -> Self {
        Self::BadInput { key: key.to_owned(), detail: detail.to_string() }
    }

    /// A fault in Assent or in the phone.
    pub(crate) fn internal(detail: impl ToString) -> Self {
        Self::Internal { key: "error-internal".to_owned(), detail: detail.to_string() }
    }

    /// The vault is locked.
    pub(crate) fn locked() -> Self {
        AuthError::Locked.into()
    }

    /// The caller did not want to wait longer.
    pub(crate) fn cancelled() -> Self {
        Self::Cancelled { key: "error-cancelled".to_owned(), detail: "cancelled by the app".to_owned() }
    }

    /// A text that may not be shown, or is too long.
    pub(crate) fn bad_text(key: &str) -> Self {
        Self::bad_input(key, "empty, too long or not showable")
    }
}

impl From<AuthError> for AppError {
    fn from(error: AuthError) -> Self {
        let (key, detail) = (error.key().to_owned(), error.to_string());
        match error {
            AuthError::Records(why) => why.into(),
            AuthError::Client(why) => of_client(why, key, detail),
            AuthError::Locked | AuthError::Sign(SignError::Locked) => Self::Locked { key, detail },
            AuthError::DamagedAccount => Self::Damaged { key, detail },
            AuthError::Unlinked => Self::Unlinked { key, detail },
            AuthError::LinkRefused | AuthError::NotConfirmed | AuthError::SignInRefused { .. } => {
                Self::NotLinked { key, detail }
            }
            AuthError::Expired => Self::Expired { key, detail },
            AuthError::Settled { .. } => Self::Settled { key, detail },
            AuthError::NumberNeeded { digits } => Self::NumberNeeded { key, detail, digits },
            AuthError::NumberWrong { .. } => Self::NumberWrong { key, detail },
            AuthError::Duplicate { existing } => Self::Duplicate { key, detail, existing: existing.to_string() },
            AuthError::Undecided { count } => Self::Undecided { key, detail, count: whole(count) },
            AuthError::Untrusted(_) | AuthError::BadReceipt(_) => Self::Untrusted { key, detail },
            AuthError::Sign(SignError::NotConfirmed) => Self::NotConfirmed { key, detail },
            AuthError::Sign(SignError::KeyGone) => Self::KeyGone { key, detail },
            AuthError::Sign(SignError::Failed) | AuthError::Random(_) => Self::Internal { key, detail },
            AuthError::StillLinked { .. } => Self::NoNetwork { key, detail },
            AuthError::MoveCodeWrong { tries_left, .. } => {
                Self::MoveCodeWrong { key, detail, tries_left: tries_left.into() }
            }
            AuthError::Ticket(_)
            | AuthError::Address(_)
            | AuthError::NoSuchAccount
            | AuthError::CodesOnly
            | AuthError::NoCodes
            | AuthError::Export(_)
            | AuthError::OtherAccount
            | AuthError::BadQuiet
            | AuthError::NothingToMove
            | AuthError::NotMoving
            | AuthError::NotAMoveCode
            | AuthError::NotScanned
            | AuthError::MoveStopped
            | AuthError::BadCallback => Self::BadInput { key, detail },
        }
    }
}

fn of_client(error: ClientError, key: String, detail: String) -> AppError {
    match error {
        ClientError::NoNetwork => AppError::NoNetwork { key, detail },
        ClientError::Timeout => AppError::NoAnswer { key, detail },
        ClientError::BadAddress => AppError::BadInput { key, detail },
        ClientError::BadCertificate | ClientError::NotAServer | ClientError::TooLarge => {
            AppError::Untrusted { key, detail }
        }
        ClientError::Refused { code, .. } => AppError::ServerSaysNo { key, detail, code },
    }
}

impl From<RecordsError> for AppError {
    fn from(error: RecordsError) -> Self {
        let (key, detail) = (error.key().to_owned(), error.to_string());
        match error {
            RecordsError::Locked => Self::Locked { key, detail },
            RecordsError::Full | RecordsError::ReadOnly | RecordsError::Busy => Self::Storage { key, detail },
            // `Damaged`, `NotOurs`, and what the vault has no name for.
            _ => Self::Damaged { key, detail },
        }
    }
}

impl From<ImportError> for AppError {
    fn from(error: ImportError) -> Self {
        let (key, detail) = (error.key().to_owned(), error.to_string());
        match error {
            ImportError::NeedsPassword { .. } => Self::PasswordNeeded { key, detail },
            ImportError::WrongPassword => Self::WrongPassword { key, detail },
            _ => Self::BadInput { key, detail },
        }
    }
}

impl From<Why> for AppError {
    fn from(why: Why) -> Self {
        Self::bad_input(why.key(), why)
    }
}

impl From<LockError> for AppError {
    fn from(error: LockError) -> Self {
        let (key, detail) = (error.key().to_owned(), error.to_string());
        match error {
            LockError::Locked => Self::Locked { key, detail },
            LockError::Vault(why) => why.into(),
            LockError::Records(why) => why.into(),
            LockError::Pin(_) | LockError::RecoveryKey(_) => Self::BadInput { key, detail },
        }
    }
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        let (key, detail) = (error.key().to_owned(), error.to_string());
        match error {
            VaultError::NoVault(_) => Self::NoVault { key, detail },
            VaultError::Exists(_) | VaultError::WrongRecoveryKey => Self::BadInput { key, detail },
            VaultError::WrongPin { tries_left } | VaultError::WrongPassphrase { tries_left } => {
                Self::WrongPin { key, detail, tries_left }
            }
            VaultError::SlotDisabled
            | VaultError::PinDisabled
            | VaultError::SlotDamaged
            | VaultError::NoSlot(_)
            | VaultError::NoSuchSlot(_)
            | VaultError::LastSlot
            | VaultError::KeyStore(_)
            | VaultError::KeyFile { .. } => Self::NoWayIn { key, detail },
            VaultError::WrongKey => Self::KeyGone { key, detail },
            VaultError::Rekeyed => Self::Locked { key, detail },
            VaultError::ReadOnly | VaultError::Full | VaultError::Busy => Self::Storage { key, detail },
            VaultError::Io(_) | VaultError::Storage(_) => Self::Storage { key, detail },
            VaultError::NoRandomness(_) => Self::Internal { key, detail },
            // `NotAVault`, `NewerVersion`, and all that is damaged.
            _ => Self::Damaged { key, detail },
        }
    }
}

/// A count for an app; none comes near the end of it.
pub(crate) fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
