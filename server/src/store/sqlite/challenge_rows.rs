//! Challenges as rows.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use rusqlite::{Connection, Params};

use super::codes::{Code, challenge as code};
use super::rows::{Columns, change_one, find, json, list};
use super::writer::Tx;
use crate::model::{Answer, Challenge, Consumed, PersonId, ServiceId, State};
use crate::store::StoreError;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.n, c.id, c.service, c.person, c.account, c.context, c.number, c.number_digits, c.asked_at,
                    c.expires_at, c.state, c.wrong_numbers, c.cancelled, c.redeemed_at,
                    a.device, a.verdict, a.decided_at, a.prompt, a.decision, a.receipt
             FROM challenges c LEFT JOIN answers a ON a.challenge = c.n ",
            $rest
        )
    };
}

/// A challenge and its row.
pub(super) struct Stored {
    /// The row.
    pub(super) n: i64,
    /// The challenge.
    pub(super) challenge: Challenge,
}

/// By id.
pub(super) fn find_challenge(conn: &Connection, id: ChallengeId) -> Result<Option<Stored>, StoreError> {
    find(conn, select!("WHERE c.id = ?1"), [id.0], read)
}

/// A person's that are open at `now`, oldest first.
pub(super) fn list_pending(
    conn: &Connection,
    person: PersonId,
    now: UnixSeconds,
    limit: u32,
) -> Result<Vec<Stored>, StoreError> {
    const SQL: &str =
        select!("WHERE c.person = ?1 AND c.state = 0 AND c.expires_at > ?2 ORDER BY c.asked_at, c.n LIMIT ?3");
    list(conn, SQL, (person.0, now, limit), read)
}

/// Those that a new one takes the place of: of the same person and service.
pub(super) fn list_superseded(conn: &Connection, by: &Challenge) -> Result<Vec<Stored>, StoreError> {
    const SQL: &str =
        select!("WHERE c.state = 0 AND c.person = ?1 AND c.service = ?2 AND c.expires_at > ?3 ORDER BY c.n");
    list(conn, SQL, (by.person.0, by.service.0, by.asked_at), read)
}

/// Those that nobody answered in time.
pub(super) fn list_due(conn: &Connection, now: UnixSeconds, limit: u32) -> Result<Vec<Stored>, StoreError> {
    list(conn, select!("WHERE c.state = 0 AND c.expires_at <= ?1 ORDER BY c.expires_at LIMIT ?2"), (now, limit), read)
}

