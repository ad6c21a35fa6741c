//! What a vault bears: a driver that kills programs while they write, flips bits and swaps rows, and looks for secrets in
//! the memory of a program that locked. `make faults` runs all of it, `make test` a short part.
#![expect(clippy::disallowed_methods, reason = "measures time, and kills at moments of its own")]

mod canary;
mod flips;
mod kills;
mod load;
mod memory;
mod mischief;
mod place;
mod spied;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, ValueEnum};

/// Anything that must not be, or that keeps it from looking.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Shows what a vault bears.
#[derive(Parser)]
struct Options {
    /// Only these parts [default: all]
    part: Vec<Part>,
    /// A short run: 10 kills, 2000 flips
    #[arg(long)]
    quick: bool,
    /// How many programs are killed [default: 300]
    #[arg(long)]
    kills: Option<u32>,
    /// How many vaults are damaged [default: 100000]
    #[arg(long)]
    flips: Option<u32>,
    /// Repeats a run: what chance did is printed as a number
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Be the program that is killed, on the vault in this folder
    #[arg(long, hide = true, requires = "load")]
    write_in: Option<PathBuf>,
    /// What it writes
    #[arg(long, hide = true)]
    load: Option<load::Load>,
    /// Be the program whose memory is searched, on the vault in this folder
    #[arg(long, hide = true)]
    spied_in: Option<PathBuf>,
    /// Keep a copy of each secret, which must be found
    #[arg(long)]
    leak: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Kills,
    Flips,
    Memory,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let done = match (&options.write_in, options.load, &options.spied_in) {
        (Some(folder), Some(load), _) => load::write(folder, load),
        (_, _, Some(folder)) => spied::live(folder, options.leak),
        _ => run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            say(&format!("faults: FAILED: {fault}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Fault> {
    let wants = |part| options.part.is_empty() || options.part.contains(&part);
    let count = |given: Option<u32>, quick, whole| given.unwrap_or(if options.quick { quick } else { whole });
    if wants(Part::Kills) {
        timed(|| kills::run(count(options.kills, 10, 300), options.seed))?;
    }
    if wants(Part::Flips) {
        timed(|| flips::run(count(options.flips, 2_000, 100_000), options.seed))?;
    }
    if wants(Part::Memory) {
        timed(|| memory::run(options.leak))?;
    }
    Ok(())
}

fn timed(part: impl FnOnce() -> Result<String, Fault>) -> Result<(), Fault> {
    let begun = Instant::now();
    let found = part()?;
    say(&format!("faults: {found}, in {:.1} s", begun.elapsed().as_secs_f64()));
    Ok(())
}

/// Says a line, at once.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    // Nobody may be left to read it.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
