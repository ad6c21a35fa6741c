//! Requests as they come, over all servers at once.
//!
//! Each account has a line of its own to its server: a pull that the server holds, or a rest after a failure. So one
//! server that is away holds up no other, and nobody is asked more often than it helps. What is open is told by what the
//! servers signed alone: a push only makes the lines ask at once, whatever it says.

mod desk;
mod lines;
mod rest;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

pub use desk::{Change, Ended};

use super::race::until_news;
use super::{AccountError, AccountId, Answered, AuthError, Authenticator, Request};
use crate::message::Verdict;
use desk::Desk;
use lines::Lines;

/// The phone's eye on all its servers. What it holds goes on between two calls of [`Self::next`].
pub struct Watch {
    authenticator: Arc<Authenticator>,
    desk: Desk,
    lines: Lines,
    rung: Arc<Notify>,
    /// Something is not open any more that the last change was silent about: it was answered here.
    is_less: bool,
}

/// Makes a [`Watch`] ask all servers now, also one that is waiting.
#[derive(Clone)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// The network changed, or somebody looks: rests end and connections are made anew.
    pub fn retry_now(&self) {
        self.0.notify_one();
    }

    /// A push came. It says that there is something and is trusted for nothing else, so its bytes are not even read: a
    /// forged one costs a question to the servers, and a lost one costs nothing once the app is opened.
    pub fn woken(&self, _push: &[u8]) {
        self.retry_now();
    }
}

impl Watch {
    /// Nothing is asked before [`Self::next`].
    #[must_use]
    pub fn new(authenticator: Arc<Authenticator>) -> Self {
        Self { authenticator, desk: Desk::default(), lines: Lines::default(), rung: Arc::default(), is_less: false }
    }

    /// What rings this watch.
    #[must_use]
    pub fn bell(&self) -> Bell {
        Bell(Arc::clone(&self.rung))
    }

    /// What waits for an answer, oldest first.
    #[must_use]
    pub fn open(&self) -> &[Arc<Request>] {
        self.desk.open()
    }

    /// Whether the person has to be warned: several sign-ins ask at once, and who began one did not begin the others.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        self.desk.open().len() > 1
    }

    /// The accounts whose servers can't be asked at the moment.
    #[must_use]
    pub fn failing(&self) -> &[AccountError] {
        self.desk.failing()
    }

    /// Waits until something changed, at most for `wait`; then the change is empty. It is empty too, and comes at once, after
    /// an answer that left less [`Self::open`]. May be dropped at any time: nothing is lost by that.
    ///
    /// # Errors
    /// [`AuthError`] of the vault; failures of servers are in [`Change::failed`].
    pub async fn next(&mut self, wait: Duration) -> Result<Change, AuthError> {
        let until = Instant::now() + wait;
        loop {
            let mut change = self.desk.drop_expired(self.authenticator.clock.now());
            self.lines.start(&self.authenticator, &mut self.desk)?;
            change.notices.extend(self.authenticator.book.take_untold());
            let alarm = until.min(self.lines.next_start()).min(self.next_expiry());
            if change.is_empty() && !self.is_less {
                for (account, pulled) in self.until(alarm).await {
                    change.extend(self.take(account, pulled)?);
                }
            }
            if !change.is_empty() || std::mem::take(&mut self.is_less) || Instant::now() >= until {
                return Ok(change);
            }
        }
    }

    /// Asks all servers once and waits for none that has nothing: what an app does that was woken in the background.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub async fn look(&mut self) -> Result<Change, AuthError> {
        self.lines.cut();
        let accounts = self.authenticator.list_asking()?;
        self.desk.keep_only(&accounts);
        let ask = |id| self.authenticator.pull_known(id, 0, self.desk.known(id));
        let pulls = accounts.into_iter().map(ask).collect();
        let mut change = self.desk.drop_expired(self.authenticator.clock.now());
        change.notices.extend(self.authenticator.book.take_untold());
        for (account, pulled) in until_news(pulls, |_| false).await {
            change.extend(self.take(account, pulled)?);
        }
        Ok(change)
    }

    /// Lets go of all that is held; the next call begins it anew. A watch that is not used any more ends by this, on the
    /// runtime that it worked on: its connections go back to their pool by tasks.
    pub fn let_go(&mut self) {
        self.lines.cut();
    }

    /// As [`Authenticator::answer`]; what is over by it is not open any more.
    ///
    /// # Errors
    /// As [`Authenticator::answer`].
    pub async fn answer(
        &mut self,
        request: &Arc<Request>,
        verdict: Verdict,
        number: Option<&str>,
    ) -> Result<Answered, AuthError> {
        let answered = self.authenticator.answer(request, verdict, number).await;
        if answered.as_ref().err().is_none_or(AuthError::is_over) {
            self.desk.forget(request);
            self.is_less = true;
        }
        answered
    }

    /// What the lines brought by `alarm`.
    async fn until(&mut self, alarm: Instant) -> Vec<lines::Brought> {
        let rung = Arc::clone(&self.rung);
        tokio::select! {
            brought = timeout_at(alarm, self.lines.next()) => return brought.unwrap_or_default(),
            // A new account gets its line.
            () = self.authenticator.book.changed.notified() => return Vec::new(),
            () = rung.notified() => {}
        }
        self.lines.cut();
        self.authenticator.forget_connections();
        Vec::new()
    }

    fn take(&mut self, account: AccountId, pulled: lines::PulledNow) -> Result<Change, AuthError> {
        if let Err(error @ AuthError::Records(_)) = pulled {
            return Err(error);
        }
        let failed = pulled.is_err();
        let change = self.desk.take(account, pulled);
        self.lines.rest(account, failed, &change, &*self.authenticator.random);
        Ok(change)
    }

    fn next_expiry(&self) -> Instant {
        let now = self.authenticator.clock.now();
        let left = self.open().iter().map(|request| request.secs_left(now)).min();
        let left = left.and_then(|secs| u64::try_from(secs).ok());
        Instant::now() + left.map_or(rest::NEVER, Duration::from_secs)
    }
}
