//! The second step by a backup code.

use askama::Template;

use super::frame::Frame;

/// Asks for a backup code.
#[derive(Template)]
#[template(path = "backup_entry.html")]
pub struct BackupEntry {
    /// The page's surroundings.
    pub frame: Frame,
    /// What the page has to say.
    pub state: BackupEntryState,
}

/// What came of the code before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupEntryState {
    /// None was typed yet.
    Fresh,
    /// Not one of the codes, or used before: one sentence for both.
    Wrong,
    /// Too many tries.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
}
