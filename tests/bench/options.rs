//! What is asked for on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};

/// Measures the real server over sockets, on SQLite on a disk, beside what the machine allows.
#[derive(Debug, Parser)]
#[command(
    name = "load",
    after_help = "The machine should have nothing else to do. Compare ratios, not figures, \
    of two runs; the column \"others\" says how many cores somebody else used meanwhile."
)]
pub(crate) struct Options {
    /// How long each thing is measured, in seconds.
    #[arg(long, default_value_t = 3.0, value_name = "SECS")]
    pub(crate) secs: f64,
    /// How often each is repeated, in turn with its limit; the median counts.
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub(crate) rounds: usize,
    /// Before each measurement wait up to so many seconds until nobody else uses the machine.
    #[arg(long, default_value_t = 0, value_name = "SECS")]
    pub(crate) patience: u64,
    /// How many approvals are in flight at once, one after another.
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "1,8,64")]
    pub(crate) flights: Vec<usize>,
    /// Only this part, or these.
    #[arg(long, value_name = "NAME", value_enum)]
    pub(crate) only: Vec<Part>,
    /// A short run that shows that everything works; its figures mean little.
    #[arg(long)]
    pub(crate) quick: bool,
    /// JSON instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
    /// Where the server's data lies: a folder on a disk, not in memory [default: beside this program].
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// The server to measure [default: the one beside this program, built first].
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) server: Option<PathBuf>,
    /// The server's log level.
    #[arg(long, default_value = "info", value_name = "LEVEL")]
    pub(crate) log_level: String,
    /// Phones that wait at once.
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pub(crate) phones: usize,
    /// People in the organisation whose pages are looked at.
    #[arg(long, default_value_t = 100_000, value_name = "N")]
    pub(crate) organisation: usize,
    /// Entries in the log of whoever looks at them; ten million need 2 GiB.
    #[arg(long, default_value_t = 10_000_000, value_name = "N")]
    pub(crate) entries: usize,
    /// How often each kind of account is tried at each door, to see whether any can be told from another.
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pub(crate) tries: usize,
    /// Be the real server with cheap hashes, at this address.
    #[arg(long, hide = true)]
    pub(crate) cheap_server: Option<SocketAddr>,
    /// Be the bare loop, at this address.
    #[arg(long, hide = true)]
    pub(crate) bare_server: Option<SocketAddr>,
    /// Be the bare loop with the signatures that the protocol needs.
    #[arg(long, hide = true)]
    pub(crate) signed: bool,
}

/// What can be measured alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Disk and signatures.
    Machine,
    /// Start and idle memory.
    Start,
    /// Full signed approvals.
    Approvals,
    /// One-time codes.
    Codes,
    /// Phones that wait.
    Held,
    /// From the tap on a phone to its receipt.
    Tap,
    /// Pages of the portal.
    Portal,
    /// Whether a stranger can tell which accounts exist.
    Enumeration,
}

impl Part {
    /// All that need people with phones.
    pub(crate) const OF_PHONES: [Self; 5] = [Self::Machine, Self::Start, Self::Approvals, Self::Codes, Self::Held];
}

impl Options {
    /// Whether a part is measured.
    pub(crate) fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }

    /// How long one thing is measured.
    pub(crate) fn slice(&self) -> Duration {
        Duration::from_secs_f64(if self.quick { 0.3 } else { self.secs.clamp(0.1, 600.0) })
    }

    /// How long to wait for a quiet machine.
    pub(crate) fn patience(&self) -> Duration {
        Duration::from_secs(self.patience)
    }

    /// How often.
    pub(crate) fn repeats(&self) -> usize {
        if self.quick { 1 } else { self.rounds.clamp(1, 100) }
    }

    /// How many phones wait at once.
    pub(crate) fn held(&self) -> usize {
        if self.quick { 200 } else { self.phones.max(1) }
    }

    /// How many people the large organisation has.
    pub(crate) fn organisation(&self) -> usize {
        if self.quick { 1000 } else { self.organisation.max(1) }
    }

    /// How long the log of whoever looks is.
    pub(crate) fn entries(&self) -> usize {
        if self.quick { 1000 } else { self.entries.max(1) }
    }

    /// How often each kind of account is tried at each door.
    pub(crate) fn tries(&self) -> usize {
        if self.quick { 30 } else { self.tries.max(2) }
    }

    /// How many people there are: each with a phone and codes.
    pub(crate) fn people(&self) -> usize {
        if self.quick { 1000 } else { self.held().max(20_000) }
    }
}
