//! What systemd hears, and what the system's signals do.

use std::time::Duration;

use sd_notify::NotifyState;
use tokio::signal::unix::{SignalKind, signal};

use super::shutdown::{Shutdown, Stopper};
use super::tls::Tls;

/// Tells systemd that the server takes requests. Does nothing where no systemd asks (sd_notify(3)).
pub fn tell_ready() {
    tell(&[NotifyState::Ready]);
}

/// Tells systemd that the server is on its way out.
pub fn tell_stopping() {
    tell(&[NotifyState::Stopping]);
}

/// Tells systemd at half the time it asks for that the server still runs, until `shutdown` is over with.
/// Returns at once where no watchdog is set.
pub async fn feed_watchdog(shutdown: Shutdown) {
    let Some(interval) = sd_notify::watchdog_enabled().and_then(beat_of) else { return };
    let mut beats = tokio::time::interval(interval);
    loop {
        tokio::select! {
            () = shutdown.begun() => return,
            _ = beats.tick() => tell(&[NotifyState::Watchdog]),
        }
    }
}

/// Announces the end on SIGTERM or SIGINT. Later signals change nothing: the drain is short.
///
/// # Errors
/// When the system takes no handler.
pub async fn stop_on_signals(stopper: Stopper) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("asked to stop; answers under way are finished first");
    tell_stopping();
    stopper.stop();
    Ok(())
}

/// Reads the certificate again on each SIGHUP; without TLS SIGHUP does nothing, rather than kill.
///
/// # Errors
/// When the system takes no handler.
pub async fn reload_on_hangup(tls: Option<Tls>) -> std::io::Result<()> {
    let mut hangup = signal(SignalKind::hangup())?;
    while hangup.recv().await.is_some() {
        match tls.as_ref().map(Tls::reload) {
            Some(Ok(())) => tracing::info!("the certificate was read again"),
            Some(Err(error)) => tracing::error!(%error, "the certificate in use stays, the new one is no good"),
            None => {}
        }
    }
    Ok(())
}

/// systemd advises half the time (sd_watchdog_enabled(3)).
fn beat_of(watchdog: Duration) -> Option<Duration> {
    Some(watchdog / 2).filter(|beat| !beat.is_zero())
}

fn tell(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::warn!(%error, "systemd could not be told");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_watchdog_is_fed_twice_as_often_as_asked() {
        assert_eq!(beat_of(Duration::from_secs(30)), Some(Duration::from_secs(15)));
        assert_eq!(beat_of(Duration::ZERO), None);
    }

    #[tokio::test]
    async fn without_a_watchdog_nothing_is_fed() {
        let (_stopper, shutdown) = crate::serve::make_shutdown();
        feed_watchdog(shutdown).await;
    }
}
