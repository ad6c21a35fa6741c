//! What files of strangers cost: each format's, 16 MiB, in the shapes that cost most. Read and previewed, nothing written.
//!
//! `cargo bench -p assent-core --bench hostile`; goals and results are in `docs/performance.md`. Linux only: each file is
//! read by a process of its own, which asks proc(5) what it used.
#![expect(clippy::disallowed_methods, reason = "measures time, which is what it is for")]

mod files;
mod google;
mod seals;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use assent_core::authenticator::{Authenticator, MemoryRecords, SoftwareKeys};
use assent_core::clock::ManualClock;
use assent_core::random::SystemEntropy;
use assent_core::secret::Secret;
use assent_core::transfer::{Format, read};

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// What makes this program the one that reads.
const READ: &str = "--read";
const MAX_SECS: f64 = 1.0;
const MAX_MIB: f64 = 64.0;

fn main() -> Result<(), Fault> {
    let args: Vec<_> = std::env::args().collect();
    match args.get(1..).unwrap_or_default() {
        [mark, file, rest @ ..] if mark == READ => measure(Path::new(file), rest.first().map(String::as_str)),
        _ => compare(),
    }
}

/// What one file cost: milliseconds on the clock and of a core, MiB beyond the file.
#[derive(Clone, Copy, Default)]
struct Cost([f64; 3]);

impl Cost {
    fn worst(self, other: Self) -> Self {
        Self([0, 1, 2].map(|at| self.0[at].max(other.0[at])))
    }

    fn is_bearable(self) -> bool {
        // Whole MiB: of its own pages the process touches one more or less each time.
        self.0[1] <= MAX_SECS * 1000.0 && self.0[2].round() <= MAX_MIB
    }
}

/// Each file in turn; then the worst of each format.
fn compare() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let mut worst = Format::ALL.map(|format| (format, Cost::default()));
    tell("", "", "ms", "ms CPU", "MiB", "")?;
    files::each(|case| {
        let path = folder.path().join("file");
        std::fs::write(&path, &case.file)?;
        drop(case.file);
        let ran = Command::new(std::env::current_exe()?).arg(READ).arg(&path).args(case.password).output()?;
        let told = String::from_utf8(ran.stdout)?;
        let (figures, outcome) =
            told.trim().split_once('|').ok_or_else(|| String::from_utf8_lossy(&ran.stderr).into_owned())?;
        let mut figures = figures.split(' ').map(str::parse);
        let mut next = || figures.next().ok_or("a figure is missing")?.map_err(Fault::from);
        let cost = Cost([next()?, next()?, next()?]);
        for (_, most) in worst.iter_mut().filter(|(format, _)| *format == case.format) {
            *most = most.worst(cost);
        }
        row(case.format, &case.shape, cost, outcome)
    })?;
    writeln!(io::stdout(), "\nthe most of each format (goals: {MAX_SECS} s of a core, {MAX_MIB} MiB beyond the file)")?;
    worst
        .into_iter()
        .try_for_each(|(format, cost)| row(format, "", cost, if cost.is_bearable() { "yes" } else { "NO" }))
}

fn row(format: Format, shape: &str, Cost([wall, cpu, mib]): Cost, outcome: &str) -> Result<(), Fault> {
    tell(format.code(), shape, &format!("{wall:.0}"), &format!("{cpu:.0}"), &format!("{mib:.1}"), outcome)
}

fn tell(format: &str, shape: &str, wall: &str, cpu: &str, mib: &str, outcome: &str) -> Result<(), Fault> {
    Ok(writeln!(io::stdout(), "{format:<13}{shape:<38}{wall:>7}{cpu:>8}{mib:>7}  {outcome}")?)
}

/// Reads the file as an app does, and prints what that cost.
fn measure(file: &Path, password: Option<&str>) -> Result<(), Fault> {
    let (own, password) = (authenticator(), password.map(|text| Secret::copy_of(text.as_bytes())));
    let bytes = std::fs::read(file)?;
    // So that the program's own pages are there before.
    let _ = open(&own, b"otpauth://totp/a?secret=JBSWY3DPEHPK3PXP", None);
    let _ = open(&own, b"[{\"secret\":\"JBSWY3DPEHPK3PXP\"}]", None);
    let before = status("VmRSS")?;
    // Forgets the peak until now, see proc(5).
    std::fs::write("/proc/self/clear_refs", "5")?;
    let (begun, cpu) = (Instant::now(), cpu_ms()?);
    let outcome = open(&own, &bytes, password.as_ref());
    let (wall, cpu) = (begun.elapsed().as_secs_f64() * 1000.0, cpu_ms()? - cpu);
    let beyond = (status("VmHWM")? - before) / 1024.0;
    Ok(writeln!(io::stdout(), "{wall} {cpu} {beyond}|{outcome}")?)
}

fn open(own: &Authenticator, bytes: &[u8], password: Option<&Secret>) -> String {
    let found = match read(bytes, password) {
        Ok(found) => found,
        Err(error) => return format!("refused: {error}"),
    };
    match own.preview(found) {
        Ok(preview) => format!("{} read, {} left out", preview.entries.len(), preview.left_out.len()),
        Err(error) => error.to_string(),
    }
}

fn authenticator() -> Authenticator {
    let (records, random) = (Arc::new(MemoryRecords::default()), Arc::new(SystemEntropy::default()));
    let keys = Arc::new(SoftwareKeys::new(records.clone(), random.clone()));
    Authenticator::new(records, keys, Arc::new(ManualClock::at(1_800_000_000)), random)
}

/// A line of proc(5)'s status, in KiB.
fn status(name: &str) -> Result<f64, Fault> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).ok_or("no such line")?;
    Ok(line.split_whitespace().next().ok_or("no figure")?.parse()?)
}

/// Milliseconds on a core of this thread, which does all of it.
fn cpu_ms() -> Result<f64, Fault> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(stat.split(' ').next().ok_or("no figure")?.parse::<f64>()? / 1e6)
}
