//! What is done now and then while the server runs.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::time::MissedTickBehavior;

use crate::app::App;
use crate::serve::{Shutdown, feed_watchdog};
use crate::store::sqlite::WriterStats;
use crate::{devices, mail, webhooks};

const EVERY: Duration = Duration::from_secs(10);
/// How soon after it happened people are told by mail and on their phones, and services by their webhooks.
const TELL_EVERY: Duration = Duration::from_secs(2);
/// How long settled challenges are kept, in seconds: a service may come back for a result within a day.
const KEEP_SECS: i64 = 86_400;

/// Until the end is announced: writes down expiries, forgets what is over, feeds the metrics and the watchdog.
pub(super) async fn look_after(app: Arc<App>, writes: Arc<WriterStats>, shutdown: Shutdown) {
    let sweeping = repeat(EVERY, &shutdown, || sweep(&app, &writes));
    let mailing = repeat(TELL_EVERY, &shutdown, || mail(&app));
    let telling = repeat(TELL_EVERY, &shutdown, || tell(&app));
    let notifying = repeat(TELL_EVERY, &shutdown, || notify(&app));
    tokio::join!(sweeping, mailing, telling, notifying, feed_watchdog(shutdown.clone()));
}

/// Does `work` now and then, until the end is announced.
async fn repeat<F: Future<Output = ()>>(every: Duration, shutdown: &Shutdown, work: impl Fn() -> F) {
    let mut beats = tokio::time::interval(every);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = shutdown.begun() => return,
            _ = beats.tick() => work().await,
        }
    }
}

async fn mail(app: &App) {
    if let Err(error) = mail::work(app).await {
        tracing::error!(%error, "mails could not be made or sent");
    }
}

async fn tell(app: &App) {
    if let Err(error) = webhooks::work(app).await {
        tracing::error!(%error, "services could not be told");
    }
}

async fn notify(app: &App) {
    if let Err(error) = devices::tell_phones(app).await {
        tracing::error!(%error, "phones could not be told");
    }
}

async fn sweep(app: &App, writes: &WriterStats) {
    if let Err(error) = app.store.sweep(app.now(), KEEP_SECS).await {
        tracing::error!(%error, "what is over could not be swept away");
    }
    let load = |count: &std::sync::atomic::AtomicU64| count.load(Ordering::Relaxed);
    let took = Duration::from_micros(load(&writes.commit_micros));
    app.metrics.set_writes(load(&writes.batches), load(&writes.jobs), took);
}
