//! `assent watch`: requests as they come, answered by a key.
//!
//! [`run`] needs only an authenticator, keys from somewhere and a place to write, so the demo uses it too.
//! What a key means is decided in `state` and what is seen in `screen`, neither of which does anything.

mod keys;
mod screen;
mod state;

use std::io::Write;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use assent_core::authenticator::{AuthError, Authenticator, Pending, Request};
use assent_core::clock::Clock;
use assent_core::message::{MAX_WAIT_SECS, Verdict};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{MissedTickBehavior, interval, sleep};

pub use keys::{Key, Keys};
use state::{Action, State};

use crate::error::CliError;
use crate::output::Output;
use crate::show;

const TICK: Duration = Duration::from_secs(1);
/// A pause after an answer that brought nothing, against servers that don't hold the line.
const SHORT_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Where a watch takes keys from and writes to.
pub struct Terminal<'a> {
    /// Key presses; the watch ends with them.
    pub keys: UnboundedReceiver<Key>,
    /// Where to write.
    pub out: &'a mut (dyn Write + Send),
    /// Language, colours, zone.
    pub output: &'a Output<'a>,
    /// Whether the terminal is in raw mode: lines end with carriage return, the time left is renewed in place.
    pub raw: bool,
}

/// Shows requests as they come and answers them, until `q`, the end of the keys, or no linked account is left.
///
/// # Errors
/// [`CliError`] of the vault or the output; failures of servers are shown and the watch goes on.
pub async fn run(
    authenticator: &Authenticator,
    clock: &dyn Clock,
    terminal: &mut Terminal<'_>,
) -> Result<(), CliError> {
    let mut watch = Watch { authenticator, clock, terminal, state: State::default(), pause: SHORT_PAUSE };
    watch.check_linked()?;
    let words = watch.terminal.output.words;
    watch.write(&words.word("watching"))?;
    watch.run().await
}

struct Watch<'a, 'b> {
    authenticator: &'a Authenticator,
    clock: &'a dyn Clock,
    terminal: &'a mut Terminal<'b>,
    state: State,
    pause: Duration,
}

type Pulling<'a> = Pin<Box<dyn Future<Output = Result<Pending, AuthError>> + Send + 'a>>;

impl<'a> Watch<'a, '_> {
    async fn run(&mut self) -> Result<(), CliError> {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let mut pulling = self.pull(Duration::ZERO);
        loop {
            tokio::select! {
                pulled = &mut pulling => {
                    let pause = self.take(pulled?)?;
                    self.check_linked()?;
                    pulling = self.pull(pause);
                }
                key = self.terminal.keys.recv() => match key.map(|key| self.state.press(key)) {
                    None | Some(Action::Quit) => return self.write(""),
                    Some(Action::None) => {}
                    Some(Action::Status) => self.renew_status()?,
                    Some(Action::Redraw) => self.draw()?,
                    Some(Action::Answer(request, verdict, number)) => {
                        self.answer(&request, verdict, number.as_deref()).await?;
                        pulling = self.pull(Duration::ZERO);
                    }
                },
                _ = tick.tick() => self.tick()?,
            }
        }
    }

    /// The next pull, which the server holds while nothing is new.
    fn pull(&self, pause: Duration) -> Pulling<'a> {
        let (authenticator, known) = (self.authenticator, self.state.known());
        Box::pin(async move {
            sleep(pause).await;
            authenticator.pending(None, MAX_WAIT_SECS, &known).await
        })
    }

    /// Takes over what came; gives how long to wait before the next pull.
    fn take(&mut self, pending: Pending) -> Result<Duration, CliError> {
        let names = screen::Names::read(self.authenticator)?;
        for line in screen::news(&pending, &self.state, &names, self.terminal.output) {
            self.write(&line)?;
        }
        let nobody_answered = pending.asked.is_empty();
        let is_new = self.state.take(pending);
        self.pause = if nobody_answered { (self.pause * 2).min(LONGEST_PAUSE) } else { SHORT_PAUSE };
        if is_new {
            self.forget_early_keys();
            self.draw()?;
        }
        Ok(if is_new { Duration::ZERO } else { self.pause })
    }

    async fn answer(&mut self, request: &Arc<Request>, verdict: Verdict, number: Option<&str>) -> Result<(), CliError> {
        let (words, style) = (self.terminal.output.words, self.terminal.output.style);
        self.write(&style.faint(&words.word("answer-sending")))?;
        let line = match self.authenticator.answer(request, verdict, number).await {
            Ok(answered) => {
                self.state.forget(request);
                style.accent(&show::answered(verdict, &answered, words))
            }
            Err(error) => {
                if is_over(&error) {
                    self.state.forget(request);
                }
                style.alarm(&CliError::from(error).words(words))
            }
        };
        self.state.clear_typed();
        self.write(&line)?;
        if self.state.is_idle() { Ok(()) } else { self.draw() }
    }

    /// Drops what has expired and renews the time left.
    fn tick(&mut self) -> Result<(), CliError> {
        let now = self.clock.now();
        let expired = self.state.drop_expired(now);
        for request in &expired {
            let line = screen::expired(request, self.terminal.output);
            self.write(&line)?;
        }
        if !expired.is_empty() && !self.state.is_idle() {
            return self.draw();
        }
        self.renew_status()
    }

    /// The line that stays last, renewed in place where that is possible.
    fn renew_status(&mut self) -> Result<(), CliError> {
        let status = screen::status(&self.state, self.clock.now(), self.terminal.output);
        if let (true, Some(status)) = (self.terminal.raw, status) {
            write!(self.terminal.out, "\r\u{1b}[K{status}")?;
            self.terminal.out.flush()?;
        }
        Ok(())
    }

    /// A key pressed before a request could be seen must not answer it. Lines from a pipe are meant as they come.
    fn forget_early_keys(&mut self) {
        while self.terminal.raw && matches!(self.terminal.keys.try_recv(), Ok(key) if key != Key::Quit) {}
    }

    fn draw(&mut self) -> Result<(), CliError> {
        let text = screen::screen(&self.state, self.clock.now(), self.terminal.output);
        self.write(&text)?;
        match screen::status(&self.state, self.clock.now(), self.terminal.output) {
            Some(status) if !self.terminal.raw => self.write(&status),
            _ => self.renew_status(),
        }
    }

    /// Writes whole lines, over a status line that may stand there.
    fn write(&mut self, text: &str) -> Result<(), CliError> {
        let text = text.trim_end_matches('\n');
        if self.terminal.raw {
            write!(self.terminal.out, "\r\u{1b}[K{}\r\n", text.replace('\n', "\r\n"))?;
        } else {
            writeln!(self.terminal.out, "{text}")?;
        }
        Ok(self.terminal.out.flush()?)
    }

    fn check_linked(&self) -> Result<(), CliError> {
        use assent_core::authenticator::{AccountKind, LinkState};
        let accounts = self.authenticator.accounts()?;
        let asks = accounts.iter().any(|it| it.kind == AccountKind::Push && it.state != LinkState::Unlinked);
        if asks { Ok(()) } else { Err(CliError::new("error-no-linked")) }
    }
}

/// Whether a failed answer leaves nothing to answer.
const fn is_over(error: &AuthError) -> bool {
    matches!(error, AuthError::Expired | AuthError::Settled { .. } | AuthError::Unlinked | AuthError::BadReceipt(_))
}

#[cfg(test)]
mod tests;
