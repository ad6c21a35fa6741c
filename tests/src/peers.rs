//! Other people's programs, which know nothing of ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{run_command, words_of};

/// Runs a script of `tests/peers` with its arguments; gives what it printed. It must end well.
#[must_use]
pub fn python(script: &str, arguments: &[&str], input: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let python = find_python(root);
    let mut command = Command::new(python);
    command.arg(root.join("tests/peers").join(script)).args(arguments);
    let output = run_command(command, input);
    assert!(output.status.success(), "{script}: {}", words_of(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a program of the system; gives what it printed. It must end well.
#[must_use]
pub fn tool(name: &str, package: &str, arguments: &[&str], input: &str) -> String {
    let found = Command::new("sh").args(["-c", "command -v \"$0\"", name]).output().unwrap();
    assert!(found.status.success(), "{name} is missing; run `apt-get install {package}`");
    let mut command = Command::new(name);
    command.args(arguments);
    let output = run_command(command, input);
    assert!(output.status.success(), "{name}: {}", words_of(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// What zbarimg reads in a picture.
#[must_use]
pub fn read_by_zbar(picture: &Path) -> String {
    let arguments = ["--quiet", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", picture.to_str().unwrap()];
    tool("zbarimg", "zbar-tools", &arguments, "").trim_end().to_owned()
}

/// axe-core, as a script for a page.
#[must_use]
pub fn axe() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let python = find_python(root);
    let script = "import importlib.util as u; print(u.find_spec('axe_playwright_python').origin)";
    let mut command = Command::new(python);
    command.args(["-c", script]);
    let output = run_command(command, "");
    let module = String::from_utf8(output.stdout).unwrap();
    let path = Path::new(module.trim()).with_file_name("axe.min.js");
    std::fs::read_to_string(path).expect("axe-core; run `make peers`")
}

/// What tidy finds wrong with a page. Attributes that came after it (HTML Living Standard, ARIA) it calls proprietary.
#[must_use]
pub fn tidy(html: &str) -> Vec<String> {
    let mut command = Command::new("tidy");
    command.args(["-quiet", "-errors", "-utf8", "--drop-empty-elements", "no"]);
    let output = run_command(command, html);
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter(|line| !line.contains("proprietary attribute")).map(str::to_owned).collect()
}

/// The Python that has what the peers need.
pub(crate) fn find_python(root: &Path) -> PathBuf {
    let python = root.join("target/peers/bin/python");
    assert!(root.join("target/peers/.made").is_file(), "the Python peers are not installed; run `make peers`");
    python
}