impl Tx<'_> {
    /// Stores a new challenge, which must be pending.
    pub(super) fn add_challenge(&self, new: &Challenge) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO challenges (id, service, person, account, context, number, number_digits,
             asked_at, expires_at, state, wrong_numbers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let State::Pending { wrong_numbers } = new.state else {
            return Err(StoreError::Other("a new challenge must be pending".to_owned()));
        };
        let params: &[&dyn rusqlite::ToSql] = &[
            &new.id.0,
            &new.service.0,
            &new.person.0,
            &new.account.as_str(),
            &json(&new.context)?,
            &new.number,
            &new.number_digits,
            &new.asked_at,
            &new.expires_at,
            &code::PENDING,
            &wrong_numbers,
        ];
        change_one(self.conn, SQL, params)
    }

    /// Writes the state that follows the stored one at `now`. The row's own state is the condition once more.
    pub(super) fn follow(&self, stored: &mut Stored, state: State, now: UnixSeconds) -> Result<(), StoreError> {
        let n = stored.n;
        match &state {
            State::Pending { wrong_numbers } => self.set(
                "UPDATE challenges SET wrong_numbers = ?3 WHERE n = ?1 AND state = 0 AND expires_at > ?2",
                (n, now, wrong_numbers),
            ),
            State::Approved(answer) => self.settle(n, now, code::APPROVED, answer),
            State::Denied(answer) if !matches!(stored.challenge.state, State::Pending { .. }) => {
                self.report(n, now, answer)
            }
            State::Denied(answer) => self.settle(n, now, code::DENIED, answer),
            State::Expired => self.set(
                "UPDATE challenges SET state = ?3, settled_at = expires_at, number = NULL
                 WHERE n = ?1 AND state = 0 AND expires_at <= ?2",
                (n, now, code::EXPIRED),
            ),
            State::Cancelled(why) => self.set(
                "UPDATE challenges SET state = ?3, cancelled = ?4, settled_at = ?2, number = NULL
                 WHERE n = ?1 AND state = 0 AND expires_at > ?2",
                (n, now, code::CANCELLED, why.code()),
            ),
            State::Consumed(_) => self.set(
                "UPDATE challenges SET state = ?3, redeemed_at = ?2 WHERE n = ?1 AND state = 1",
                (n, now, code::CONSUMED),
            ),
        }?;
        if !matches!(state, State::Pending { .. }) {
            stored.challenge.number = None;
        }
        stored.challenge.state = state;
        Ok(())
    }

    fn settle(&self, n: i64, now: UnixSeconds, state: i64, answer: &Answer) -> Result<(), StoreError> {
        const ANSWER: &str = "INSERT INTO answers (challenge, device, verdict, decided_at, prompt, decision, receipt)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let Answer { device, verdict, decided_at, prompt, decision, receipt } = answer;
        self.set(
            "UPDATE challenges SET state = ?3, settled_at = ?2, number = NULL
             WHERE n = ?1 AND state = 0 AND expires_at > ?2",
            (n, now, state),
        )?;
        change_one(self.conn, ANSWER, (n, device.0, verdict.code(), decided_at, prompt, decision, receipt))
    }

    /// "It was not me" in place of the same phone's answer.
    fn report(&self, n: i64, now: UnixSeconds, answer: &Answer) -> Result<(), StoreError> {
        const ANSWER: &str =
            "UPDATE answers SET verdict = ?3, decided_at = ?4, prompt = ?5, decision = ?6, receipt = ?7
             WHERE challenge = ?1 AND device = ?2 AND verdict <> ?3";
        let Answer { device, verdict, decided_at, prompt, decision, receipt } = answer;
        self.set(
            "UPDATE challenges SET state = ?3, settled_at = ?2 WHERE n = ?1 AND state IN (?3, ?4)",
            (n, now, code::DENIED, code::APPROVED),
        )?;
        change_one(self.conn, ANSWER, (n, device.0, verdict.code(), decided_at, prompt, decision, receipt))
    }

    fn set(&self, sql: &str, params: impl Params) -> Result<(), StoreError> {
        change_one(self.conn, sql, params)
    }
}

fn read(columns: &mut Columns<'_, '_>) -> Result<Stored, StoreError> {
    let n = columns.take()?;
    let challenge = Challenge {
        id: ChallengeId(columns.take()?),
        service: ServiceId(columns.take()?),
        person: PersonId(columns.take()?),
        account: columns.text()?,
        context: columns.json()?,
        number: columns.take()?,
        number_digits: columns.take()?,
        asked_at: columns.take()?,
        expires_at: columns.take()?,
        state: read_state(columns)?,
    };
    Ok(Stored { n, challenge })
}

fn read_state(columns: &mut Columns<'_, '_>) -> Result<State, StoreError> {
    let (state, wrong_numbers) = (columns.take()?, columns.take()?);
    let (cancelled, redeemed_at) = (columns.take::<Option<i64>>()?, columns.take::<Option<UnixSeconds>>()?);
    Ok(match state {
        code::PENDING => State::Pending { wrong_numbers },
        code::APPROVED => State::Approved(read_answer(columns)?),
        code::DENIED => State::Denied(read_answer(columns)?),
        code::EXPIRED => State::Expired,
        code::CANCELLED => State::Cancelled(cancelled.and_then(Code::of).ok_or(DAMAGED)?),
        code::CONSUMED => {
            State::Consumed(Consumed { answer: read_answer(columns)?, redeemed_at: redeemed_at.ok_or(DAMAGED)? })
        }
        _ => return Err(DAMAGED),
    })
}

fn read_answer(columns: &mut Columns<'_, '_>) -> Result<Answer, StoreError> {
    Ok(Answer {
        device: DeviceId(columns.take()?),
        verdict: columns.code()?,
        decided_at: columns.take()?,
        prompt: columns.take()?,
        decision: columns.take()?,
        receipt: columns.take()?,
    })
}

const DAMAGED: StoreError = StoreError::Damaged("a challenge's state makes no sense");
