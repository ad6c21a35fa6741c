//! Keys: single presses on a terminal, the characters of lines elsewhere.

use std::io::{BufRead, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind, poll, read};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::error::CliError;
use crate::input::{RawMode, is_interrupt};

/// How soon a dropped [`Keys`] lets the keyboard go.
const POLL: Duration = Duration::from_millis(200);

/// A key that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// The end of a line.
    Enter,
    /// Take one back.
    Backspace,
    /// Go back or end.
    Escape,
    /// End.
    Quit,
}

/// The keyboard, or standard input when that is no terminal. The terminal is put back when this is dropped.
pub struct Keys {
    raw: Option<RawMode>,
    stop: Arc<AtomicBool>,
}

impl Keys {
    /// Begins to listen.
    ///
    /// # Errors
    /// [`CliError`] when the terminal can't give single keys.
    pub fn listen() -> Result<(Self, UnboundedReceiver<Key>), CliError> {
        let (sender, receiver) = unbounded_channel();
        let stop = Arc::new(AtomicBool::new(false));
        let raw = if std::io::stdin().is_terminal() { Some(RawMode::enter()?) } else { None };
        let (is_raw, stopped) = (raw.is_some(), Arc::clone(&stop));
        std::thread::spawn(move || if is_raw { send_presses(&sender, &stopped) } else { send_lines(&sender) });
        Ok((Self { raw, stop }, receiver))
    }

    /// Whether single presses come, as opposed to whole lines.
    #[must_use]
    pub const fn is_raw(&self) -> bool {
        self.raw.is_some()
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn send_presses(to: &UnboundedSender<Key>, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        match poll(POLL) {
            Ok(false) => {}
            Ok(true) => match read() {
                Ok(event) => {
                    if find_key(&event).is_some_and(|key| to.send(key).is_err()) {
                        return;
                    }
                }
                Err(_) => return,
            },
            Err(_) => return,
        }
    }
}

fn find_key(event: &Event) -> Option<Key> {
    let Event::Key(key) = event else { return None };
    if key.kind == KeyEventKind::Release {
        return None;
    }
    match key.code {
        _ if is_interrupt(key) => Some(Key::Quit),
        KeyCode::Char(character) => Some(Key::Char(character)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Esc => Some(Key::Escape),
        _ => None,
    }
}

fn send_lines(to: &UnboundedSender<Key>) {
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { return };
        let keys = line.trim().chars().map(Key::Char).chain([Key::Enter]);
        for key in keys {
            if to.send(key).is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyEvent, KeyModifiers};

    use super::*;

    #[test]
    fn presses_become_keys_and_control_c_ends() {
        let press = |code, modifiers| find_key(&Event::Key(KeyEvent::new(code, modifiers)));
        assert_eq!(press(KeyCode::Char('y'), KeyModifiers::NONE), Some(Key::Char('y')));
        assert_eq!(press(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Key::Quit));
        assert_eq!(press(KeyCode::F(1), KeyModifiers::NONE), None);
        assert_eq!(find_key(&Event::FocusGained), None);
    }
}
