//! Addresses, numbers for getting back in, and pictures.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::SqliteStore;
use super::codes::Code;
use super::mails::add;
use super::rows::{Columns, change, change_one, exists, find, list};
use super::writer::Tx;
use crate::model::{
    AddressId, AddressPurpose, AuditEvent, CredentialId, Email, Mail, MailAddress, PersonId, Picture, RecoveryNumber,
};
use crate::store::{ContactStore, Moved, StoreError};

macro_rules! addresses {
    ($rest:literal) => {
        concat!("SELECT a.id, a.person, a.email, a.purpose, a.created_at, a.proved_at FROM addresses a ", $rest)
    };
}

#[async_trait]
impl ContactStore for SqliteStore {
    async fn add_address(&self, new: MailAddress, event: AuditEvent) -> Result<(), StoreError> {
        const OLD: &str = "DELETE FROM addresses
             WHERE person = ?1 AND proved_at IS NULL AND purpose = ?2 AND (email = ?3 OR ?2 = 1)";
        const SQL: &str = "INSERT INTO addresses (id, person, email, purpose, created_at, proved_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.write(move |tx| {
            let (email, purpose) = (new.email.as_str(), new.purpose.code());
            change(tx.conn, OLD, (new.person.0, purpose, email))?;
            change_one(tx.conn, SQL, (new.id.0, new.person.0, email, purpose, new.created_at, new.proved_at))?;
            tx.append(&event)
        })
        .await
    }

    async fn find_address(&self, id: AddressId) -> Result<Option<MailAddress>, StoreError> {
        self.read(|conn| find(conn, addresses!("WHERE id = ?1"), [id.0], read_address))
    }

    async fn list_addresses(&self, person: PersonId) -> Result<Vec<MailAddress>, StoreError> {
        let sql = addresses!("WHERE person = ?1 ORDER BY created_at, rowid");
        self.read(|conn| list(conn, sql, [person.0], read_address))
    }

    async fn prove_address(&self, id: AddressId, now: UnixSeconds, event: AuditEvent) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE addresses SET proved_at = ?2 WHERE id = ?1 AND proved_at IS NULL";
        self.write(move |tx| {
            let done = change(tx.conn, SQL, (id.0, now))? == 1;
            log(tx, done, Some(event))
        })
        .await
    }

    async fn remove_address(
        &self,
        id: AddressId,
        person: PersonId,
        event: Option<AuditEvent>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM addresses WHERE id = ?1 AND person = ?2";
        self.write(move |tx| {
            let done = change(tx.conn, SQL, (id.0, person.0))? == 1;
            log(tx, done, event)
        })
        .await
    }

    async fn move_to_address(&self, id: AddressId, mail: Option<Mail>, event: AuditEvent) -> Result<Moved, StoreError> {
        self.write(move |tx| move_to_address(tx, id, mail.as_ref(), &event)).await
    }

    async fn add_recovery_number(&self, new: RecoveryNumber, event: Option<AuditEvent>) -> Result<(), StoreError> {
        const OLD: &str = "DELETE FROM recovery_numbers WHERE person = ?1 AND (proved_at IS NULL OR ?2)";
        const SQL: &str = "INSERT INTO recovery_numbers (id, person, sealed_number, hash, created_at, proved_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.write(move |tx| {
            change(tx.conn, OLD, (new.person.0, new.proved_at.is_some()))?;
            let RecoveryNumber { id, person, sealed_number, hash, created_at, proved_at } = new;
            change_one(tx.conn, SQL, (id.0, person.0, sealed_number, hash, created_at, proved_at))?;
            tx.append_all(event.as_slice())
        })
        .await
    }

    async fn list_recovery_numbers(&self, person: PersonId) -> Result<Vec<RecoveryNumber>, StoreError> {
        const SQL: &str = "SELECT id, person, sealed_number, hash, created_at, proved_at FROM recovery_numbers
             WHERE person = ?1 ORDER BY created_at, rowid";
        self.read(|conn| list(conn, SQL, [person.0], read_number))
    }

    async fn prove_recovery_number(
        &self,
        id: CredentialId,
        person: PersonId,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE recovery_numbers SET proved_at = ?3
             WHERE id = ?1 AND person = ?2 AND proved_at IS NULL";
        const OLD: &str = "DELETE FROM recovery_numbers WHERE person = ?1 AND id <> ?2";
        self.write(move |tx| {
            let done = change(tx.conn, SQL, (id.0, person.0, now))? == 1;
            if done {
                change(tx.conn, OLD, (person.0, id.0))?;
            }
            log(tx, done, Some(event))
        })
        .await
    }

    async fn remove_recovery_number(&self, person: PersonId, event: AuditEvent) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM recovery_numbers WHERE person = ?1 AND proved_at IS NOT NULL";
        self.write(move |tx| {
            let done = change(tx.conn, SQL, [person.0])? == 1;
            log(tx, done, Some(event))
        })
        .await
    }

    async fn find_by_recovery(
        &self,
        hash: [u8; 32],
        email: &Email,
        limit: u32,
    ) -> Result<Vec<MailAddress>, StoreError> {
        let sql = addresses!(
            "JOIN recovery_numbers n ON n.person = a.person
             WHERE a.email = ?1 AND a.purpose = 0 AND a.proved_at IS NOT NULL AND n.hash = ?2
             AND n.proved_at IS NOT NULL ORDER BY a.created_at, a.rowid LIMIT ?3"
        );
        self.read(|conn| list(conn, sql, (email.as_str(), hash, limit), read_address))
    }

    async fn set_picture(
        &self,
        person: PersonId,
        picture: Option<Picture>,
        event: AuditEvent,
    ) -> Result<(), StoreError> {
        const SET: &str = "INSERT INTO pictures (person, kind, bytes) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET kind = excluded.kind, bytes = excluded.bytes";
        self.write(move |tx| {
            match picture {
                Some(picture) => change_one(tx.conn, SET, (person.0, picture.kind.code(), picture.bytes))?,
                None => change(tx.conn, "DELETE FROM pictures WHERE person = ?1", [person.0]).map(drop)?,
            }
            tx.append(&event)
        })
        .await
    }

    async fn has_picture(&self, person: PersonId) -> Result<bool, StoreError> {
        self.read(|conn| exists(conn, "SELECT 1 FROM pictures WHERE person = ?1", [person.0]))
    }

    async fn picture(&self, person: PersonId) -> Result<Option<Picture>, StoreError> {
        const SQL: &str = "SELECT kind, bytes FROM pictures WHERE person = ?1";
        let read = |columns: &mut Columns<'_, '_>| Ok(Picture { kind: columns.code()?, bytes: columns.take()? });
        self.read_aside(move |conn| find(conn, SQL, [person.0], read)).await
    }
}

