//! One-time codes, each right and fresh, beside requests that do nothing.

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Fault;
use crate::gauge::{Load, drive, median, wait_for_quiet};
use crate::http::Wire;
use crate::options::Options;
use crate::phone::Phone;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::world::World;

/// A service checks codes for many people at once.
const IN_FLIGHT: usize = 64;
/// For what is compared with other servers' figures.
const FEW: usize = 8;

/// Measures code checks and empty requests.
pub(crate) async fn measure(
    world: &World,
    program: &Path,
    options: &Options,
    report: &mut Report,
) -> Result<(), Fault> {
    let process = Process::start(program, world.folder(), options).await?;
    let people = Rc::new(People { phones: world.phones.clone(), next: AtomicUsize::new(0) });
    for in_flight in [FEW, IN_FLIGHT] {
        let (mut checks, mut empty) = (Vec::new(), Vec::new());
        for _ in 0..options.repeats() {
            wait_for_quiet(options.patience()).await?;
            let mut loops = Vec::new();
            for wire in connect(&process, Some(&world.api_key), in_flight).await? {
                loops.push(Checking { wire, people: Rc::clone(&people) });
            }
            // Codes are a limited good: each counts once, and only three of each person's count at a time.
            checks.push(drive(loops, options.slice() / 4, process.id()).await?);
            let loops = connect(&process, None, in_flight).await?.into_iter().map(Empty).collect();
            empty.push(drive(loops, options.slice() / 4, process.id()).await?);
        }
        let (check, empty) = (median(checks)?, median(empty)?);
        let name = |what: &str| format!("{what}, {in_flight} in flight");
        report.add(name("empty requests"), empty.rate, "/s").others(empty.others);
        let goal = (in_flight == IN_FLIGHT).then_some(Goal::AtLeast(5000.0));
        report.add(name("code checks"), check.rate, "/s").goal(goal).limit("empty", empty.rate).others(check.others);
        report.add(name("code check, p50"), check.p50_ms, "ms").limit("empty", empty.p50_ms);
        report.add(name("code check, CPU"), check.cpu_ms, "ms").limit("empty", empty.cpu_ms);
    }
    Ok(())
}

async fn connect(process: &Process, key: Option<&str>, count: usize) -> Result<Vec<Wire>, Fault> {
    let mut wires = Vec::with_capacity(count);
    for _ in 0..count {
        wires.push(Wire::connect(process.address, key).await?);
    }
    Ok(wires)
}

/// Everybody, one after the other, then from the first again with their next code.
struct People {
    phones: Vec<Arc<Phone>>,
    next: AtomicUsize,
}

impl People {
    fn next_code(&self) -> Result<(&str, String), Fault> {
        for _ in 0..self.phones.len() {
            let phone = &self.phones[self.next.fetch_add(1, Ordering::Relaxed) % self.phones.len()];
            if let Some(code) = phone.fresh_code() {
                return Ok((&phone.account, code));
            }
        }
        Err("all codes that count now were used; measure shorter, or with more --phones".into())
    }
}

struct Checking {
    wire: Wire,
    people: Rc<People>,
}

impl Load for Checking {
    async fn step(&mut self) -> Result<(), Fault> {
        let (account, code) = self.people.next_code()?;
        let body = format!(r#"{{"account":"{account}","code":"{code}","address":"192.0.2.7"}}"#);
        let checked = self.wire.post("/service/v1/code-checks", "application/json", body.as_bytes()).await?;
        checked.expect_part(r#""result":"accepted""#)
    }
}

struct Empty(Wire);

impl Load for Empty {
    async fn step(&mut self) -> Result<(), Fault> {
        self.0.get("/healthz").await?.expect(200).map(drop)
    }
}
