//! Asking, withdrawing, looking.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use async_trait::async_trait;

use super::answers::{WrongNumber, count_wrong_number, redeem, settle};
use super::budgets::read_budget;
use super::challenge_rows::{find_challenge, list_pending, list_superseded};
use super::{SqliteStore, Tx};
use crate::model::{AuditEvent, Cancelled, Challenge, PersonId, PushBudget, ServiceId};
use crate::store::{Ask, Asked, ChallengeStore, Redeem, Redeemed, Rev, Settle, Settled, StoreError};

const MAX_PENDING: u32 = 16;

#[async_trait]
impl ChallengeStore for SqliteStore {
    async fn push_budget(&self, person: PersonId) -> Result<(Rev, PushBudget), StoreError> {
        self.read(|conn| read_budget(conn, person))
    }

    async fn set_push_budget(&self, person: PersonId, rev: Rev, budget: &PushBudget) -> Result<bool, StoreError> {
        let budget = budget.clone();
        self.write(move |tx| {
            let unchanged = tx.budget_is(person, rev)?;
            if unchanged {
                tx.put_budget(person, rev, &budget)?;
            }
            Ok(unchanged)
        })
        .await
    }

    async fn ask(&self, new: Ask) -> Result<Asked, StoreError> {
        self.write(move |tx| ask(tx, &new)).await
    }

    async fn find_challenge(&self, id: ChallengeId) -> Result<Option<Challenge>, StoreError> {
        Ok(self.read(|conn| find_challenge(conn, id))?.map(|stored| stored.challenge))
    }

    async fn list_pending(&self, person: PersonId, now: UnixSeconds) -> Result<Vec<Challenge>, StoreError> {
        let stored = self.read(|conn| list_pending(conn, person, now, MAX_PENDING))?;
        Ok(stored.into_iter().map(|stored| stored.challenge).collect())
    }

    async fn settle(&self, answer: Settle) -> Result<Settled, StoreError> {
        self.write(move |tx| settle(tx, answer)).await
    }

    async fn count_wrong_number(
        &self,
        id: ChallengeId,
        device: DeviceId,
        counter: u64,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<Settled, StoreError> {
        let wrong = WrongNumber { challenge: id, device, counter, now, event };
        self.write(move |tx| count_wrong_number(tx, &wrong)).await
    }

    async fn cancel(
        &self,
        id: ChallengeId,
        service: ServiceId,
        why: Cancelled,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            let stored = find_challenge(tx.conn, id)?.filter(|stored| stored.challenge.service == service);
            let Some(mut stored) = stored else { return Ok(false) };
            let Ok(state) = stored.challenge.cancelled(why, now) else { return Ok(false) };
            tx.follow(&mut stored, state, now)?;
            tx.append(&event)?;
            Ok(true)
        })
        .await
    }

    async fn redeem(&self, order: Redeem) -> Result<Redeemed, StoreError> {
        self.write(move |tx| redeem(tx, &order)).await
    }
}

fn ask(tx: &mut Tx<'_>, ask: &Ask) -> Result<Asked, StoreError> {
    let new = &ask.challenge;
    let (rev, budget) = &ask.budget;
    if !tx.budget_is(new.person, *rev)? {
        return Ok(Asked::Conflict);
    }
    tx.put_budget(new.person, *rev, budget)?;
    let superseded = supersede(tx, new)?;
    tx.add_challenge(new)?;
    tx.append(&ask.event)?;
    Ok(Asked::Stored(superseded))
}

fn supersede(tx: &Tx<'_>, new: &Challenge) -> Result<Vec<ChallengeId>, StoreError> {
    let mut superseded = Vec::new();
    for mut old in list_superseded(tx.conn, new)? {
        if let Ok(state) = old.challenge.cancelled(Cancelled::Superseded, new.asked_at) {
            tx.follow(&mut old, state, new.asked_at)?;
            superseded.push(old.challenge.id);
        }
    }
    Ok(superseded)
}