fn move_to_address(
    tx: &mut Tx<'_>,
    id: AddressId,
    mail: Option<&Mail>,
    event: &AuditEvent,
) -> Result<Moved, StoreError> {
    const TAKEN: &str = "SELECT 1 FROM people WHERE email = ?1";
    const MOVE: &str = "UPDATE people SET email = ?2 WHERE id = ?1";
    let found = find(tx.conn, addresses!("WHERE id = ?1"), [id.0], read_address)?;
    let Some(new) = found.filter(|one| one.purpose == AddressPurpose::SignIn) else { return Ok(Moved::Gone) };
    if exists(tx.conn, TAKEN, [new.email.as_str()])? {
        return Ok(Moved::Taken);
    }
    change_one(tx.conn, MOVE, (new.person.0, new.email.as_str()))?;
    change(tx.conn, "DELETE FROM addresses WHERE id = ?1", [id.0])?;
    change(tx.conn, "DELETE FROM sign_ins WHERE person = ?1", [new.person.0])?;
    if let Some(mail) = mail {
        add(tx, mail)?;
    }
    tx.append(event)?;
    Ok(Moved::Done)
}

fn log(tx: &mut Tx<'_>, done: bool, event: Option<AuditEvent>) -> Result<bool, StoreError> {
    tx.append_all(event.filter(|_| done).as_slice())?;
    Ok(done)
}

fn read_address(columns: &mut Columns<'_, '_>) -> Result<MailAddress, StoreError> {
    let (id, person) = (AddressId(columns.take()?), PersonId(columns.take()?));
    let email: String = columns.take()?;
    Ok(MailAddress {
        id,
        person,
        email: Email::parse(&email).map_err(|_| StoreError::Damaged("a person's address is none"))?,
        purpose: columns.code()?,
        created_at: columns.take()?,
        proved_at: columns.take()?,
    })
}

fn read_number(columns: &mut Columns<'_, '_>) -> Result<RecoveryNumber, StoreError> {
    Ok(RecoveryNumber {
        id: CredentialId(columns.take()?),
        person: PersonId(columns.take()?),
        sealed_number: columns.take()?,
        hash: columns.take()?,
        created_at: columns.take()?,
        proved_at: columns.take()?,
    })
}
