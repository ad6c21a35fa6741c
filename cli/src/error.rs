//! Why a command was not done: a stable code for programs, words for people.

use assent_core::authenticator::AuthError;
use assent_core::client::ClientError;
use assent_core::keys::SignError;
use assent_core::lock::{LockError, NotARecoveryKey, PinRefused};
use assent_core::message::BadTicket;
use assent_core::transfer::{Format, ImportError};
use assent_core::vault::VaultError;

use crate::words::Words;

/// Why a command was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CliError {
    /// The key of its words: `error-` and its code.
    key: &'static str,
    /// What the words mention.
    detail: String,
}

impl CliError {
    pub(crate) fn new(key: &'static str) -> Self {
        Self { key, detail: String::new() }
    }

    pub(crate) fn with(key: &'static str, detail: impl ToString) -> Self {
        Self { key, detail: detail.to_string() }
    }

    pub(crate) fn io(error: &std::io::Error) -> Self {
        Self::with("error-io", error)
    }

    /// What programs compare.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.key.trim_start_matches("error-")
    }

    /// What happened and what to do, in the person's language.
    #[must_use]
    pub fn words(&self, words: &Words) -> String {
        words.say(self.key, &[("detail", self.detail.as_str().into())])
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::io(&error)
    }
}

impl From<AuthError> for CliError {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::Locked => Self::new("error-locked"),
            AuthError::Records(why) => Self::with("error-records", why),
            AuthError::Ticket(why) => Self::new(ticket_key(why)),
            AuthError::Address(why) => Self::with("error-address", why),
            AuthError::Client(why) => from_client(why),
            AuthError::Untrusted(why) => Self::with("error-untrusted", why),
            AuthError::BadReceipt(why) => Self::with("error-bad-receipt", why),
            AuthError::Sign(SignError::KeyGone) => Self::new("error-key-gone"),
            AuthError::Sign(why) => Self::with("error-key", why),
            AuthError::Random(_) => Self::new("error-random"),
            AuthError::NoSuchAccount => Self::new("error-no-account"),
            AuthError::DamagedAccount => Self::new("error-damaged"),
            AuthError::CodesOnly => Self::new("error-codes-only"),
            AuthError::NoCodes => Self::new("error-no-codes"),
            AuthError::NotConfirmed => Self::new("error-not-confirmed"),
            AuthError::LinkRefused => Self::new("error-link-refused"),
            AuthError::Unlinked => Self::new("error-unlinked"),
            AuthError::Expired => Self::new("error-expired"),
            AuthError::Settled { detail } => Self::with("error-settled", detail),
            AuthError::NumberNeeded { digits } => Self::with("error-number-needed", digits),
            AuthError::NumberWrong { detail } => Self::with("error-number-wrong", detail),
            AuthError::Duplicate { .. } => Self::new("error-duplicate"),
            AuthError::Undecided { count } => Self::with("error-import-undecided", count),
            AuthError::Export(why) => Self::with("error-export", why),
            AuthError::StillLinked { why } => Self::with("error-still-linked", why),
            AuthError::NothingToMove => Self::new("error-no-linked"),
            AuthError::NotMoving => Self::new("error-not-moving"),
            AuthError::NotAMoveCode => Self::new("error-not-a-move-code"),
            AuthError::NotScanned => Self::new("error-not-scanned"),
            AuthError::MoveCodeWrong { tries_left, silent: 0 } => Self::with("error-move-code", tries_left),
            AuthError::MoveCodeWrong { tries_left, .. } => Self::with("error-move-code-silent", tries_left),
            AuthError::MoveStopped => Self::new("error-move-stopped"),
            AuthError::OtherAccount => Self::new("error-other-account"),
            AuthError::BadQuiet => Self::new("error-bad-quiet"),
            AuthError::SignInRefused { detail } => Self::with("error-sign-in", detail),
            AuthError::BadCallback => Self::new("error-callback"),
        }
    }
}

impl From<ImportError> for CliError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::UnknownFormat => Self::with("error-import-unknown", Format::ALL.map(Format::name).join(", ")),
            ImportError::NeedsPassword { format } => Self::with("error-import-password", format),
            ImportError::WrongPassword => Self::new("error-import-wrong-password"),
            ImportError::Damaged { at } => Self::with("error-import-damaged", at),
            ImportError::TooLarge => Self::new("error-import-too-large"),
            ImportError::TooCostly => Self::new("error-import-too-costly"),
            ImportError::NewerVersion { format } => Self::with("error-import-newer", format),
            ImportError::EncryptedNotSupported { format, .. } => Self::with("error-import-encrypted", format),
            ImportError::Incomplete { have, of } => Self::with("error-import-incomplete", format!("{have}/{of}")),
            ImportError::OtherBatch => Self::new("error-import-other-batch"),
        }
    }
}

impl From<LockError> for CliError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Locked => Self::new("error-locked"),
            LockError::Pin(why) => Self::new(pin_key(why)),
            LockError::RecoveryKey(NotARecoveryKey::Length(count)) => Self::with("error-recovery-key-length", count),
            LockError::RecoveryKey(NotARecoveryKey::Character(it)) => Self::with("error-recovery-key-letter", it),
            LockError::RecoveryKey(NotARecoveryKey::Check) => Self::new("error-recovery-key-check"),
            LockError::Vault(VaultError::WrongPin { tries_left }) => Self::with("error-pin-wrong", tries_left),
            LockError::Vault(VaultError::PinDisabled) => Self::new("error-pin-disabled"),
            LockError::Vault(VaultError::WrongRecoveryKey) => Self::new("error-recovery-key-wrong"),
            LockError::Vault(VaultError::LastSlot) => Self::new("error-last-way"),
            LockError::Vault(why) => Self::with("error-records", why),
            LockError::Records(why) => Self::with("error-records", why),
        }
    }
}

const fn pin_key(why: PinRefused) -> &'static str {
    match why {
        PinRefused::TooFewDigits => "error-pin-few-digits",
        PinRefused::TooShort => "error-pin-short",
        PinRefused::TooLong => "error-pin-long",
        PinRefused::Repeats => "error-pin-repeats",
        PinRefused::Counts => "error-pin-counts",
        PinRefused::Common => "error-pin-common",
    }
}

const fn ticket_key(why: BadTicket) -> &'static str {
    match why {
        BadTicket::NotATicket => "error-ticket-not",
        BadTicket::Damaged => "error-ticket-damaged",
        BadTicket::NewerVersion => "error-ticket-newer",
        BadTicket::Unprotected => "error-ticket-unprotected",
    }
}

fn from_client(why: ClientError) -> CliError {
    match why {
        ClientError::BadAddress => CliError::new("error-bad-address"),
        ClientError::NoNetwork => CliError::new("error-no-network"),
        ClientError::Timeout => CliError::new("error-timeout"),
        ClientError::BadCertificate => CliError::new("error-certificate"),
        ClientError::NotAServer => CliError::new("error-not-a-server"),
        ClientError::TooLarge => CliError::new("error-too-large"),
        ClientError::Refused { detail, .. } => CliError::with("error-refused", detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_a_code_for_programs_and_words_in_both_languages() {
        let error = CliError::from(AuthError::Client(ClientError::NoNetwork));
        assert_eq!(error.code(), "no-network");
        assert!(error.words(&Words::new("en")).contains("Check the network"));
        assert!(error.words(&Words::new("fr")).contains("Vérifiez le réseau"));
    }
}
