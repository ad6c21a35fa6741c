//! Who looks at identity checks.

use async_trait::async_trait;

use super::SqliteStore;
use super::rows::{Columns, change, change_one, exists, find, list};
use crate::model::{AuditEvent, PersonId, Reviewer, ReviewerKey};
use crate::store::{ReviewerStore, StoreError};

#[async_trait]
impl ReviewerStore for SqliteStore {
    async fn set_reviewer(&self, person: PersonId, reviews: bool, event: AuditEvent) -> Result<(), StoreError> {
        self.write(move |tx| {
            change_one(tx.conn, "UPDATE people SET reviewer = ?2 WHERE id = ?1", (person.0, reviews))?;
            if !reviews {
                change(tx.conn, "DELETE FROM reviewer_keys WHERE person = ?1", [person.0])?;
            }
            tx.append(&event)
        })
        .await
    }

    async fn set_reviewer_key(&self, key: ReviewerKey, events: Vec<AuditEvent>) -> Result<bool, StoreError> {
        const MAY: &str = "SELECT 1 FROM people WHERE id = ?1 AND reviewer = 1";
        const SQL: &str = "INSERT INTO reviewer_keys (person, public_key, wrapped_key, made_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET public_key = excluded.public_key, wrapped_key = excluded.wrapped_key,
             made_at = excluded.made_at";
        self.write(move |tx| {
            if !exists(tx.conn, MAY, [key.person.0])? {
                return Ok(false);
            }
            change_one(tx.conn, SQL, (key.person.0, &key.public_key, &key.wrapped_key, key.made_at))?;
            tx.append_all(&events)?;
            Ok(true)
        })
        .await
    }

    async fn find_reviewer_key(&self, person: PersonId) -> Result<Option<ReviewerKey>, StoreError> {
        const SQL: &str = "SELECT person, public_key, wrapped_key, made_at FROM reviewer_keys WHERE person = ?1";
        self.read(|conn| find(conn, SQL, [person.0], read_key))
    }

    async fn list_reviewers(&self) -> Result<Vec<Reviewer>, StoreError> {
        const SQL: &str = "SELECT id, role, public_key FROM people JOIN reviewer_keys ON person = id
             WHERE reviewer = 1 AND role <> 3 AND locked_at IS NULL ORDER BY id";
        self.read(|conn| list(conn, SQL, (), read_reviewer))
    }

    async fn list_representatives(&self) -> Result<Vec<PersonId>, StoreError> {
        const SQL: &str = "SELECT id FROM people WHERE role = 0 AND role <> 2 AND locked_at IS NULL";
        self.read(|conn| list(conn, SQL, (), |columns| columns.take().map(PersonId)))
    }
}

fn read_key(columns: &mut Columns<'_, '_>) -> Result<ReviewerKey, StoreError> {
    Ok(ReviewerKey {
        person: PersonId(columns.take()?),
        public_key: columns.take()?,
        wrapped_key: columns.take()?,
        made_at: columns.take()?,
    })
}

fn read_reviewer(columns: &mut Columns<'_, '_>) -> Result<Reviewer, StoreError> {
    Ok(Reviewer { person: PersonId(columns.take()?), role: columns.code()?, public_key: columns.take()? })
}
