//! The real binaries: `assent-server` as an operator runs it.

use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use crate::place::Place;

/// How long a program may take to be ready, in steps of [`STEP`].
const STEPS: u32 = 1200;
const STEP: Duration = Duration::from_millis(25);

/// A program of this workspace, built as these tests were.
#[must_use]
pub fn find_program(name: &str) -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.ancestors().find(|folder| folder.join(name).is_file());
    let folder =
        folder.unwrap_or_else(|| panic!("{name} is not built; run `cargo build --workspace` first, or `make e2e`"));
    folder.join(name)
}

/// A running `assent-server`. Dropped, it is killed.
pub struct Program {
    child: Child,
    said: tempfile::NamedTempFile,
}

/// `assent-server` with a place's configuration.
#[must_use]
pub fn assent_server(place: &Place, arguments: &[&str]) -> Command {
    let mut command = Command::new(find_program("assent-server"));
    command.args(arguments).env_clear().env("ASSENT_LOG_LEVEL", "error").envs(place.variables());
    command
}

/// Runs `assent-server` to its end, with `input` on its standard input.
#[must_use]
pub fn run_to_end(place: &Place, arguments: &[&str], input: &str) -> Output {
    run_command(assent_server(place, arguments), input)
}

/// Runs a command to its end.
#[must_use]
pub fn run_command(mut command: Command, input: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()));
    child.wait_with_output().unwrap()
}

/// What a finished program said, on both its outputs.
#[must_use]
pub fn words_of(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

impl Program {
    /// Starts `assent-server run`. It serves when this returns: it says so as to systemd (sd_notify(3)).
    #[must_use]
    pub fn start(place: &Place) -> Self {
        Self::start_command(assent_server(place, &["run"]))
    }

    /// Starts a command that becomes `assent-server run`.
    #[must_use]
    pub fn start_command(mut command: Command) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("notify");
        let ready = UnixDatagram::bind(&socket).unwrap();
        ready.set_read_timeout(Some(STEP)).unwrap();
        let said = tempfile::NamedTempFile::new().unwrap();
        let out = || Stdio::from(said.as_file().try_clone().unwrap());
        let child = command.env("NOTIFY_SOCKET", &socket).stdin(Stdio::null()).stdout(out()).stderr(out()).spawn();
        let mut program = Self { child: child.unwrap(), said };
        program.wait_ready(&ready);
        program
    }

    fn wait_ready(&mut self, socket: &UnixDatagram) {
        let mut bytes = [0; 256];
        for _ in 0..STEPS {
            match socket.recv(&mut bytes) {
                Ok(count) if bytes[..count].starts_with(b"READY=1") => return,
                _ => assert!(self.child.try_wait().unwrap().is_none(), "it did not start: {}", self.words()),
            }
        }
        panic!("it is not ready: {}", self.words());
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it said so far.
    #[must_use]
    pub fn words(&self) -> String {
        std::fs::read_to_string(self.said.path()).unwrap()
    }

    /// `SIGKILL`: no goodbye.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// `SIGTERM`, as systemd stops it; it goes on until [`Self::wait`].
    pub fn terminate(&self) {
        self.signal("TERM");
    }

    /// Sends a signal, as kill(1) calls it.
    pub fn signal(&self, name: &str) {
        let done = Command::new("kill").args(["-s", name, &self.id().to_string()]).status().unwrap();
        assert!(done.success());
    }

    /// Waits for its end; gives its exit status and what it said.
    #[must_use]
    pub fn wait(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        (status, self.words())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A command that runs `script` in mounts of its own, where `$0` is the server's folder, `$1` a copy of it and `$2` the
/// `assent-server` to `exec`: a full or read-only disk, which stops root too.
#[must_use]
pub fn in_own_mounts(place: &Place, copy: &std::path::Path, script: &str) -> Command {
    let mut command = Command::new("unshare");
    let allowed = Command::new("unshare").args(["--map-root-user", "--mount", "true"]).status();
    assert!(
        allowed.is_ok_and(|status| status.success()),
        "this test mounts a small disk: install util-linux and allow user namespaces, or run it as root"
    );
    command.args(["--map-root-user", "--mount", "sh", "-ec", script]).arg(place.path("")).arg(copy);
    let path = std::env::var("PATH").unwrap();
    command.arg(find_program("assent-server")).env_clear().env("PATH", path).envs(place.variables());
    command
}
