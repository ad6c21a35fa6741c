//! What the server says about itself: log lines and measurements.
//!
//! # Never logged, at any level
//! - passwords, one-time codes, backup codes, numbers to match, link codes, tickets and their secrets;
//! - cookies, bearer tokens, API keys, CSRF tokens, push endpoints;
//! - keys, seeds, peppers, password hashes;
//! - bodies and headers of requests and answers, paths and queries as sent (a route's template is logged);
//! - what a prompt shows, names and e-mail addresses (ids are logged instead).
//!
//! Types that hold the first three have no `Debug` or `Display`, so they can't slip in. Other crates are kept at
//! `warn` whatever the level, because at `trace` a network library writes down the bytes it sees.

mod metrics;
mod requests;
mod scrape;

use std::io;

use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::config::{Log, LogFormat};

pub use metrics::{Answered, Door, HeldPhone, Metrics, Pushed};
pub use requests::RequestLog;
pub use scrape::metrics_router;

/// A log can't be begun twice in one process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the log was begun already")]
pub struct AlreadyBegun;

/// Begins the log of this process, on standard error.
///
/// # Errors
/// [`AlreadyBegun`] the second time.
pub fn begin_log(log: Log) -> Result<(), AlreadyBegun> {
    tracing::subscriber::set_global_default(make_log(log, io::stderr)).map_err(|_| AlreadyBegun)
}

/// A log that writes to `writer`.
pub fn make_log<W>(log: Log, writer: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = fmt::layer().with_writer(writer).with_ansi(false);
    match log.format {
        LogFormat::Text => Box::new(Registry::default().with(lines.with_filter(targets(log.level)))),
        LogFormat::Json => {
            let lines = lines.json().flatten_event(true).with_current_span(false).with_span_list(false);
            Box::new(Registry::default().with(lines.with_filter(targets(log.level))))
        }
    }
}

fn targets(level: LevelFilter) -> Targets {
    let ours = ["assent_server", "assent_core", "assent"];
    Targets::new().with_default(level.min(LevelFilter::WARN)).with_targets(ours.map(|target| (target, level)))
}

#[cfg(test)]
pub(crate) mod tests;
