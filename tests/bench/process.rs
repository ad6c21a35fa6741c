//! Servers as processes of their own, and what they cost; see proc(5).

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Fault;
use crate::http::Wire;
use crate::options::Options;
use crate::world::World;

/// Linux counts processor time for programs in hundredths of a second, whatever its own clock does.
const TICKS_PER_SEC: f64 = 100.0;
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server. Dropping it ends it.
pub(crate) struct Process {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Where it tells its measurements, if it does.
    pub(crate) metrics: SocketAddr,
    /// From its start to its first answer.
    pub(crate) started_in: Duration,
    child: Child,
}

impl Process {
    /// Starts the real server on the data in `folder` and waits for its first answer. Its log goes to a file, as a journal would take it.
    pub(crate) async fn start(program: &Path, folder: &Path, options: &Options) -> Result<Self, Fault> {
        let (address, metrics) = (free_address()?, free_address()?);
        let mut command = Command::new(program);
        command
            .args(["run", "--config", "/dev/null"])
            .env("ASSENT_PUBLIC_URL", format!("http://{address}"))
            .env("ASSENT_DATA_DIR", folder)
            .env("ASSENT_LISTEN", address.to_string())
            .env("ASSENT_METRICS_LISTEN", metrics.to_string())
            .env("ASSENT_LOG_LEVEL", &options.log_level)
            // Whoever administers has proved themselves for as long as a run takes.
            .env("ASSENT_SESSION_FRESH_SECS", "3600")
            .stderr(File::create(folder.join("server.log"))?);
        Self::launch(command, address, metrics).await
    }

    /// Starts this program again as the real server with cheap hashes, on the data in `folder`.
    pub(crate) async fn start_cheap(folder: &Path) -> Result<Self, Fault> {
        let address = free_address()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--cheap-server", &address.to_string(), "--dir"]).arg(folder);
        Self::launch(command, address, address).await
    }

    /// Starts this program again as the bare loop, on the same disk.
    pub(crate) async fn start_bare(world: &World, signed: bool) -> Result<Self, Fault> {
        let address = free_address()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--bare-server", &address.to_string(), "--dir"]).arg(world.folder());
        if signed {
            command.arg("--signed");
        }
        Self::launch(command, address, address).await
    }

    async fn launch(mut command: Command, address: SocketAddr, metrics: SocketAddr) -> Result<Self, Fault> {
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let begun = Instant::now();
        let child = command.spawn()?;
        let mut process = Self { address, metrics, started_in: Duration::ZERO, child };
        while !answers(address).await {
            if begun.elapsed() > PATIENCE || process.child.try_wait()?.is_some() {
                return Err("a server did not start; its reason stands in server.log, kept with --dir".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        process.started_in = begun.elapsed();
        Ok(process)
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What of its memory is in use now, in KiB: `VmRSS`, or of that `RssAnon`.
    pub(crate) fn memory_kib(&self, what: &str) -> Result<f64, Fault> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
        Ok(line.and_then(|line| line.split_whitespace().next()).ok_or("no such line in status")?.parse()?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Seconds of processor time since its start.
pub(crate) fn cpu_secs(process: u32) -> Result<f64, Fault> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // After the name, which may hold anything: utime and stime are fields 14 and 15, counted from 1.
    let (_, fields) = stat.rsplit_once(") ").ok_or("no name in stat")?;
    ticks(fields.split(' ').skip(11).take(2))
}

/// Seconds of processor time of the whole machine, idle time left out.
pub(crate) fn machine_cpu_secs() -> Result<f64, Fault> {
    let stat = std::fs::read_to_string("/proc/stat")?;
    let all = stat.lines().next().ok_or("nothing in stat")?.split_whitespace().skip(1);
    // user, nice, system, idle, iowait, irq, softirq, steal
    ticks(all.take(8).enumerate().filter(|(at, _)| *at != 3 && *at != 4).map(|(_, field)| field))
}

/// The server's program: the one named, or the one beside this program, built now if it is not up to date.
pub(crate) fn build_server(options: &Options) -> Result<PathBuf, Fault> {
    if let Some(server) = &options.server {
        return Ok(server.clone());
    }
    let own = std::env::current_exe()?;
    let folder = own.parent().ok_or("this program lies nowhere")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "-p", "assent-server", "--bin", "assent-server", "--manifest-path"]);
    build.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"));
    if !folder.ends_with("debug") {
        build.arg("--release");
    }
    if build.stdout(Stdio::null()).status()?.success() {
        Ok(folder.join("assent-server"))
    } else {
        Err("the server could not be built; name one with --server".into())
    }
}

async fn answers(address: SocketAddr) -> bool {
    let Ok(mut wire) = Wire::connect(address, None).await else { return false };
    wire.get("/healthz").await.is_ok_and(|answer| answer.status == 200)
}

/// A port that nobody uses. Somebody could take it before the server does; then that says so.
fn free_address() -> Result<SocketAddr, Fault> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

fn ticks<'a>(fields: impl Iterator<Item = &'a str>) -> Result<f64, Fault> {
    fields.map(|field| Ok(field.parse::<f64>()? / TICKS_PER_SEC)).sum()
}
