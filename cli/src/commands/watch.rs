//! `watch` on this terminal, or as lines of JSON.

use std::sync::Arc;

use assent_core::authenticator::Watch;

use crate::error::CliError;
use crate::open::Opened;
use crate::output::{Output, print_value};
use crate::show;
use crate::watch::{Keys, LONG, Terminal, run};

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
    let mut watch = Watch::new(Arc::clone(&opened.authenticator));
    let mut change = watch.look().await?;
    loop {
        let now = opened.clock.now();
        let mut line = show::pending_json(watch.open(), &change.notices, watch.failing(), now, to.words);
        line["ended"] = show::ended_json(&change.ended);
        if !print_value(&line)? {
            return Ok(());
        }
        change = watch.next(LONG).await?;
    }
}
