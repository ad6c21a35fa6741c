//! Where things are printed.

use std::io::Write;

use serde_json::{Value, json};

use crate::error::CliError;
use crate::style::Style;
use crate::when::Zone;
use crate::words::Words;

/// How to print: language, colours, zone, and whether for programs.
pub struct Output<'a> {
    /// The catalogue.
    pub words: &'a Words,
    /// Colours or not.
    pub style: Style,
    /// The person's zone.
    pub zone: Zone,
    /// JSON instead of words.
    pub json: bool,
}

impl Output<'_> {
    /// Prints the words, or with `--json` the value.
    pub(crate) fn print(&self, words: &str, value: &Value) -> Result<(), CliError> {
        let text = if self.json { value.to_string() } else { words.trim_end().to_owned() };
        print_line(&text).map(|_| ())
    }

    /// Says something to a person; programs don't hear it.
    pub(crate) fn tell(&self, words: &str) -> Result<(), CliError> {
        if self.json { Ok(()) } else { print_line(words.trim_end()).map(|_| ()) }
    }
}

/// Prints one value of many, for programs. Gives whether somebody still reads.
pub(crate) fn print_value(value: &Value) -> Result<bool, CliError> {
    print_line(&value.to_string())
}

/// Prints what went wrong on standard error.
pub(crate) fn complain(error: &CliError, words: &Words, for_programs: bool) {
    let said = error.words(words);
    let text = if for_programs { json!({ "error": error.code(), "message": said }).to_string() } else { said };
    // Nobody is left to tell when standard error is closed.
    drop(writeln!(std::io::stderr(), "{text}"));
}

/// Tells something beside the result, on standard error.
pub(crate) fn remark(text: &str) {
    drop(writeln!(std::io::stderr(), "{text}"));
}

/// Gives whether somebody reads: `assent list | head -1` is no failure.
fn print_line(text: &str) -> Result<bool, CliError> {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(false),
        other => Ok(other.map(|()| true)?),
    }
}
