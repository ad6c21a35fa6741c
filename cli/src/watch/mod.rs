//! `assent watch`: requests as they come, answered by a key.
//!
//! [`run`] needs only an authenticator, keys from somewhere and a place to write, so the demo uses it too.
//! What a key means is decided in `state` and what is seen in `screen`, neither of which does anything.

mod keys;
mod screen;
mod state;

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use assent_core::authenticator::{Authenticator, Change, Request, Watch};
use assent_core::clock::Clock;
use assent_core::message::Verdict;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{MissedTickBehavior, interval};

pub use keys::{Key, Keys};
use state::{Action, State};

use crate::error::CliError;
use crate::output::Output;
use crate::show;

const TICK: Duration = Duration::from_secs(1);
/// Longer than anybody waits; a watch goes on anyway.
pub const LONG: Duration = Duration::from_secs(3600);

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
    authenticator: &Arc<Authenticator>,
    clock: &dyn Clock,
    terminal: &mut Terminal<'_>,
) -> Result<(), CliError> {
    let watch = Watch::new(Arc::clone(authenticator));
    let mut screen = Screen { authenticator, watch, clock, terminal, state: State::default() };
    screen.check_linked()?;
    let words = screen.terminal.output.words;
    screen.write(&words.word("watching"))?;
    screen.run().await
}

struct Screen<'a, 'b> {
    authenticator: &'a Authenticator,
    watch: Watch,
    clock: &'a dyn Clock,
    terminal: &'a mut Terminal<'b>,
    state: State,
}

impl Screen<'_, '_> {
    async fn run(&mut self) -> Result<(), CliError> {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                change = self.watch.next(LONG) => self.take(&change?)?,
                key = self.terminal.keys.recv() => match key.map(|key| self.state.press(key)) {
                    None | Some(Action::Quit) => return self.write(""),
                    Some(Action::None) => {}
                    Some(Action::Status) => self.renew_status()?,
                    Some(Action::Redraw) => self.draw()?,
                    Some(Action::Answer(request, verdict, number)) => {
                        self.answer(&request, verdict, number.as_deref()).await?;
                    }
                },
                _ = tick.tick(), if !self.state.is_idle() => self.renew_status()?,
            }
        }
    }

    /// Tells what is new, and shows what is open by now.
    fn take(&mut self, change: &Change) -> Result<(), CliError> {
        let names = screen::Names::read(self.authenticator)?;
        for line in screen::news(change, &names, self.terminal.output) {
            self.write(&line)?;
        }
        if self.state.see(self.watch.open()) {
            self.forget_early_keys();
            self.draw()?;
        }
        self.check_linked()
    }

    async fn answer(&mut self, request: &Arc<Request>, verdict: Verdict, number: Option<&str>) -> Result<(), CliError> {
        let (words, style) = (self.terminal.output.words, self.terminal.output.style);
        self.write(&style.faint(&words.word("answer-sending")))?;
        let line = match self.watch.answer(request, verdict, number).await {
            Ok(answered) => style.accent(&show::answered(verdict, &answered, words)),
            Err(error) => style.alarm(&CliError::from(error).words(words)),
        };
        self.state.clear_typed();
        self.state.see(self.watch.open());
        self.write(&line)?;
        if self.state.is_idle() { Ok(()) } else { self.draw() }
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

#[cfg(test)]
mod tests;
