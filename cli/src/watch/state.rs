//! Which requests are open, which one is looked at, and what a key means then.
//!
//! One open request is looked at by itself; of several one has to be chosen first, so that no key pressed for one
//! answers another that just came.

use std::sync::Arc;

use assent_core::authenticator::{AccountError, AccountId, Pending, Request};
use assent_core::clock::UnixSeconds;
use assent_core::ids::ChallengeId;
use assent_core::message::Verdict;

use super::Key;

/// What is open and looked at.
#[derive(Default)]
pub(super) struct State {
    open: Vec<Arc<Request>>,
    looked_at: Option<ChallengeId>,
    typed: String,
    /// Failures that were said already.
    said: Vec<AccountError>,
}

/// What a key asks for.
pub(super) enum Action {
    None,
    /// The line with what was typed.
    Status,
    Redraw,
    Answer(Arc<Request>, Verdict, Option<String>),
    Quit,
}

impl State {
    /// The requests that are open, oldest first.
    pub(super) fn open(&self) -> &[Arc<Request>] {
        &self.open
    }

    pub(super) fn is_idle(&self) -> bool {
        self.open.is_empty()
    }

    /// What was typed of the number so far.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// The one request that a key would answer.
    pub(super) fn looked_at(&self) -> Option<&Arc<Request>> {
        self.open.iter().find(|request| Some(request.challenge()) == self.looked_at)
    }

    pub(super) fn known(&self) -> Vec<(AccountId, ChallengeId)> {
        self.open.iter().map(|request| (request.account, request.challenge())).collect()
    }

    /// The open requests that a server no longer has.
    pub(super) fn gone<'a>(&'a self, pending: &'a Pending) -> impl Iterator<Item = &'a Arc<Request>> {
        self.open.iter().filter(|request| pending.asked.contains(&request.account) && !has(&pending.requests, request))
    }

    /// Whether this failure was said since the account was last reached.
    pub(super) fn was_said(&self, failed: &AccountError) -> bool {
        self.said.contains(failed)
    }

    /// Takes over what came. Gives whether another picture has to be shown.
    pub(super) fn take(&mut self, pending: Pending) -> bool {
        let before = self.known();
        self.said.retain(|failed| !pending.asked.contains(&failed.account));
        self.said
            .extend(pending.errors.iter().filter(|failed| !self.said.contains(failed)).cloned().collect::<Vec<_>>());
        let gone: Vec<_> = self.gone(&pending).map(|request| request.challenge()).collect();
        self.open.retain(|request| !gone.contains(&request.challenge()));
        for request in pending.requests {
            if !has(&self.open, &request) {
                self.open.push(request);
            }
        }
        let changed = self.known() != before;
        if changed {
            self.look_again();
        }
        changed && !self.open.is_empty()
    }

    pub(super) fn forget(&mut self, request: &Request) {
        self.open.retain(|other| other.challenge() != request.challenge());
        self.look_again();
    }

    pub(super) fn clear_typed(&mut self) {
        self.typed.clear();
    }

    /// Takes out what is over at `now`.
    pub(super) fn drop_expired(&mut self, now: UnixSeconds) -> Vec<Arc<Request>> {
        let expired: Vec<_> = self.open.iter().filter(|request| request.secs_left(now) == 0).cloned().collect();
        for request in &expired {
            self.forget(request);
        }
        expired
    }

    /// What `key` means now.
    pub(super) fn press(&mut self, key: Key) -> Action {
        match (key, self.looked_at().cloned()) {
            (Key::Quit, _) | (Key::Char('q' | 'Q'), _) => Action::Quit,
            (Key::Escape, Some(_)) if self.open.len() > 1 => self.look_at(None),
            (Key::Char(digit), None) if digit.is_ascii_digit() => self.choose(digit),
            (key, Some(request)) => self.press_on(key, request),
            _ => Action::None,
        }
    }

    fn press_on(&mut self, key: Key, request: Arc<Request>) -> Action {
        let digits = usize::from(request.prompt.number_digits);
        match key {
            Key::Char(digit) if digit.is_ascii_digit() && self.typed.len() < digits => {
                self.typed.push(digit);
                Action::Status
            }
            Key::Backspace => {
                self.typed.pop();
                Action::Status
            }
            Key::Char('y' | 'Y' | 'o' | 'O') if self.typed.len() == digits => self.approve(request),
            Key::Enter if digits > 0 && self.typed.len() == digits => self.approve(request),
            Key::Char('y' | 'Y' | 'o' | 'O') => Action::Redraw,
            Key::Char('n' | 'N') => Action::Answer(request, Verdict::Deny, None),
            Key::Char('m' | 'M') => Action::Answer(request, Verdict::Report, None),
            _ => Action::None,
        }
    }

    fn approve(&self, request: Arc<Request>) -> Action {
        let number = (!self.typed.is_empty()).then(|| self.typed.clone());
        Action::Answer(request, Verdict::Approve, number)
    }

    fn choose(&mut self, digit: char) -> Action {
        let at = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        match at.and_then(|at| self.open.get(at)).map(|request| request.challenge()) {
            Some(challenge) => self.look_at(Some(challenge)),
            None => Action::None,
        }
    }

    fn look_at(&mut self, challenge: Option<ChallengeId>) -> Action {
        self.looked_at = challenge;
        self.typed.clear();
        Action::Redraw
    }

    /// After a change: the only request is looked at; of several, none until one is chosen.
    fn look_again(&mut self) {
        let only = if let [only] = &self.open[..] { Some(only.challenge()) } else { None };
        if self.looked_at != only || self.looked_at.is_none() {
            self.typed.clear();
        }
        self.looked_at = only;
    }
}

fn has(requests: &[Arc<Request>], request: &Request) -> bool {
    requests.iter().any(|other| other.challenge() == request.challenge() && other.account == request.account)
}
