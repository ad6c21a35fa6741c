//! Tickets and link codes.

use assent_core::authenticator::AuthError;
use assent_core::message::{Sha256, Ticket, derive_link_code};
use assent_core::secret::Secret;

use crate::AppError;

/// What a ticket says.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProbeTicket {
    /// The server's address.
    pub server_url: String,
    /// The server's id.
    pub server_id: String,
    /// The ticket's id.
    pub id: String,
    /// Its secret.
    pub secret: Vec<u8>,
    /// The pinned TLS key.
    pub tls_pin: Option<Vec<u8>>,
    /// The ticket, printed again.
    pub printed: String,
}

/// Reads a ticket.
///
/// # Errors
/// [`AppError::BadInput`].
#[uniffi::export]
pub fn probe_ticket(text: String) -> Result<ProbeTicket, AppError> {
    let ticket = Ticket::parse(&text).map_err(AuthError::from)?;
    Ok(ProbeTicket {
        server_url: ticket.server_url.clone(),
        server_id: ticket.server_id_text(),
        id: ticket.id.to_string(),
        secret: ticket.secret.expose().to_vec(),
        tls_pin: ticket.tls_pin.map(|pin| pin.to_vec()),
        printed: ticket.print().to_string(),
    })
}

/// The link code of a conversation.
///
/// # Errors
/// None; a panic arrives as one.
#[uniffi::export]
pub fn probe_link_code(secret: Vec<u8>, enrol: String, enrolled: String) -> Result<String, AppError> {
    Ok(derive_link_code(&Secret::new(secret), &enrol, &enrolled).to_string())
}

/// How a prompt is named in a decision: its SHA-256.
///
/// # Errors
/// None; a panic arrives as one.
#[uniffi::export]
pub fn probe_sha256(bytes: Vec<u8>) -> Result<String, AppError> {
    Ok(Sha256::of(&bytes).to_string())
}
