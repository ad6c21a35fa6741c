//! From nothing to the first answer, and what lies idle afterwards.

use std::path::Path;
use std::time::Duration;

use crate::Fault;
use crate::gauge::middle;
use crate::options::Options;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::world::World;

const STARTS: usize = 5;
const SETTLE: Duration = Duration::from_secs(1);

/// Measures them, on the data of all people.
pub(crate) async fn measure(
    world: &World,
    program: &Path,
    options: &Options,
    report: &mut Report,
) -> Result<(), Fault> {
    let mut took = Vec::new();
    for _ in 0..STARTS * options.repeats() {
        let process = Process::start(program, world.folder(), options).await?;
        took.push(process.started_in.as_secs_f64() * 1e3);
    }
    let process = Process::start(program, world.folder(), options).await?;
    tokio::time::sleep(SETTLE).await;
    let size = std::fs::metadata(program)?.len() as f64 / 1_048_576.0;
    report.add("start to first answer", middle(took), "ms").goal(Some(Goal::AtMost(50.0)));
    report.add("idle memory", process.memory_kib("VmRSS")? / 1024.0, "MiB").goal(Some(Goal::AtMost(15.0)));
    report.add("idle memory, private", process.memory_kib("RssAnon")? / 1024.0, "MiB");
    report.add("program on disk", size, "MiB");
    Ok(())
}
