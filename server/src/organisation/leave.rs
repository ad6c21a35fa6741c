//! Somebody from outside leaves instead of doing what the organisation asks.

use crate::app::{App, Failure};
use crate::model::{AuditKind, Role};
use crate::people::sessions::SignedIn;
use crate::people::{NotAllowed, accounts::check_fresh};

/// Why somebody stays.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeaveRefused {
    /// The session is not fresh.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// They belong to the organisation.
    #[error("only people from outside can leave by themselves; ask an administrator")]
    NotExternal,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// The account opens nothing any more, and all its sessions end. An administrator can open it again.
///
/// # Errors
/// [`LeaveRefused`].
pub async fn leave(app: &App, by: &SignedIn) -> Result<(), LeaveRefused> {
    check_fresh(app, by)?;
    if by.person.role != Role::External {
        return Err(LeaveRefused::NotExternal);
    }
    let event = by.event(app, AuditKind::PersonLeft);
    Ok(app.store.set_locked(by.person.id, Some(app.now()), event).await.map_err(Failure::from)?)
}
