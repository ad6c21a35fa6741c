//! What comes in from standard input and the keyboard.

use std::fs::File;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use crate::error::CliError;

/// Longer than any address or passphrase.
const MAX_LINE_BYTES: u64 = 16 * 1024;

/// A file that was named.
pub(crate) fn open_file(path: &Path) -> Result<File, CliError> {
    File::open(path).map_err(|error| CliError::with("error-file", format!("{} ({error})", path.display())))
}

/// One line of standard input, without its end.
pub(crate) fn read_line() -> Result<Zeroizing<String>, CliError> {
    let mut line = Zeroizing::new(String::with_capacity(1024));
    let stdin = std::io::stdin().lock();
    std::io::Read::take(stdin, MAX_LINE_BYTES).read_line(&mut line)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// The text itself, or for `-` a line of standard input.
pub(crate) fn text_or_stdin(text: &str) -> Result<Zeroizing<String>, CliError> {
    if text == "-" { read_line() } else { Ok(Zeroizing::new(text.to_owned())) }
}

/// Whether somebody can be asked.
pub(crate) fn is_somebody_there() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for a yes. Anything else is a no.
pub(crate) fn ask_yes(question: &str) -> Result<bool, CliError> {
    if !is_somebody_there() {
        return Err(CliError::new("error-need-terminal"));
    }
    prompt(question)?;
    let answer = read_line()?.to_lowercase();
    Ok(matches!(answer.trim(), "y" | "yes" | "o" | "oui"))
}

/// Asks for a line. Programs write it to standard input. `None` when there is nobody (any more).
pub(crate) fn ask_line(question: &str) -> Result<Option<Zeroizing<String>>, CliError> {
    if is_somebody_there() {
        prompt(question)?;
    }
    let line = read_line()?;
    Ok(Some(line).filter(|line| !line.trim().is_empty()))
}

/// Asks for something that must not be seen.
pub(crate) fn ask_hidden(question: &str) -> Result<Zeroizing<String>, CliError> {
    if !is_somebody_there() {
        return Err(CliError::new("error-need-terminal"));
    }
    prompt(question)?;
    let typed = {
        let _raw = RawMode::enter()?;
        read_hidden()
    };
    drop(writeln!(std::io::stderr()));
    typed
}

/// Asks for something that must not be seen, or reads it from standard input where nobody can be asked.
pub(crate) fn ask_or_read(question: &str) -> Result<Zeroizing<String>, CliError> {
    if is_somebody_there() { ask_hidden(question) } else { read_line() }
}

fn prompt(question: &str) -> Result<(), CliError> {
    let mut out = std::io::stderr();
    write!(out, "{question} ")?;
    Ok(out.flush()?)
}

fn read_hidden() -> Result<Zeroizing<String>, CliError> {
    let mut typed = Zeroizing::new(String::with_capacity(1024));
    loop {
        let Event::Key(key) = read()? else { continue };
        match key.code {
            _ if is_interrupt(&key) => return Err(CliError::new("error-need-terminal")),
            KeyCode::Enter => return Ok(typed),
            KeyCode::Backspace => drop(typed.pop()),
            KeyCode::Char(character) if key.kind != KeyEventKind::Release => typed.push(character),
            _ => {}
        }
    }
}

/// Ctrl-C or Ctrl-D, which end nothing by themselves in raw mode.
pub(crate) fn is_interrupt(key: &KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'd'))
}

/// Single key presses, until dropped.
pub(crate) struct RawMode;

impl RawMode {
    pub(crate) fn enter() -> Result<Self, CliError> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        drop(disable_raw_mode());
    }
}
