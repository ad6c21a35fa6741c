//! A phone's answer, and the service taking it: every condition is judged in the transaction that writes.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::message::{DeviceState, Verdict};

use super::Tx;
use super::challenge_rows::{Stored, find_challenge};
use super::codes::Code;
use super::rows::{change_one, exists, find, signed};
use crate::model::{Answer, AuditEvent, PersonId, State};
use crate::store::{Redeem, Redeemed, Settle, Settled, StoreError};

/// A wrong number, typed on a phone.
pub(super) struct WrongNumber {
    pub(super) challenge: ChallengeId,
    pub(super) device: DeviceId,
    pub(super) counter: u64,
    pub(super) now: UnixSeconds,
    pub(super) event: AuditEvent,
}

/// Writes an answer. Until the receipt is signed nothing is written, so that refusing leaves nothing behind.
pub(super) fn settle(tx: &mut Tx<'_>, settle: Settle) -> Result<Settled, StoreError> {
    let Settle { challenge, now, answer, counter, budget: (rev, budget), event, notice, receipt } = settle;
    let (mut stored, person) = match admit(tx, challenge, (answer.device, answer.verdict), counter, now)? {
        Admitted::Yes(stored, person) => (*stored, person),
        Admitted::No(refusal) => return Ok(refusal),
    };
    if !tx.budget_is(person, rev)? {
        return Ok(Settled::Conflict);
    }
    let entry = tx.place(&event)?;
    let Ok(receipt) = receipt(entry.position) else { return Ok(Settled::NotSigned) };
    let answer = Answer { receipt, ..answer };
    let state = match stored.challenge.answered(answer.clone(), now) {
        Ok(state) => state,
        Err(refused) => return Ok(Settled::Refused(refused, Box::new(stored.challenge))),
    };
    tx.follow(&mut stored, state, now)?;
    tx.raise_counter(answer.device, counter)?;
    tx.put_budget(person, rev, &budget)?;
    tx.append_placed(&entry)?;
    tx.add_notice(notice.as_ref())?;
    Ok(Settled::Done(answer))
}

/// Counts a wrong number.
pub(super) fn count_wrong_number(tx: &mut Tx<'_>, wrong: &WrongNumber) -> Result<Settled, StoreError> {
    let mut stored = match admit(tx, wrong.challenge, (wrong.device, Verdict::Approve), wrong.counter, wrong.now)? {
        Admitted::Yes(stored, _) => *stored,
        Admitted::No(refusal) => return Ok(refusal),
    };
    let state = match stored.challenge.wrong_number(wrong.now) {
        Ok(state) => state,
        Err(refused) => return Ok(Settled::Refused(refused, Box::new(stored.challenge))),
    };
    tx.follow(&mut stored, state, wrong.now)?;
    tx.raise_counter(wrong.device, wrong.counter)?;
    tx.append(&wrong.event)?;
    Ok(Settled::Counted(Box::new(stored.challenge)))
}

/// Hands an approval out once.
pub(super) fn redeem(tx: &mut Tx<'_>, redeem: &Redeem) -> Result<Redeemed, StoreError> {
    let stored = find_challenge(tx.conn, redeem.challenge)?;
    let Some(mut stored) = stored.filter(|stored| stored.challenge.service == redeem.service) else {
        return Ok(Redeemed::Unknown);
    };
    let consumed = match stored.challenge.redeemed(redeem.now) {
        Ok(State::Consumed(consumed)) => consumed,
        Ok(_) => return Err(StoreError::Damaged("a challenge's state makes no sense")),
        Err(refused) => return Ok(Redeemed::Refused(refused)),
    };
    let answer = consumed.answer.clone();
    if !account_is_good(tx, stored.challenge.person, answer.device)? {
        return Ok(Redeemed::AccountChanged);
    }
    tx.follow(&mut stored, State::Consumed(consumed), redeem.now)?;
    tx.append(&redeem.event)?;
    Ok(Redeemed::Done(answer))
}

enum Admitted {
    Yes(Box<Stored>, PersonId),
    No(Settled),
}

/// Whether this phone may change this challenge. A settled challenge is told before a stale counter, so that a phone
/// that repeats its answer can be given the same receipt again.
fn admit(
    tx: &Tx<'_>,
    challenge: ChallengeId,
    (device, verdict): (DeviceId, Verdict),
    counter: u64,
    now: UnixSeconds,
) -> Result<Admitted, StoreError> {
    const DEVICE: &str = "SELECT counter FROM devices WHERE id = ?1 AND person = ?2 AND state = 1";
    let Some(stored) = find_challenge(tx.conn, challenge)? else { return Ok(Admitted::No(Settled::Unknown)) };
    let person = stored.challenge.person;
    let Some(last) = find(tx.conn, DEVICE, (device.0, person.0), |columns| columns.count())? else {
        return Ok(Admitted::No(Settled::Unknown));
    };
    if let Err(refused) = stored.challenge.check_answerable(device, verdict, now) {
        return Ok(Admitted::No(Settled::Refused(refused, Box::new(stored.challenge))));
    }
    if !rises(last, counter) {
        return Ok(Admitted::No(Settled::StaleCounter));
    }
    Ok(Admitted::Yes(Box::new(stored), person))
}

/// Whether a phone's counter rises. What the database can't hold does not count as higher: it could come twice.
pub(super) fn rises(last: u64, counter: u64) -> bool {
    counter > last && i64::try_from(counter).is_ok()
}

fn account_is_good(tx: &Tx<'_>, person: PersonId, device: DeviceId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM people p JOIN devices d ON d.person = p.id
         WHERE p.id = ?1 AND p.locked_at IS NULL AND d.id = ?2 AND d.state = ?3";
    exists(tx.conn, SQL, (person.0, device.0, DeviceState::Active.code()))
}

impl Tx<'_> {
    /// Writes an active phone's new counter.
    pub(super) fn raise_counter(&self, device: DeviceId, counter: u64) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE devices SET counter = ?2 WHERE id = ?1 AND state = 1 AND counter < ?2";
        change_one(self.conn, SQL, (device.0, signed(counter)?))
    }
}
