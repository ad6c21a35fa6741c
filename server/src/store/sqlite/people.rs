//! People.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;
use async_trait::async_trait;
use rusqlite::Connection;

use super::codes::Code;
use super::deletion::delete_person;
use super::rows::{Columns, change, change_one, exists, find, list};
use super::sessions::{end_sessions, end_sign_in};
use super::trusted::forget;
use super::{SqliteStore, Tx};
use crate::model::{Alerts, AuditEvent, Email, Mail, Person, PersonId, SessionId, TokenHash};
use crate::store::{Added, Kind, NewPerson, PeopleStore, StoreError, Which};

macro_rules! select {
    ($($rest:tt)*) => {
        concat!(
            "SELECT id, email, name, password, role, language, alerts, lock_after, password_closed_at,
             EXISTS (SELECT 1 FROM company_links l JOIN providers p ON p.id = l.provider
              WHERE l.person = people.id AND p.is_only),
             ask_always, reviewer, created_at, locked_at, quiet_until FROM people WHERE ",
            $($rest)*
        )
    };
}

macro_rules! count {
    ($($rest:tt)*) => {
        concat!("SELECT count(*) FROM (SELECT 1 FROM people WHERE ", $($rest)*, ")")
    };
}

/// Some of the people: after an address, at most so many, with a text in name or address. Each kind has an index.
macro_rules! some_of {
    ($kind:literal) => {
        concat!(
            $kind,
            " AND deleted_at IS NULL AND email > ?1
             AND (?3 = '' OR email LIKE ?3 ESCAPE '\\' OR name LIKE ?3 ESCAPE '\\') ORDER BY email LIMIT ?2"
        )
    };
}

/// The statement for people of a kind.
macro_rules! by_kind {
    ($which:expr, $make:ident) => {
        match $which {
            Kind::Everyone => $make!(some_of!("1")),
            Kind::WithoutTwoStep => $make!(some_of!("has_two_step = 0")),
            Kind::Locked => $make!(some_of!("locked_at IS NOT NULL")),
            Kind::External => $make!(some_of!("role = 3")),
        }
    };
}

/// The person of an address or, where there is none, of the next one, so that as much is read.
const NEAREST: &str = select!(
    "email = coalesce((SELECT n.email FROM people n WHERE n.email >= ?1 ORDER BY n.email LIMIT 1),
     (SELECT min(n.email) FROM people n))"
);

#[async_trait]
impl PeopleStore for SqliteStore {
    async fn add_person(&self, new: NewPerson) -> Result<Added, StoreError> {
        self.write(move |tx| add_person(tx, &new)).await
    }

