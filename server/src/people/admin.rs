//! Who may do what an administrator does.

use assent_core::message::Text;

use super::sessions::{SignedIn, is_fresh};
use crate::app::App;
use crate::model::{AuditEvent, AuditKind, PersonId, Role};

/// Somebody who administers and proved it recently. To have one is the permission.
pub struct Admin {
    person: Option<PersonId>,
    role: Role,
    address: Option<Text>,
}

/// Why something is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// Not an administrator.
    #[error("only an administrator can do this")]
    NotAdmin,
    /// The last proof is too old.
    #[error("give your password again to go on")]
    NotFresh,
}

impl Admin {
    /// The administrator of a session.
    ///
    /// # Errors
    /// [`NotAllowed`].
    pub fn of(app: &App, signed_in: &SignedIn) -> Result<Self, NotAllowed> {
        if !signed_in.person.role.administers() {
            return Err(NotAllowed::NotAdmin);
        }
        require_fresh(app, signed_in)?;
        Ok(Self {
            person: Some(signed_in.person.id),
            role: signed_in.person.role,
            address: signed_in.session.context.address.clone(),
        })
    }

    /// Whoever may run programs as the server's user on its machine.
    #[must_use]
    pub const fn at_the_machine() -> Self {
        Self { person: None, role: Role::LegalRepresentative, address: None }
    }

    /// Who it is, unless they are at the machine.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// What they are in the organisation.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// An event about `person`, with who did it.
    #[must_use]
    pub fn event(&self, app: &App, kind: AuditKind, person: PersonId) -> AuditEvent {
        AuditEvent {
            address: self.address.as_ref().map(|address| address.as_str().to_owned()),
            detail: Some(self.person.map_or_else(|| "at the machine".to_owned(), |by| format!("by {by}"))),
            ..AuditEvent::new(app.now(), kind).of(person)
        }
    }
}

/// Changing factors and accounts needs a recent proof.
pub(super) fn require_fresh(app: &App, signed_in: &SignedIn) -> Result<(), NotAllowed> {
    if is_fresh(app, signed_in) { Ok(()) } else { Err(NotAllowed::NotFresh) }
}
