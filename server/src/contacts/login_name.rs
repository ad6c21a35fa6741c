//! Somebody forgot what they sign in with: number and address for getting back in tell whose account it is, and a mail to
//! that address says it. Nothing is told here.

use assent_core::message::Text;

use super::number::{derive_hash, read_number};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Email};

/// Accounts that may share number and address.
const MAX_FOUND: u32 = 3;
/// Looked up instead of what is no address, so that the same is read.
const NOBODY: &str = "nobody@invalid";

/// Notes that somebody asked; the mail follows from the log. Where nothing fits it does the same, and no mail follows.
///
/// # Errors
/// When the store or the hashing fails.
pub async fn ask_login_name(app: &App, number: &str, email: &str, address: Option<&Text>) -> Result<(), Failure> {
    // As dear as a sign-in, so that nobody asks faster than they could guess.
    app.decoy.spend(&app.hashing).await?;
    let read = read_number(app, number);
    let hash = derive_hash(app, read.as_ref().map_or(number, |number| number.e164()));
    let found = match Email::parse(email).or_else(|_| Email::parse(NOBODY)) {
        Ok(email) => app.store.find_by_recovery(hash, &email, MAX_FOUND).await?,
        Err(_) => Vec::new(),
    };
    let asked = AuditEvent {
        address: address.map(ToString::to_string),
        ..AuditEvent::new(app.now(), AuditKind::LoginNameAsked)
    };
    let mut events: Vec<AuditEvent> = found
        .iter()
        .map(|one| AuditEvent { person: Some(one.person), detail: Some(one.id.to_string()), ..asked.clone() })
        .collect();
    if events.is_empty() {
        events.push(asked);
    }
    app.store.append_audit(events).await?;
    Ok(())
}
