//! Full signed approvals, in turn with the bare loop, so that both meet the same machine.

use std::path::Path;
use std::sync::Arc;

use assent_core::ids::ChallengeId;
use serde::Deserialize;

use crate::Fault;
use crate::gauge::{Load, Sample, drive, median, wait_for_quiet};
use crate::http::Wire;
use crate::options::Options;
use crate::phone::Phone;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::world::World;

const JOSE: &str = "application/jose";
const WAIT_SECS: u32 = 55;

/// Measures them, so many in flight as `options` says.
pub(crate) async fn measure(
    world: &World,
    program: &Path,
    options: &Options,
    report: &mut Report,
) -> Result<(), Fault> {
    let real = Process::start(program, world.folder(), options).await?;
    let bare = Process::start_bare(world, false).await?;
    let signed = Process::start_bare(world, true).await?;
    for &in_flight in &options.flights {
        let mut samples = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..options.repeats() {
            for (process, samples) in [&real, &bare, &signed].into_iter().zip(&mut samples) {
                wait_for_quiet(options.patience()).await?;
                let loops = make_loops(world, process, in_flight).await?;
                samples.push(drive(loops, options.slice(), process.id()).await?);
            }
        }
        let [of_real, of_bare, of_signed] = samples;
        tell(report, in_flight, &median(of_real)?, &median(of_bare)?, &median(of_signed)?);
    }
    report.add("memory after approvals", real.memory_kib("VmRSS")? / 1024.0, "MiB");
    Ok(())
}

fn tell(report: &mut Report, in_flight: usize, real: &Sample, bare: &Sample, signed: &Sample) {
    let name = |what: &str| format!("{what}, {in_flight} in flight");
    report.add(name("bare loop"), bare.rate, "/s").others(bare.others);
    report.add(name("bare loop with signatures"), signed.rate, "/s").others(signed.others);
    report.add(name("bare loop, CPU"), bare.cpu_ms, "ms");
    let least = match in_flight {
        8 => Some(Goal::AtLeast(2400.0)),
        64 => Some(Goal::AtLeast(3600.0)),
        _ => None,
    };
    let share = (in_flight == 8).then_some(Goal::AtLeast(80.0));
    report.add(name("approvals"), real.rate, "/s").goal(least).limit("bare loop", bare.rate).others(real.others);
    report.add(name("approvals of bare"), real.rate / bare.rate * 100.0, "%").goal(share);
    report.add(name("approvals of bare with signatures"), real.rate / signed.rate * 100.0, "%");
    let alone = in_flight == 1;
    let (half, most) = (Goal::AtMost(2.0), Goal::AtMost(5.0));
    report.add(name("approval, p50"), real.p50_ms, "ms").goal(alone.then_some(half)).limit("bare loop", bare.p50_ms);
    report.add(name("approval, p99"), real.p99_ms, "ms").goal(alone.then_some(most)).limit("bare loop", bare.p99_ms);
    let cpu = (!alone).then_some(Goal::AtMost(0.5));
    report.add(name("approval, CPU"), real.cpu_ms, "ms").goal(cpu).limit("bare with signatures", signed.cpu_ms);
}

/// One person who is asked again and again: the service on one connection, the phone on another.
struct Approving {
    service: Wire,
    phone: Wire,
    signer: Arc<Phone>,
    server_id: Arc<str>,
    ask: String,
}

#[derive(Deserialize)]
struct Asked {
    id: String,
}

async fn make_loops(world: &World, process: &Process, in_flight: usize) -> Result<Vec<Approving>, Fault> {
    let server_id: Arc<str> = world.server_id.as_str().into();
    let mut loops = Vec::with_capacity(in_flight);
    for phone in world.phones.iter().take(in_flight) {
        let ask = serde_json::json!({"account": phone.account, "context": {"address": "192.0.2.7",
            "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}});
        loops.push(Approving {
            service: Wire::connect(process.address, Some(&world.api_key)).await?,
            phone: Wire::connect(process.address, None).await?,
            signer: Arc::clone(phone),
            server_id: Arc::clone(&server_id),
            ask: ask.to_string(),
        });
    }
    Ok(loops)
}

impl Load for Approving {
    async fn step(&mut self) -> Result<(), Fault> {
        let asked = self.service.post("/service/v1/challenges", "application/json", self.ask.as_bytes()).await?;
        let id = serde_json::from_slice::<Asked>(asked.expect(201)?)?.id;
        let pull = self.signer.pull(&self.server_id, WAIT_SECS)?;
        let pulled = self.phone.post("/device/v1/pull", JOSE, pull.as_bytes()).await?.expect(200)?;
        let answer = self.signer.approve(&self.server_id, id.parse::<ChallengeId>()?, pulled)?;
        self.phone.post("/device/v1/decide", JOSE, answer.as_bytes()).await?.expect(200)?;
        let seen = self.service.get(&format!("/service/v1/challenges/{id}?wait={WAIT_SECS}")).await?;
        seen.expect_part(r#""status":"approved""#)?;
        let path = format!("/service/v1/challenges/{id}/redeem");
        self.service.post(&path, "", b"").await?.expect_part(r#""outcome":"approved""#)
    }
}
