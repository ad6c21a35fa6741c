//! The organisation: what it asks of everybody, who is what in it, and how people come and go.

mod leave;
mod overview;
mod roles;
mod rules;

#[cfg(test)]
mod tests;

pub use leave::{LeaveRefused, leave};
pub use overview::{Overview, has_people, look_over};
pub use roles::{RoleRefused, send_alert, set_role, start_reset};
pub use rules::set_rules;
