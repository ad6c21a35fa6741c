//! Closed loops: each does one thing after another, and all of them together are what is "in flight".

use std::future::Future;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::Fault;
use crate::process::{cpu_secs, machine_cpu_secs};

/// A measurement beside which somebody else used more cores than this is left out, if there is another.
const QUIET: f64 = 0.12;
/// How long is looked at the machine to see whether it is quiet.
const GLANCE: Duration = Duration::from_millis(250);

/// What is done over and over, on connections of its own.
pub(crate) trait Load: 'static {
    /// Does it once.
    fn step(&mut self) -> impl Future<Output = Result<(), Fault>>;
}

/// What was measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// How often it was done, each second.
    pub(crate) rate: f64,
    /// Half took less than this, in milliseconds.
    pub(crate) p50_ms: f64,
    /// All but one in a hundred took less than this.
    pub(crate) p99_ms: f64,
    /// The server's processor time for one, in milliseconds.
    pub(crate) cpu_ms: f64,
    /// Cores that neither the server nor this program used.
    pub(crate) others: f64,
}

/// Drives the server `process` with all `loads` at once for `slice`, after a start that is not counted.
pub(crate) async fn drive<L: Load>(loads: Vec<L>, slice: Duration, process: u32) -> Result<Sample, Fault> {
    let from = Instant::now() + slice / 8;
    let to = from + slice;
    let mut loops = JoinSet::new();
    for load in loads {
        loops.spawn_local(repeat(load, from, to));
    }
    sleep_until(from).await;
    let before = Usage::read(process)?;
    sleep_until(to).await;
    let used = Usage::read(process)?.since(&before);
    let mut took = Vec::new();
    while let Some(done) = loops.join_next().await {
        took.extend(done??);
    }
    sample(took, slice.as_secs_f64(), &used)
}

/// Waits until nobody else uses the machine, at most `patience`.
pub(crate) async fn wait_for_quiet(patience: Duration) -> Result<(), Fault> {
    let until = Instant::now() + patience;
    while Instant::now() < until {
        let before = machine_cpu_secs()?;
        tokio::time::sleep(GLANCE).await;
        if machine_cpu_secs()? - before <= QUIET * GLANCE.as_secs_f64() {
            break;
        }
    }
    Ok(())
}

/// The middle one by rate, of the quiet ones if there are any.
pub(crate) fn median(mut samples: Vec<Sample>) -> Result<Sample, Fault> {
    if samples.iter().any(|sample| sample.others <= QUIET) {
        samples.retain(|sample| sample.others <= QUIET);
    }
    samples.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    samples.get(samples.len() / 2).copied().ok_or_else(|| "nothing was measured".into())
}

/// The middle one.
pub(crate) fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

async fn repeat<L: Load>(mut load: L, from: Instant, to: Instant) -> Result<Vec<Duration>, Fault> {
    let mut took = Vec::new();
    let mut begun = Instant::now();
    while begun < to {
        load.step().await?;
        let ended = Instant::now();
        if ended >= from && ended < to {
            took.push(ended - begun);
        }
        begun = ended;
    }
    Ok(took)
}

fn sample(mut took: Vec<Duration>, secs: f64, used: &Usage) -> Result<Sample, Fault> {
    took.sort_unstable();
    let (count, last) = (took.len() as f64, took.len().checked_sub(1).ok_or("nothing came to its end")?);
    let at = |share: usize| took[last * share / 100].as_secs_f64() * 1e3;
    let others = used.others() / secs;
    Ok(Sample { rate: count / secs, p50_ms: at(50), p99_ms: at(99), cpu_ms: used.server * 1e3 / count, others })
}

/// Seconds of processor time.
pub(crate) struct Usage {
    server: f64,
    own: f64,
    machine: f64,
}

impl Usage {
    /// Until now.
    pub(crate) fn read(process: u32) -> Result<Self, Fault> {
        Ok(Self { server: cpu_secs(process)?, own: cpu_secs(std::process::id())?, machine: machine_cpu_secs()? })
    }

    /// From then until now.
    pub(crate) fn since(&self, before: &Self) -> Self {
        let [server, own, machine] =
            [self.server - before.server, self.own - before.own, self.machine - before.machine];
        Self { server, own, machine }
    }

    /// Of whoever is neither the server nor this program.
    pub(crate) fn others(&self) -> f64 {
        (self.machine - self.server - self.own).max(0.0)
    }
}
