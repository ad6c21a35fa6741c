//! The load driver: how fast and how small the real server is, next to what the machine it runs on allows.
//!
//! It starts the built `assent-server` as a process of its own, on SQLite on a disk, and talks to it over sockets.
#![expect(clippy::disallowed_methods, reason = "measures time, which is what it is for")]

mod approvals;
mod bare;
mod cheap;
mod codes;
mod enumeration;
mod gauge;
mod held;
mod http;
mod machine;
mod options;
mod phone;
mod portal;
mod process;
mod report;
mod start;
mod tap;
mod welch;
mod world;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use options::{Options, Part};
use report::Report;
use tokio::task::LocalSet;
use world::World;

/// Anything that keeps it from measuring.
type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let options = Options::parse();
    let done = match (options.bare_server, options.cheap_server) {
        (Some(address), _) => bare::serve(address, &options),
        (None, Some(address)) => cheap::serve(address, &options),
        (None, None) => measure(&options).and_then(|report| Ok(report.print(options.json, &mut io::stdout())?)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(io::stderr(), "{fault}");
            ExitCode::FAILURE
        }
    }
}

/// One thread drives: it costs the server least, with which it shares the cores.
fn measure(options: &Options) -> Result<Report, Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(LocalSet::new().run_until(measure_all(options)))
}

async fn measure_all(options: &Options) -> Result<Report, Fault> {
    let mut report = Report::default();
    if Part::OF_PHONES.into_iter().any(|part| options.wants(part)) {
        measure_phones(options, &mut report).await?;
    }
    if options.wants(Part::Tap) {
        say("from the tap to the receipt");
        tap::measure(&process::build_server(options)?, options, &mut report).await?;
    }
    if options.wants(Part::Portal) {
        say("pages of the portal, for one person and for very many");
        portal::measure(&process::build_server(options)?, options, &mut report).await?;
    }
    if options.wants(Part::Enumeration) {
        say("names that exist and names that do not");
        enumeration::measure(options, &mut report).await?;
    }
    Ok(report)
}

/// All that needs many people with phones.
async fn measure_phones(options: &Options, report: &mut Report) -> Result<(), Fault> {
    let program = process::build_server(options)?;
    say("making keys, people and phones");
    let world = World::make(options).await?;
    if options.wants(Part::Machine) {
        say("the machine: disk and signatures");
        machine::measure(&world, options, report)?;
    }
    if options.wants(Part::Start) {
        say("starts");
        start::measure(&world, &program, options, report).await?;
    }
    if options.wants(Part::Approvals) {
        say("approvals, in turn with the bare loop");
        approvals::measure(&world, &program, options, report).await?;
    }
    if options.wants(Part::Codes) {
        say("code checks");
        codes::measure(&world, &program, options, report).await?;
    }
    if options.wants(Part::Held) {
        say("held phones");
        held::measure(&world, &program, options, report).await?;
    }
    Ok(())
}

/// What it is at, for whoever waits.
fn say(what: &str) {
    let _ = writeln!(io::stderr(), "… {what}");
}
