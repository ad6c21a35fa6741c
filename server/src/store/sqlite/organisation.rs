//! What the organisation asks of everybody.

use async_trait::async_trait;
use rusqlite::Connection;

use super::SqliteStore;
use super::codes::Code;
use super::rows::{change, change_one, exists, find, json};
use crate::model::{AuditEvent, PersonId, Role, Rules};
use crate::store::{OrganisationStore, StoreError, Turned};

#[async_trait]
impl OrganisationStore for SqliteStore {
    async fn rules(&self) -> Result<Option<Rules>, StoreError> {
        self.read(|conn| find(conn, "SELECT rules FROM organisation", (), |columns| columns.json()))
    }

    async fn set_rules(&self, rules: Rules, event: AuditEvent) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO organisation (one, rules) VALUES (1, ?1)
             ON CONFLICT DO UPDATE SET rules = excluded.rules";
        self.write(move |tx| {
            change_one(tx.conn, SQL, [json(&rules)?])?;
            tx.append(&event)
        })
        .await
    }

    async fn set_role(&self, id: PersonId, from: Role, into: Role, event: AuditEvent) -> Result<Turned, StoreError> {
        const SQL: &str = "UPDATE people SET role = ?3 WHERE id = ?1 AND role = ?2";
        self.write(move |tx| {
            if from == Role::LegalRepresentative && !has_other_representative(tx.conn, id)? {
                return Ok(Turned::Last);
            }
            if change(tx.conn, SQL, (id.0, from.code(), into.code()))? == 0 {
                return Ok(Turned::Conflict);
            }
            tx.append(&event)?;
            Ok(Turned::Done)
        })
        .await
    }
}

/// Whether somebody else stands for the organisation, and can sign in.
pub(super) fn has_other_representative(conn: &Connection, id: PersonId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM people WHERE role = ?1 AND role <> 2 AND id <> ?2 AND locked_at IS NULL";
    exists(conn, SQL, (Role::LegalRepresentative.code(), id.0))
}
