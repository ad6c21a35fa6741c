//! One line an account: a pull that is held, or a rest.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::time::Instant;

use super::desk::{Change, Desk};
use super::rest;
use crate::authenticator::pull::News;
use crate::authenticator::race::Waiting;
use crate::authenticator::{AccountId, AuthError, Authenticator};
use crate::ids::ChallengeId;
use crate::message::MAX_WAIT_SECS;
use crate::random::Random;

pub(super) type PulledNow = Result<News, AuthError>;
/// What a line brought.
pub(super) type Brought = (AccountId, PulledNow);

#[derive(Default)]
pub(super) struct Lines(HashMap<AccountId, Line>);

struct Line {
    /// In a row.
    failures: u32,
    state: State,
}

enum State {
    Held { known: Vec<ChallengeId>, pull: Waiting<'static, PulledNow> },
    Resting { until: Instant },
}

impl Lines {
    /// Begins a pull for each linked account that is not resting, and again where something else is open by now.
    pub(super) fn start(&mut self, authenticator: &Arc<Authenticator>, desk: &mut Desk) -> Result<(), AuthError> {
        let accounts = authenticator.list_asking()?;
        desk.keep_only(&accounts);
        self.0.retain(|account, _| accounts.contains(account));
        let now = Instant::now();
        for account in accounts {
            let known = desk.known(account);
            let line = self.0.entry(account).or_insert(Line { failures: 0, state: State::Resting { until: now } });
            let is_due = match &line.state {
                State::Held { known: told, .. } => *told != known,
                State::Resting { until } => *until <= now,
            };
            if is_due {
                // One that did not answer is not held: that it does again is told at once.
                let wait_secs = if desk.is_failing(account) { 0 } else { MAX_WAIT_SECS };
                line.state = hold(Arc::clone(authenticator), account, known, wait_secs);
            }
        }
        Ok(())
    }

    /// When the next rest is over.
    pub(super) fn next_start(&self) -> Instant {
        let rests = self.0.values().filter_map(|line| match line.state {
            State::Resting { until } => Some(until),
            State::Held { .. } => None,
        });
        rests.min().unwrap_or_else(|| Instant::now() + rest::NEVER)
    }

    /// Waits for the next that is brought. Dropped, nothing is lost.
    pub(super) async fn next(&mut self) -> Vec<Brought> {
        poll_fn(|context| {
            let brought: Vec<_> = self.0.iter_mut().filter_map(|(id, line)| Some((*id, line.poll(context)?))).collect();
            if brought.is_empty() { Poll::Pending } else { Poll::Ready(brought) }
        })
        .await
    }

    /// Sends a line that brought something to its rest.
    pub(super) fn rest(&mut self, account: AccountId, has_failed: bool, change: &Change, random: &dyn Random) {
        let Some(line) = self.0.get_mut(&account) else { return };
        line.failures = if has_failed { line.failures.saturating_add(1) } else { 0 };
        let pause = match line.failures {
            0 if change.is_empty() => rest::SHORT,
            0 => std::time::Duration::ZERO,
            failures => rest::after_failures(failures, random),
        };
        line.state = State::Resting { until: Instant::now() + pause };
    }

    /// Lets go of all lines; they begin anew.
    pub(super) fn cut(&mut self) {
        self.0.clear();
    }
}

impl Line {
    fn poll(&mut self, context: &mut Context<'_>) -> Option<PulledNow> {
        let State::Held { pull, .. } = &mut self.state else { return None };
        match pull.as_mut().poll(context) {
            Poll::Ready(pulled) => {
                self.state = State::Resting { until: Instant::now() };
                Some(pulled)
            }
            Poll::Pending => None,
        }
    }
}

fn hold(authenticator: Arc<Authenticator>, account: AccountId, known: Vec<ChallengeId>, wait_secs: u32) -> State {
    let told = known.clone();
    let pull = Box::pin(async move { authenticator.pull_settling(account, wait_secs, told).await });
    State::Held { known, pull }
}
