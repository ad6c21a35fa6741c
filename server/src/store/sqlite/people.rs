//! People.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;
use async_trait::async_trait;
use rusqlite::Connection;

use super::codes::Code;
use super::rows::{Columns, change, change_one, exists, find, list};
use super::sessions::end_sessions;
use super::{SqliteStore, Tx};
use crate::model::{Alerts, AuditEvent, Email, Person, PersonId, SessionId};
use crate::store::{Added, NewPerson, PeopleStore, StoreError};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, email, name, password, admin, language, alerts, created_at, locked_at FROM people ", $rest)
    };
}

#[async_trait]
impl PeopleStore for SqliteStore {
    async fn add_person(&self, new: NewPerson) -> Result<Added, StoreError> {
        self.write(move |tx| add_person(tx, &new)).await
    }

    async fn find_person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        self.read(|conn| find(conn, select!("WHERE id = ?1"), [id.0], read_person))
    }

    async fn find_person_by_email(&self, email: &Email) -> Result<Option<Person>, StoreError> {
        self.read(|conn| find(conn, select!("WHERE email = ?1"), [email.as_str()], read_person))
    }

    async fn list_people(&self, after: Option<&Email>, limit: u32) -> Result<Vec<Person>, StoreError> {
        // No address is empty, so all come after the empty text.
        let after = after.map_or_else(String::new, |email| email.as_str().to_owned());
        let sql = select!("WHERE email > ?1 ORDER BY email LIMIT ?2");
        self.read_aside(move |conn| list(conn, sql, (after, limit), read_person)).await
    }

    async fn count_people(&self) -> Result<u64, StoreError> {
        self.read(count_people)
    }

    async fn list_two_step(&self, people: &[PersonId]) -> Result<Vec<PersonId>, StoreError> {
        let people = people.to_vec();
        if people.len() == 1 {
            return self.read(|conn| list_two_step(conn, people));
        }
        self.read_aside(move |conn| list_two_step(conn, people)).await
    }

    async fn set_password(
        &self,
        id: PersonId,
        old: &str,
        new: &str,
        keep: Option<SessionId>,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE people SET password = ?3 WHERE id = ?1 AND password = ?2";
        let (old, new) = (old.to_owned(), new.to_owned());
        self.write(move |tx| {
            if change(tx.conn, SQL, (id.0, old, new))? == 0 {
                return Ok(false);
            }
            end_sessions(tx.conn, id, keep)?;
            end_sign_ins(tx.conn, id)?;
            tx.append(&event)?;
            Ok(true)
        })
        .await
    }

    async fn set_profile(
        &self,
        id: PersonId,
        name: &Text,
        language: &str,
        alerts: Alerts,
        event: AuditEvent,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE people SET name = ?2, language = ?3, alerts = ?4 WHERE id = ?1";
        let (name, language) = (name.clone(), language.to_owned());
        self.write(move |tx| {
            change_one(tx.conn, SQL, (id.0, name.as_str(), language, alerts.code()))?;
            tx.append(&event)
        })
        .await
    }

    async fn set_locked(
        &self,
        id: PersonId,
        locked_at: Option<UnixSeconds>,
        event: AuditEvent,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            change_one(tx.conn, "UPDATE people SET locked_at = ?2 WHERE id = ?1", (id.0, locked_at))?;
            if locked_at.is_some() {
                end_sessions(tx.conn, id, None)?;
                end_sign_ins(tx.conn, id)?;
            }
            tx.append(&event)
        })
        .await
    }
}

fn add_person(tx: &mut Tx<'_>, new: &NewPerson) -> Result<Added, StoreError> {
    const SQL: &str = "INSERT INTO people (id, email, name, password, admin, language, alerts, created_at, locked_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let Person { id, email, name, password, admin, language, alerts, created_at, locked_at } = &new.person;
    if new.only_if_first && count_people(tx.conn)? > 0 {
        return Ok(Added::NotFirst);
    }
    if exists(tx.conn, "SELECT 1 FROM people WHERE email = ?1", [email.as_str()])? {
        return Ok(Added::Taken);
    }
    let alerts = alerts.code();
    let params = (id.0, email.as_str(), name.as_str(), password, admin, language, alerts, created_at, locked_at);
    change_one(tx.conn, SQL, params)?;
    tx.append(&new.event)?;
    Ok(Added::Done)
}

fn count_people(conn: &Connection) -> Result<u64, StoreError> {
    Ok(find(conn, "SELECT count(*) FROM people", (), |columns| columns.count())?.unwrap_or(0))
}

fn list_two_step(conn: &Connection, mut people: Vec<PersonId>) -> Result<Vec<PersonId>, StoreError> {
    const SQL: &str = "SELECT 1 FROM devices WHERE person = ?1 AND state = 1
         UNION ALL SELECT 1 FROM otp_credentials WHERE person = ?1 AND active = 1
         UNION ALL SELECT 1 FROM passkeys WHERE person = ?1";
    let mut failed = Ok(());
    people.retain(|person| {
        let found = exists(conn, SQL, [person.0]);
        found.unwrap_or_else(|error| {
            failed = Err(error);
            false
        })
    });
    failed.map(|()| people)
}

/// A sign-in that began before must begin again.
fn end_sign_ins(conn: &Connection, person: PersonId) -> Result<(), StoreError> {
    change(conn, "DELETE FROM sign_ins WHERE person = ?1", [person.0]).map(drop)
}

fn read_person(columns: &mut Columns<'_, '_>) -> Result<Person, StoreError> {
    let id = PersonId(columns.take()?);
    let email: String = columns.take()?;
    Ok(Person {
        id,
        email: Email::parse(&email).map_err(|_| StoreError::Damaged("a person's address is none"))?,
        name: columns.text()?,
        password: columns.take()?,
        admin: columns.take()?,
        language: columns.take()?,
        alerts: columns.code()?,
        created_at: columns.take()?,
        locked_at: columns.take()?,
    })
}