    async fn find_person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        self.read(|conn| find(conn, select!("id = ?1"), [id.0], read_person))
    }

    async fn find_person_by_email(&self, email: &Email) -> Result<Option<Person>, StoreError> {
        let found = self.read(|conn| find(conn, NEAREST, [email.as_str()], read_person))?;
        Ok(found.filter(|person| person.email == *email))
    }

    async fn list_people(&self, which: &Which, after: Option<&Email>, limit: u32) -> Result<Vec<Person>, StoreError> {
        // No address is empty, so all come after the empty text.
        let after = after.map_or_else(String::new, |email| email.as_str().to_owned());
        let search = pattern_of(&which.search);
        let sql = by_kind!(which.kind, select);
        self.read_aside(move |conn| list(conn, sql, (after, limit, search), read_person)).await
    }

    async fn count_some(&self, which: &Which, most: u32) -> Result<u32, StoreError> {
        let search = pattern_of(&which.search);
        let sql = by_kind!(which.kind, count);
        let found = self.read_aside(move |conn| find(conn, sql, ("", most, search), |columns| columns.take())).await?;
        Ok(found.unwrap_or(0))
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
        const SQL: &str = "UPDATE people SET password = ?3, password_closed_at = NULL WHERE id = ?1 AND password = ?2";
        let (old, new) = (old.to_owned(), new.to_owned());
        self.write(move |tx| {
            if change(tx.conn, SQL, (id.0, old, new))? == 0 {
                return Ok(false);
            }
            end_sessions(tx.conn, id, keep)?;
            end_sign_ins(tx.conn, id)?;
            forget(tx.conn, id, None)?;
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

    async fn delete_person(
        &self,
        id: PersonId,
        now: UnixSeconds,
        mail: Option<Mail>,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| delete_person(tx, id, now, mail.as_ref(), &event)).await
    }

    async fn set_caution(
        &self,
        id: PersonId,
        lock_after: Option<u32>,
        ask_always: bool,
        event: AuditEvent,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE people SET lock_after = ?2, ask_always = ?3 WHERE id = ?1";
        self.write(move |tx| {
            change_one(tx.conn, SQL, (id.0, lock_after, ask_always))?;
            if ask_always {
                forget(tx.conn, id, None)?;
            }
            tx.append(&event)
        })
        .await
    }

    async fn open_password(
        &self,
        id: PersonId,
        from: Option<TokenHash>,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE people SET password_closed_at = NULL
             WHERE id = ?1 AND password_closed_at IS NOT NULL";
        self.write(move |tx| {
            let opened = end_sign_in(tx.conn, from, id, now)? && change(tx.conn, SQL, [id.0])? == 1;
            tx.append_all(if opened { std::slice::from_ref(&event) } else { &[] })?;
            Ok(opened)
        })
        .await
    }

    async fn set_locked(
        &self,
        id: PersonId,
        locked_at: Option<UnixSeconds>,
        event: AuditEvent,
    ) -> Result<(), StoreError> {
        const LOCK: &str = "UPDATE people SET locked_at = ?2, password_closed_at = NULL WHERE id = ?1";
        self.write(move |tx| {
            change_one(tx.conn, LOCK, (id.0, locked_at))?;
            if locked_at.is_some() {
                end_sessions(tx.conn, id, None)?;
                end_sign_ins(tx.conn, id)?;
            }
            tx.append(&event)
        })
        .await
    }
}

/// For a LIKE that finds a text anywhere: faster than making each name lower case. Empty for everybody.
fn pattern_of(search: &str) -> String {
    let mut pattern = String::with_capacity(search.len() + 2);
    for one in search.to_lowercase().chars() {
        if matches!(one, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(one);
    }
    if pattern.is_empty() { pattern } else { format!("%{pattern}%") }
}

/// Closes a password, unless it was closed before.
pub(super) fn close_password(
    tx: &mut Tx<'_>,
    id: PersonId,
    now: UnixSeconds,
    event: &AuditEvent,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE people SET password_closed_at = ?2 WHERE id = ?1 AND password_closed_at IS NULL";
    let closed = change(tx.conn, SQL, (id.0, now))? == 1;
    if closed { tx.append(event) } else { Ok(()) }
}

fn add_person(tx: &mut Tx<'_>, new: &NewPerson) -> Result<Added, StoreError> {
    const SQL: &str = "INSERT INTO people (id, email, name, password, role, language, alerts, lock_after,
         password_closed_at, ask_always, reviewer, created_at, locked_at, quiet_until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    let it = &new.person;
    if new.only_if_first && count_people(tx.conn)? > 0 {
        return Ok(Added::NotFirst);
    }
    if exists(tx.conn, "SELECT 1 FROM people WHERE email = ?1", [it.email.as_str()])? {
        return Ok(Added::Taken);
    }
    let params = (
        it.id.0,
        it.email.as_str(),
        it.name.as_str(),
        &it.password,
        it.role.code(),
        &it.language,
        it.alerts.code(),
        it.lock_after,
        it.password_closed_at,
        it.ask_always,
        it.reviews,
        it.created_at,
        it.locked_at,
        it.quiet_until,
    );
    change_one(tx.conn, SQL, params)?;
    tx.append(&new.event)?;
    Ok(Added::Done)
}

fn count_people(conn: &Connection) -> Result<u64, StoreError> {
    Ok(find(conn, "SELECT count(*) FROM people", (), |columns| columns.count())?.unwrap_or(0))
}

fn list_two_step(conn: &Connection, mut people: Vec<PersonId>) -> Result<Vec<PersonId>, StoreError> {
    const SQL: &str = "SELECT 1 FROM two_step WHERE person = ?1";
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
        role: columns.code()?,
        language: columns.take()?,
        alerts: columns.code()?,
        lock_after: columns.take()?,
        password_closed_at: columns.take()?,
        is_company_only: columns.take()?,
        ask_always: columns.take()?,
        reviews: columns.take()?,
        created_at: columns.take()?,
        locked_at: columns.take()?,
        quiet_until: columns.take()?,
    })
}
