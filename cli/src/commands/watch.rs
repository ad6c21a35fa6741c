//! `watch` on this terminal, or as lines of JSON.

use std::time::Duration;

use assent_core::message::MAX_WAIT_SECS;

use crate::error::CliError;
use crate::open::Opened;
use crate::output::{Output, print_value};
use crate::show;
use crate::watch::{Keys, Terminal, run};

/// Before the next try when no server answered.
const LONG_PAUSE: Duration = Duration::from_secs(2);
/// Against servers that don't hold the line.
const SHORT_PAUSE: Duration = Duration::from_millis(200);

pub(super) async fn watch(opened: &Opened, to: &Output<'_>) -> Result<(), CliError> {
    if to.json {
        return follow(opened, to).await;
    }
    let (listening, keys) = Keys::listen()?;
    let mut out = std::io::stdout();
    let mut terminal = Terminal { keys, out: &mut out, output: to, raw: listening.is_raw() };
    run(&opened.authenticator, &*opened.clock, &mut terminal).await
}

/// For programs, which answer by `approve` and `deny`: one line, as `pending` prints it, each time that something else
/// waits, until it is ended or nobody reads on.
async fn follow(opened: &Opened, to: &Output<'_>) -> Result<(), CliError> {
    let (mut known, mut failed, mut is_first) = (Vec::new(), Vec::new(), true);
    loop {
        let wait_secs = if is_first { 0 } else { MAX_WAIT_SECS };
        let pending = opened.authenticator.pending(None, wait_secs, &known).await?;
        let waits = pending.requests.iter().map(|request| (request.account, request.challenge())).collect();
        let is_new = is_first || known != waits || failed != pending.errors || !pending.notices.is_empty();
        if is_new && !print_value(&show::pending_json(&pending, opened.clock.now(), to.words))? {
            return Ok(());
        }
        if !is_new || pending.asked.is_empty() {
            tokio::time::sleep(if pending.asked.is_empty() { LONG_PAUSE } else { SHORT_PAUSE }).await;
        }
        (known, failed, is_first) = (waits, pending.errors, false);
    }
}
