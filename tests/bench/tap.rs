//! From the tap on YES to the receipt: a phone as the apps are, its vault on the disk, at the real server.

mod tapper;

use std::path::Path;
use std::time::{Duration, Instant};

use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;
use assent_server::people::Admin;
use assent_server::services::{add_portal, add_service};
use tapper::{Tapper, VaultAt};

use crate::Fault;
use crate::gauge::{Usage, wait_for_quiet};
use crate::http::Wire;
use crate::machine::{commit, open_commits};
use crate::options::Options;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::world::{open_app, place, reopen_app};

/// Durable commits of one answer: the phone counts it and keeps its receipt, the server settles it.
const COMMITS: f64 = 3.0;
/// What the machine's own times are measured over.
const PROBES: usize = 200;

/// Measures it, beside the same with the phone's records in memory and what the machine needs for the parts.
pub(crate) async fn measure(program: &Path, options: &Options, report: &mut Report) -> Result<(), Fault> {
    let folder = tempfile::Builder::new().prefix("load-").tempdir_in(place(options)?)?;
    let app = open_app(folder.path())?;
    add_portal(&app).await?;
    let api_key = add_service(&app, &Admin::at_the_machine(), "Load driver").await?.key.expose().to_owned();
    drop(app);
    let process = Process::start(program, folder.path(), options).await?;
    let app = reopen_app(folder.path(), &format!("http://{}", process.address))?;
    let service = || Wire::connect(process.address, Some(&api_key));
    let on_disk = VaultAt::Disk(folder.path().join("vault"));
    let mut disk = Tapper::link(&app, "disk@load.example", on_disk, service().await?).await?;
    let mut memory = Tapper::link(&app, "memory@load.example", VaultAt::Memory, service().await?).await?;
    let (mut of_disk, mut of_memory, mut others) = (Vec::new(), Vec::new(), 0.0);
    for _ in 0..options.repeats() {
        wait_for_quiet(options.patience()).await?;
        let (begun, before) = (Instant::now(), Usage::read(process.id())?);
        while begun.elapsed() < options.slice() {
            of_disk.push(disk.tap().await?);
            of_memory.push(memory.tap().await?);
        }
        let used = Usage::read(process.id())?.since(&before).others() / begun.elapsed().as_secs_f64();
        others = f64::max(others, used);
    }
    let parts = Parts::measure(folder.path(), &process).await?;
    tell(report, &mut of_disk, &mut of_memory, &parts, others);
    Ok(())
}

fn tell(report: &mut Report, disk: &mut [f64], memory: &mut [f64], parts: &Parts, others: f64) {
    let goal = Some(Goal::AtMost(10.0));
    report.add("taps", disk.len() as f64, "");
    report.add("tap to receipt, p50", at(disk, 50), "ms").goal(goal).limit("its parts", parts.sum()).others(others);
    report.add("tap to receipt, p95", at(disk, 95), "ms").goal(goal).limit("its parts", parts.sum()).others(others);
    report.add("the same, vault in memory, p50", at(memory, 50), "ms");
    report.add("the same, vault in memory, p95", at(memory, 95), "ms");
    report.add("parts: three durable commits", COMMITS * parts.commit, "ms");
    report.add("parts: signatures", parts.signatures, "ms");
    report.add("parts: an empty request", parts.request, "ms");
}

/// What the machine needs for the parts of one answer, in milliseconds: each alone, the middle one of many.
struct Parts {
    commit: f64,
    signatures: f64,
    request: f64,
}

impl Parts {
    async fn measure(folder: &Path, process: &Process) -> Result<Self, Fault> {
        let conn = open_commits(&folder.join("commits.probe"))?;
        let commit = middle_of(|| commit(&conn, 1))?;
        let key = SoftwareKey::make(&SystemEntropy::default())?.0;
        let (public, message) = (key.public_key(), [7_u8; 600]);
        let signature = key.sign(&message)?;
        let signed = middle_of(|| key.sign(&message).map(drop).map_err(Into::into))?;
        let verified = middle_of(|| Ok(public.verify(&message, &signature)?))?;
        let mut wire = Wire::connect(process.address, None).await?;
        let mut requests = Vec::new();
        for _ in 0..PROBES {
            let begun = Instant::now();
            wire.get("/healthz").await?.expect(200)?;
            requests.push(millis(begun.elapsed()));
        }
        // The decision and the receipt are signed. The server verifies the prompt and the decision; the phone the key
        // set, the prompt, the decision and the receipt, and for the receipt's key the key set again.
        let signatures = 2.0 * signed + 7.0 * verified;
        Ok(Self { commit, signatures, request: at(&mut requests, 50) })
    }

    fn sum(&self) -> f64 {
        COMMITS * self.commit + self.signatures + self.request
    }
}

fn middle_of(mut work: impl FnMut() -> Result<(), Fault>) -> Result<f64, Fault> {
    let mut took = Vec::with_capacity(PROBES);
    for _ in 0..PROBES {
        let begun = Instant::now();
        work()?;
        took.push(millis(begun.elapsed()));
    }
    Ok(at(&mut took, 50))
}

/// What so many of a hundred took at most.
fn at(took: &mut [f64], share: usize) -> f64 {
    took.sort_by(f64::total_cmp);
    let last = took.len().saturating_sub(1);
    took.get(last * share / 100).copied().unwrap_or(f64::NAN)
}

pub(crate) fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}
