//! `assent-server run`.

use std::io::{self, Write};

use super::{DONE, WRONG};
use crate::config::Config;
use crate::run::{Ready, Start};
use crate::serve::{make_shutdown, stop_on_signals, tell_ready};
use crate::telemetry::begin_log;

/// Serves until SIGTERM or ctrl-c; gives the exit status. What keeps it from starting goes to `errors`.
///
/// # Errors
/// Only when `errors` fails.
pub async fn run(config: Config, errors: &mut (dyn Write + Send)) -> io::Result<u8> {
    // The log of a process that has one already is as good.
    let _ = begin_log(config.log);
    let (stopper, shutdown) = make_shutdown();
    let ready = match Start::of(config).listen(shutdown).await {
        Ok(ready) => ready,
        Err(error) => {
            writeln!(errors, "{error}")?;
            return Ok(WRONG);
        }
    };
    tell(&ready, errors)?;
    tokio::spawn(stop_on_signals(stopper));
    tell_ready();
    ready.serve().await;
    tracing::info!("stopped; everything that was acknowledged is on disk");
    Ok(DONE)
}

/// Where it is, and how the first administrator gets in. The token goes to the operator's terminal or journal once.
fn tell(ready: &Ready, out: &mut (dyn Write + Send)) -> io::Result<()> {
    for address in &ready.addresses {
        tracing::info!(%address, url = ready.app.policy.public_url, "listening");
    }
    if let Some(token) = &ready.set_up {
        let url = &ready.app.policy.public_url;
        writeln!(out, "Nobody has an account yet. To make the first administrator, open {url}/set-up")?;
        writeln!(out, "and give this token, which counts until the server stops: {}", token.expose())?;
    }
    Ok(())
}
