//! Which requests are open, which one is looked at, and what a key means then.
//!
//! One open request is looked at by itself; of several one has to be chosen first, so that no key pressed for one
//! answers another that just came.

use std::sync::Arc;

use assent_core::authenticator::Request;
use assent_core::ids::ChallengeId;
use assent_core::message::Verdict;

use super::Key;

/// What is open and looked at.
#[derive(Default)]
pub(super) struct State {
    open: Vec<Arc<Request>>,
    looked_at: Option<ChallengeId>,
    typed: String,
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

    /// Takes over what is open. Gives whether another picture has to be shown.
    pub(super) fn see(&mut self, open: &[Arc<Request>]) -> bool {
        let known = |requests: &[Arc<Request>]| requests.iter().map(|it| it.challenge()).collect::<Vec<_>>();
        let changed = known(&self.open) != known(open);
        self.open = open.to_vec();
        if changed {
            self.look_again();
        }
        changed && !self.open.is_empty()
    }

    pub(super) fn clear_typed(&mut self) {
        self.typed.clear();
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
