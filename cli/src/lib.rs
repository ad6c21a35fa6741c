//! The authenticator in a terminal: what the apps do, with tables for people and JSON for programs.
//!
//! [`args`] says what can be typed, `commands` does it, [`watch`] shows requests as they come. Words are in
//! `locales/`, one file a language.

pub mod args;
mod commands;
pub mod demo;
mod error;
mod input;
mod names;
mod open;
pub mod output;
mod picture;
mod show;
mod show_import;
pub mod style;
mod table;
pub mod watch;
pub mod when;
pub mod words;

use std::process::ExitCode;

use clap::Parser;

use args::Args;
pub use error::CliError;
pub use open::Opened;
pub use picture::read_qr;

/// Runs what was typed. 0: done. 1: refused or failed, with words on standard error. 2: typed wrong.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let words = words::Words::choose(args.lang.as_deref());
    let result = match runtime {
        Ok(runtime) => runtime.block_on(commands::run(&args, &words)),
        Err(error) => Err(CliError::io(&error)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error, &words, args.json);
            ExitCode::from(1)
        }
    }
}
