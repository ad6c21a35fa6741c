//! `scene COMMAND…`: runs a program that wants real servers. It finds them at the address in `ASSENT_SCENE`
//! (`assent_tests::scene`); they end with it. The status is the program's.

use std::process::{Command, ExitCode};

use assent_tests::scene::open_door;

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut words = std::env::args_os().skip(1);
    let program = words.next().ok_or("usage: scene COMMAND…")?;
    let status = Command::new(program).args(words).env("ASSENT_SCENE", open_door().await).status()?;
    Ok(ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1)))
}
