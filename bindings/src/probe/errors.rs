//! What becomes of a refusal.

use assent_core::authenticator::{AuthError, RecordsError};
use assent_core::client::ClientError;
use assent_core::lock::{LockError, NotARecoveryKey, PinRefused};
use assent_core::transfer::{Format, ImportError};
use assent_core::vault::VaultError;

use crate::AppError;

/// Fails as a call does whose server gave this answer: a refusal's code, or in `<>` what else went wrong.
///
/// # Errors
/// Always.
#[uniffi::export]
pub fn probe_error(of: String) -> Result<(), AppError> {
    let here = on_the_way(&of).map(|error| AuthError::from(error).into()).or_else(|| by_records(&of));
    Err(here.or_else(|| by_lock(&of)).or_else(|| by_import(&of)).unwrap_or_else(|| by_server(of)))
}

fn by_server(code: String) -> AppError {
    let detail = "in the server's words".to_owned();
    AuthError::from(ClientError::Refused { status: 400, code, detail, server_time: None }).into()
}

fn on_the_way(of: &str) -> Option<ClientError> {
    Some(match of {
        "<no network>" => ClientError::NoNetwork,
        "<timeout>" => ClientError::Timeout,
        "<certificate>" => ClientError::BadCertificate,
        "<too large>" => ClientError::TooLarge,
        "<not a server>" => ClientError::NotAServer,
        "<bad address>" => ClientError::BadAddress,
        _ => return None,
    })
}

fn by_records(of: &str) -> Option<AppError> {
    let error = match of {
        "<locked>" => AuthError::from(RecordsError::Locked),
        "<full>" => RecordsError::Full.into(),
        "<read-only>" => RecordsError::ReadOnly.into(),
        "<busy>" => RecordsError::Busy.into(),
        "<a newer record>" => RecordsError::NotOurs.into(),
        "<undecided>" => AuthError::Undecided { count: 2 },
        "<move code>" => AuthError::MoveCodeWrong { tries_left: 2, silent: 0 },
        _ => return None,
    };
    Some(error.into())
}

fn by_lock(of: &str) -> Option<AppError> {
    let error = match of {
        "<wrong PIN>" => VaultError::WrongPin { tries_left: 9 }.into(),
        "<PIN disabled>" => VaultError::PinDisabled.into(),
        "<wrong recovery key>" => VaultError::WrongRecoveryKey.into(),
        "<no vault>" => VaultError::NoVault("vault.db".into()).into(),
        "<last way>" => VaultError::LastSlot.into(),
        "<vault full>" => VaultError::Full.into(),
        "<vault read-only>" => VaultError::ReadOnly.into(),
        "<vault busy>" => VaultError::Busy.into(),
        "<vault damaged>" => VaultError::FileDamaged.into(),
        "<vault newer>" => VaultError::NewerVersion { found: 9, known: 1 }.into(),
        "<simple PIN>" => PinRefused::Counts.into(),
        "<recovery key mistyped>" => NotARecoveryKey::Check.into(),
        _ => return None,
    };
    Some(LockError::into(error))
}

fn by_import(of: &str) -> Option<AppError> {
    let error = match of {
        "<needs password>" => ImportError::NeedsPassword { format: Format::Aegis },
        "<wrong password>" => ImportError::WrongPassword,
        "<unknown file>" => ImportError::UnknownFormat,
        "<damaged file>" => ImportError::Damaged { at: "line 1".to_owned() },
        _ => return None,
    };
    Some(error.into())
}
