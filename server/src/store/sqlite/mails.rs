//! Mails that wait.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::followers::note_read;
use super::rows::{Columns, change, change_one, exists, find};
use super::{SqliteStore, Tx};
use crate::model::{AuditEvent, Mail, MailId, PersonId};
use crate::store::{Follower, MailStore, StoreError};

#[async_trait]
impl MailStore for SqliteStore {
    async fn mail_settings(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|conn| find(conn, "SELECT sealed FROM mail_settings", (), |columns| columns.take()))
    }

    async fn set_mail_settings(&self, sealed: Option<Vec<u8>>, event: AuditEvent) -> Result<(), StoreError> {
        const SET: &str = "INSERT INTO mail_settings (one, sealed) VALUES (1, ?1)
             ON CONFLICT DO UPDATE SET sealed = excluded.sealed";
        self.write(move |tx| {
            match sealed {
                Some(sealed) => change_one(tx.conn, SET, [sealed])?,
                None => change(tx.conn, "DELETE FROM mail_settings", ()).map(drop)?,
            }
            tx.append(&event)
        })
        .await
    }

    async fn queue_mails(&self, from: u64, to: u64, mails: Vec<Mail>) -> Result<bool, StoreError> {
        self.write(move |tx| {
            if !note_read(tx.conn, Follower::Mail, from, to)? {
                return Ok(false);
            }
            mails.iter().try_for_each(|mail| add(tx, mail).map(drop))?;
            Ok(true)
        })
        .await
    }

    async fn add_mail(&self, mail: Mail) -> Result<bool, StoreError> {
        self.write(move |tx| add(tx, &mail)).await
    }

    async fn take_mail(&self, now: UnixSeconds, until: UnixSeconds) -> Result<Option<Mail>, StoreError> {
        const DUE: &str = "SELECT id, person, about, sealed, made_at, tries + 1 FROM mails
             WHERE next_at <= ?1 ORDER BY next_at LIMIT 1";
        const TAKE: &str = "UPDATE mails SET tries = tries + 1, next_at = ?2 WHERE id = ?1";
        // A look that changes nothing costs no commit.
        if self.read(|conn| find(conn, DUE, [now], read_mail))?.is_none() {
            return Ok(None);
        }
        self.write(move |tx| {
            let due = find(tx.conn, DUE, [now], read_mail)?;
            if let Some(mail) = &due {
                change_one(tx.conn, TAKE, (mail.id.0, until))?;
            }
            Ok(due)
        })
        .await
    }

    async fn put_off_mail(&self, id: MailId, next_at: Option<UnixSeconds>) -> Result<(), StoreError> {
        const LATER: &str = "UPDATE mails SET next_at = ?2 WHERE id = ?1";
        const OVER: &str = "UPDATE mails SET next_at = NULL, sealed = NULL WHERE id = ?1";
        self.write(move |tx| match next_at {
            Some(_) => change(tx.conn, LATER, (id.0, next_at)).map(drop),
            None => change(tx.conn, OVER, [id.0]).map(drop),
        })
        .await
    }
}

pub(super) fn add(tx: &Tx<'_>, mail: &Mail) -> Result<bool, StoreError> {
    const RECENT: &str = "SELECT 1 FROM mails WHERE person = ?1 AND about = ?2 AND made_at > ?3";
    const SQL: &str = "INSERT INTO mails (id, person, about, sealed, made_at, tries, next_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, ?5)";
    if let Some(after) = mail.not_after
        && exists(tx.conn, RECENT, (mail.person.0, &mail.about, after))?
    {
        return Ok(false);
    }
    change_one(tx.conn, SQL, (mail.id.0, mail.person.0, &mail.about, &mail.sealed, mail.made_at))?;
    Ok(true)
}

fn read_mail(columns: &mut Columns<'_, '_>) -> Result<Mail, StoreError> {
    Ok(Mail {
        id: MailId(columns.take()?),
        person: PersonId(columns.take()?),
        about: columns.take()?,
        not_after: None,
        sealed: columns.take()?,
        made_at: columns.take()?,
        tries: columns.take()?,
    })
}
