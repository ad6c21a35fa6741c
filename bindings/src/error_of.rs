//! From core's errors to the app's. A key that `cli/locales` has too means the same there.

use assent_core::authenticator::AuthError;
use assent_core::client::ClientError;
use assent_core::keys::SignError;
use assent_core::message::BadTicket;
use assent_core::vault::VaultError;

use crate::AppError;

impl AppError {
    /// The key of its words.
    pub(crate) fn key(&self) -> &str {
        match self {
            Self::Locked { key, .. }
            | Self::NoVault { key, .. }
            | Self::WrongPassphrase { key, .. }
            | Self::NoWayIn { key, .. }
            | Self::Damaged { key, .. }
            | Self::Storage { key, .. }
            | Self::NoNetwork { key, .. }
            | Self::NoAnswer { key, .. }
            | Self::ServerSaysNo { key, .. }
            | Self::Expired { key, .. }
            | Self::Settled { key, .. }
            | Self::NumberNeeded { key, .. }
            | Self::NumberWrong { key, .. }
            | Self::Unlinked { key, .. }
            | Self::NotLinked { key, .. }
            | Self::Duplicate { key, .. }
            | Self::BadInput { key, .. }
            | Self::KeyGone { key, .. }
            | Self::NotConfirmed { key, .. }
            | Self::Untrusted { key, .. }
            | Self::Cancelled { key, .. }
            | Self::Internal { key, .. } => key,
        }
    }

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
        Self::Locked { key: "error-locked".to_owned(), detail: "the vault is locked".to_owned() }
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
        let (key, detail) = (key_of(&error).to_owned(), error.to_string());
        match error {
            AuthError::Locked | AuthError::Sign(SignError::Locked) => Self::Locked { key, detail },
            AuthError::Records(_) | AuthError::DamagedAccount => Self::Damaged { key, detail },
            AuthError::Client(why) => of_client(why, key, detail),
            AuthError::Unlinked => Self::Unlinked { key, detail },
            AuthError::LinkRefused | AuthError::NotConfirmed | AuthError::SignInRefused { .. } => {
                Self::NotLinked { key, detail }
            }
            AuthError::Expired => Self::Expired { key, detail },
            AuthError::Settled { .. } => Self::Settled { key, detail },
            AuthError::NumberNeeded { digits } => Self::NumberNeeded { key, detail, digits },
            AuthError::NumberWrong { .. } => Self::NumberWrong { key, detail },
            AuthError::Duplicate { existing } => Self::Duplicate { key, detail, existing: existing.to_string() },
            AuthError::Untrusted(_) | AuthError::BadReceipt(_) => Self::Untrusted { key, detail },
            AuthError::Sign(SignError::NotConfirmed) => Self::NotConfirmed { key, detail },
            AuthError::Sign(SignError::KeyGone) => Self::KeyGone { key, detail },
            AuthError::Sign(SignError::Failed) | AuthError::Random(_) => Self::Internal { key, detail },
            AuthError::StillLinked { .. } => Self::NoNetwork { key, detail },
            AuthError::Ticket(_)
            | AuthError::Address(_)
            | AuthError::NoSuchAccount
            | AuthError::CodesOnly
            | AuthError::NoCodes
            | AuthError::Undecided { .. }
            | AuthError::Export(_)
            | AuthError::OtherAccount
            | AuthError::BadQuiet
            | AuthError::NothingToMove
            | AuthError::NotMoving
            | AuthError::NotAMoveCode
            | AuthError::NotScanned
            | AuthError::MoveCodeWrong { .. }
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

const fn key_of(error: &AuthError) -> &'static str {
    match error {
        AuthError::Locked | AuthError::Sign(SignError::Locked) => "error-locked",
        AuthError::Records(_) => "error-records",
        AuthError::Ticket(BadTicket::NotATicket) => "error-ticket-not",
        AuthError::Ticket(BadTicket::Damaged) => "error-ticket-damaged",
        AuthError::Ticket(BadTicket::NewerVersion) => "error-ticket-newer",
        AuthError::Ticket(BadTicket::Unprotected) => "error-ticket-unprotected",
        AuthError::Address(_) => "error-address",
        AuthError::Client(ClientError::BadAddress) => "error-bad-address",
        AuthError::Client(ClientError::NoNetwork) => "error-no-network",
        AuthError::Client(ClientError::Timeout) => "error-timeout",
        AuthError::Client(ClientError::BadCertificate) => "error-certificate",
        AuthError::Client(ClientError::NotAServer) => "error-not-a-server",
        AuthError::Client(ClientError::TooLarge) => "error-too-large",
        AuthError::Client(ClientError::Refused { .. }) => "error-refused",
        AuthError::Untrusted(_) => "error-untrusted",
        AuthError::BadReceipt(_) => "error-bad-receipt",
        AuthError::Sign(SignError::KeyGone) => "error-key-gone",
        AuthError::Sign(SignError::NotConfirmed) => "error-key-not-confirmed",
        AuthError::Sign(SignError::Failed) => "error-key",
        AuthError::Random(_) => "error-random",
        AuthError::NoSuchAccount => "error-no-account",
        AuthError::DamagedAccount => "error-damaged",
        AuthError::CodesOnly => "error-codes-only",
        AuthError::NoCodes => "error-no-codes",
        AuthError::NotConfirmed => "error-not-confirmed",
        AuthError::LinkRefused => "error-link-refused",
        AuthError::Unlinked => "error-unlinked",
        AuthError::Expired => "error-expired",
        AuthError::Settled { .. } => "error-settled",
        AuthError::NumberNeeded { .. } => "error-number-needed",
        AuthError::NumberWrong { .. } => "error-number-wrong",
        AuthError::Duplicate { .. } => "error-duplicate",
        AuthError::Undecided { .. } => "error-import-undecided",
        AuthError::Export(_) => "error-export",
        AuthError::StillLinked { .. } => "error-still-linked",
        AuthError::NothingToMove => "error-no-linked",
        AuthError::NotMoving => "error-not-moving",
        AuthError::NotAMoveCode => "error-not-a-move-code",
        AuthError::NotScanned => "error-not-scanned",
        AuthError::MoveCodeWrong { .. } => "error-move-code",
        AuthError::MoveStopped => "error-move-stopped",
        AuthError::OtherAccount => "error-other-account",
        AuthError::BadQuiet => "error-bad-quiet",
        AuthError::SignInRefused { .. } => "error-sign-in",
        AuthError::BadCallback => "error-callback",
    }
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        let detail = error.to_string();
        let key = |key: &str| key.to_owned();
        match error {
            VaultError::NoVault(_) => Self::NoVault { key: key("error-no-vault"), detail },
            VaultError::Exists(_) => Self::BadInput { key: key("error-vault-exists"), detail },
            VaultError::WrongPassphrase { tries_left } => {
                Self::WrongPassphrase { key: key("error-wrong-passphrase"), detail, tries_left }
            }
            VaultError::SlotDisabled => Self::NoWayIn { key: key("error-slot-disabled"), detail },
            VaultError::NoSlot(_) | VaultError::NoSuchSlot(_) | VaultError::LastSlot => {
                Self::NoWayIn { key: key("error-no-slot"), detail }
            }
            VaultError::SlotDamaged => Self::NoWayIn { key: key("error-slot-damaged"), detail },
            VaultError::WrongKey => Self::KeyGone { key: key("error-vault-key"), detail },
            VaultError::KeyStore(_) | VaultError::KeyFile { .. } => {
                Self::NoWayIn { key: key("error-key-store"), detail }
            }
            VaultError::NewerVersion { .. } => Self::Damaged { key: key("error-vault-newer"), detail },
            VaultError::ReadOnly => Self::Storage { key: key("error-read-only"), detail },
            VaultError::Full => Self::Storage { key: key("error-full"), detail },
            VaultError::Busy => Self::Storage { key: key("error-busy"), detail },
            VaultError::Io(_) | VaultError::Storage(_) => Self::Storage { key: key("error-io"), detail },
            VaultError::NoRandomness(_) => Self::Internal { key: key("error-random"), detail },
            _ => Self::Damaged { key: key("error-vault-damaged"), detail },
        }
    }
}
