//! What becomes of a refusal.

use assent_core::authenticator::AuthError;
use assent_core::client::ClientError;

use crate::AppError;

/// Fails as a call does whose server gave this answer: a refusal's code, or what else went wrong on the way.
///
/// # Errors
/// Always.
#[uniffi::export]
pub fn probe_error(of: String) -> Result<(), AppError> {
    let error = match of.as_str() {
        "<no network>" => ClientError::NoNetwork,
        "<timeout>" => ClientError::Timeout,
        "<certificate>" => ClientError::BadCertificate,
        "<too large>" => ClientError::TooLarge,
        "<not a server>" => ClientError::NotAServer,
        "<bad address>" => ClientError::BadAddress,
        code => {
            let (code, detail) = (code.to_owned(), "in the server's words".to_owned());
            ClientError::Refused { status: 400, code, detail, server_time: None }
        }
    };
    Err(AuthError::from(error).into())
}
