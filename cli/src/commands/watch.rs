//! `watch` on this terminal.

use crate::error::CliError;
use crate::open::Opened;
use crate::output::Output;
use crate::watch::{Keys, Terminal, run};

pub(super) async fn watch(opened: &Opened, to: &Output<'_>) -> Result<(), CliError> {
    let (listening, keys) = Keys::listen()?;
    let mut out = std::io::stdout();
    let mut terminal = Terminal { keys, out: &mut out, output: to, raw: listening.is_raw() };
    run(&opened.authenticator, &*opened.clock, &mut terminal).await
}
