//! Sessions and half-done sign-ins.

use assent_core::clock::UnixSeconds;
use assent_core::ids::ChallengeId;
use async_trait::async_trait;
use rusqlite::Connection;

use super::codes::Code;
use super::identity_ends::cancel_check;
use super::rows::{Columns, change, change_one, exists, find, json, list};
use super::{SqliteStore, Tx};
use crate::model::{AuditEvent, Level, PersonId, Session, SessionId, SignIn, TokenHash};
use crate::store::{SessionStore, StoreError};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, token, person, level, context, created_at, used_at, proved_at, stepped_at, expires_at FROM sessions ",
            $rest
        )
    };
}

#[async_trait]
impl SessionStore for SqliteStore {
    async fn begin_session(
        &self,
        session: Session,
        from: Option<TokenHash>,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| begin_session(tx, &session, from, now, &event)).await
    }

    async fn find_session(&self, token: TokenHash, now: UnixSeconds) -> Result<Option<Session>, StoreError> {
        self.read(|conn| find(conn, select!("WHERE token = ?1 AND expires_at > ?2"), (token.0, now), read_session))
    }

    async fn list_sessions(&self, person: PersonId, now: UnixSeconds) -> Result<Vec<Session>, StoreError> {
        let sql = select!("WHERE person = ?1 AND expires_at > ?2 ORDER BY created_at DESC, rowid DESC");
        self.read(|conn| list(conn, sql, (person.0, now), read_session))
    }

    async fn touch_session(&self, id: SessionId, now: UnixSeconds) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE sessions SET used_at = ?2 WHERE id = ?1 AND used_at < ?2";
        self.write(move |tx| change(tx.conn, SQL, (id.0, now)).map(drop)).await
    }

    async fn renew_session(
        &self,
        id: SessionId,
        token: TokenHash,
        session: &Session,
        from: Option<TokenHash>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE sessions SET token = ?3, level = ?4, used_at = ?5, proved_at = ?6, stepped_at = ?7,
             expires_at = ?8 WHERE id = ?1 AND token = ?2";
        let Session { token: new, person, level, used_at, proved_at, stepped_at, expires_at, .. } = *session;
        let params = (id.0, token.0, new.0, level.code(), used_at, proved_at, stepped_at, expires_at);
        self.write(move |tx| Ok(end_sign_in(tx.conn, from, person, used_at)? && change(tx.conn, SQL, params)? == 1))
            .await
    }

    async fn end_session(&self, person: PersonId, id: SessionId, event: AuditEvent) -> Result<bool, StoreError> {
        const SQL: &str = "DELETE FROM sessions WHERE id = ?1 AND person = ?2";
        self.write(move |tx| {
            let ended = change(tx.conn, SQL, (id.0, person.0))? == 1;
            if ended {
                tx.append(&event)?;
            }
            Ok(ended)
        })
        .await
    }

    async fn end_other_sessions(
        &self,
        person: PersonId,
        keep: Option<SessionId>,
        event: AuditEvent,
    ) -> Result<u64, StoreError> {
        self.write(move |tx| {
            let ended = end_sessions(tx.conn, person, keep)?;
            if ended > 0 {
                tx.append(&event)?;
            }
            Ok(ended)
        })
        .await
    }

    async fn add_sign_in(&self, new: SignIn) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO sign_ins (token, person, session, aim, challenge, next, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.write(move |tx| {
            let (session, challenge) = (new.session.map(|id| id.0), new.challenge.map(|id| id.0));
            change_one(
                tx.conn,
                SQL,
                (new.token.0, new.person.0, session, new.aim.code(), challenge, new.next, new.expires_at),
            )
        })
        .await
    }

    async fn find_sign_in(&self, token: TokenHash, now: UnixSeconds) -> Result<Option<SignIn>, StoreError> {
        const SQL: &str = "SELECT token, person, session, aim, challenge, next, expires_at FROM sign_ins WHERE token = ?1 AND expires_at > ?2";
        self.read(|conn| find(conn, SQL, (token.0, now), read_sign_in))
    }

    async fn set_sign_in_challenge(&self, sign_in: &SignIn) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE sign_ins SET challenge = ?2 WHERE token = ?1";
        let params = (sign_in.token.0, sign_in.challenge.map(|id| id.0));
        self.write(move |tx| change(tx.conn, SQL, params).map(drop)).await
    }
}

/// Ends a person's sessions but one. Gives how many.
pub(super) fn end_sessions(conn: &Connection, person: PersonId, keep: Option<SessionId>) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM sessions WHERE person = ?1 AND id IS NOT ?2";
    Ok(change(conn, SQL, (person.0, keep.map(|id| id.0)))? as u64)
}

pub(super) fn begin_session(
    tx: &mut Tx<'_>,
    session: &Session,
    from: Option<TokenHash>,
    now: UnixSeconds,
    event: &AuditEvent,
) -> Result<bool, StoreError> {
    const PERSON: &str = "SELECT 1 FROM people WHERE id = ?1 AND locked_at IS NULL";
    let person = session.person.0;
    if !exists(tx.conn, PERSON, [person])? {
        return Ok(false);
    }
    if !end_sign_in(tx.conn, from, session.person, now)? {
        return Ok(false);
    }
    if session.level == Level::TwoStep {
        // Whoever has a second step needs no identity check; one that goes on may be somebody else's.
        cancel_check(tx, session.person, now)?;
    }
    insert(tx.conn, session)?;
    tx.append(event)?;
    Ok(true)
}

/// Uses up a half-done sign-in, if there is one to use. `false` when it is gone.
pub(super) fn end_sign_in(
    conn: &Connection,
    token: Option<TokenHash>,
    person: PersonId,
    now: UnixSeconds,
) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM sign_ins WHERE token = ?1 AND person = ?2 AND expires_at > ?3";
    match token {
        Some(token) => Ok(change(conn, SQL, (token.0, person.0, now))? == 1),
        None => Ok(true),
    }
}

fn insert(conn: &Connection, new: &Session) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sessions (id, token, person, level, context, created_at, used_at, proved_at,
         stepped_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let Session { id, token, person, level, context, created_at, used_at, proved_at, stepped_at, expires_at } = new;
    let context = json(context)?;
    let params =
        (id.0, token.0, person.0, level.code(), context, created_at, used_at, proved_at, stepped_at, expires_at);
    change_one(conn, SQL, params)
}

fn read_session(columns: &mut Columns<'_, '_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: SessionId(columns.take()?),
        token: TokenHash(columns.take()?),
        person: PersonId(columns.take()?),
        level: columns.code()?,
        context: columns.json()?,
        created_at: columns.take()?,
        used_at: columns.take()?,
        proved_at: columns.take()?,
        stepped_at: columns.take()?,
        expires_at: columns.take()?,
    })
}

fn read_sign_in(columns: &mut Columns<'_, '_>) -> Result<SignIn, StoreError> {
    Ok(SignIn {
        token: TokenHash(columns.take()?),
        person: PersonId(columns.take()?),
        session: columns.take::<Option<_>>()?.map(SessionId),
        aim: columns.code()?,
        challenge: columns.take::<Option<_>>()?.map(ChallengeId),
        next: columns.take()?,
        expires_at: columns.take()?,
    })
}
