//! Phones that wait: what one costs, and how soon one hears of a request while all wait.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::Fault;
use crate::gauge::middle;
use crate::http::Wire;
use crate::options::Options;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::world::World;

const WAIT_SECS: u32 = 55;
/// Files that both programs have open besides connections.
const OTHER_FILES: usize = 300;
const PATIENCE: Duration = Duration::from_secs(40);
/// How many are woken.
const WOKEN: usize = 100;

/// Measures them.
pub(crate) async fn measure(
    world: &World,
    program: &Path,
    options: &Options,
    report: &mut Report,
) -> Result<(), Fault> {
    let process = Process::start(program, world.folder(), options).await?;
    let count = find_count(options.held())?.min(world.phones.len());
    if count < options.held() {
        crate::say(&format!("only {count} phones: raise the limit of open files (`ulimit -n`)"));
    }
    let before = process.memory_kib("VmRSS")?;
    let mut wires = Vec::with_capacity(count);
    for phone in &world.phones[..count] {
        let mut wire = Wire::connect(process.address, None).await?;
        let pull = phone.pull(&world.server_id, WAIT_SECS)?;
        wire.send("POST", "/device/v1/pull", "application/jose", pull.as_bytes()).await?;
        wires.push(wire);
    }
    wait_until_held(&process, count).await?;
    let each = (process.memory_kib("VmRSS")? - before) / count as f64;
    report.add(format!("memory of a held phone, {count} held"), each, "KiB").goal(Some(Goal::AtMost(10.0)));
    let woken = wake_some(world, &process, &mut wires).await?;
    report.add("from a request to a held phone, p50", woken, "ms");
    Ok(())
}

/// How many connections both programs can have.
fn find_count(wanted: usize) -> Result<usize, Fault> {
    let limits = std::fs::read_to_string("/proc/self/limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next()).and_then(|soft| soft.parse().ok());
    Ok(wanted.min(soft.unwrap_or(usize::MAX).saturating_sub(OTHER_FILES)))
}

async fn wait_until_held(process: &Process, count: usize) -> Result<(), Fault> {
    let (begun, wanted) = (Instant::now(), format!("assent_held_phones {count}\n"));
    while begun.elapsed() < PATIENCE {
        let mut wire = Wire::connect(process.metrics, None).await?;
        let body = wire.get("/metrics").await?.expect(200)?;
        if String::from_utf8_lossy(body).contains(&wanted) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("not all {count} phones were held in time").into())
}

/// From sending a request to having its prompt on the phone, which writes the request to disk on the way.
async fn wake_some(world: &World, process: &Process, wires: &mut [Wire]) -> Result<f64, Fault> {
    let mut service = Wire::connect(process.address, Some(&world.api_key)).await?;
    let mut took = Vec::new();
    for (phone, wire) in world.phones.iter().zip(wires).take(WOKEN) {
        let ask = format!(r#"{{"account":"{}"}}"#, phone.account);
        let begun = Instant::now();
        service.post("/service/v1/challenges", "application/json", ask.as_bytes()).await?.expect(201)?;
        wire.read().await?.expect(200)?;
        took.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(middle(took))
}
