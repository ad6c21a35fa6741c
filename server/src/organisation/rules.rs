//! What is asked of everybody.

use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, Rules};
use crate::people::Admin;

/// Sets the rules; they hold from everybody's next action on.
///
/// # Errors
/// When the store fails.
pub async fn set_rules(app: &App, admin: &Admin, rules: Rules) -> Result<(), Failure> {
    let detail = serde_json::to_string(&rules).ok();
    let event = AuditEvent { person: admin.person(), detail, ..AuditEvent::new(app.now(), AuditKind::RulesChanged) };
    Ok(app.store.set_rules(rules, event).await?)
}
