//! What roles are called.

use crate::model::Role;

/// The words for a role.
#[must_use]
pub const fn role_key(role: Role) -> &'static str {
    match role {
        Role::LegalRepresentative => "role-legal-representative",
        Role::Administrator => "role-administrator",
        Role::Collaborator => "role-collaborator",
        Role::External => "role-external",
    }
}
