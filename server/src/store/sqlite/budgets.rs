//! How many pushes a person gets, kept with a revision.

use rusqlite::Connection;

use super::rows::{Columns, change_one, find, json, signed};
use super::writer::Tx;
use crate::model::{PersonId, PushBudget};
use crate::store::{Rev, StoreError};

/// The budget; `(0, default)` when there is none yet.
pub(super) fn read_budget(conn: &Connection, person: PersonId) -> Result<(Rev, PushBudget), StoreError> {
    const SQL: &str = "SELECT rev, budget FROM push_budgets WHERE person = ?1";
    let read = |columns: &mut Columns<'_, '_>| Ok((columns.count()?, columns.json()?));
    Ok(find(conn, SQL, [person.0], read)?.unwrap_or_default())
}

impl Tx<'_> {
    /// Whether the budget still is the one with this revision.
    pub(super) fn budget_is(&self, person: PersonId, rev: Rev) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT rev FROM push_budgets WHERE person = ?1";
        Ok(find(self.conn, SQL, [person.0], |columns| columns.count())?.unwrap_or(0) == rev)
    }

    /// Writes the budget that follows the one with revision `rev`.
    pub(super) fn put_budget(&self, person: PersonId, rev: Rev, budget: &PushBudget) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO push_budgets (person, rev, budget) VALUES (?1, ?2 + 1, ?3)
             ON CONFLICT DO UPDATE SET rev = excluded.rev, budget = excluded.budget WHERE rev = ?2";
        change_one(self.conn, SQL, (person.0, signed(rev)?, json(budget)?))
    }
}
