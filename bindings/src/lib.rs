//! The thin face of `assent-core` for Kotlin, Swift and Python: one call a screen or an action, nothing decided here.
//!
//! - Everything returns a `Result`: a panic below arrives as an error, never as a crash ([`AppError`]).
//! - What the system holds comes in through three traits: [`HardwareKeys`], [`AppClock`], [`AppLog`].
//! - Long calls take a [`CancelHandle`]. Nothing of a call runs on the caller's thread unless it is quick.
//! - Codes cross as text because people read them; passphrases and keys cross as bytes, and only where they must.

mod accounts;
mod app;
mod cancel;
mod clock;
mod error;
mod error_of;
mod history;
mod keys;
mod keys_in;
mod link;
mod log;
mod notices;
mod open;
#[cfg(feature = "probe")]
pub mod probe;
mod requests;
mod sign_in;
mod status;
#[cfg(test)]
mod testing;
mod way;
mod work;

pub use accounts::{Account, Code, OnDuplicate};
pub use app::AssentApp;
pub use cancel::CancelHandle;
pub use clock::AppClock;
pub use error::{AppError, Outcome, PlatformError};
pub use history::{Answered, CheckedReceipt, HistoryEntry};
pub use keys::{Assurance, HardwareKeys, KeyPurpose, UserVerification};
pub use link::{Link, Phone};
pub use log::AppLog;
pub use notices::{Change, Notice, NoticeKind};
pub use requests::{Answer, Request, Unreachable, Update};
pub use sign_in::SignInPage;
pub use status::{Slot, SlotKind, Status};
pub use way::Way;

uniffi::setup_scaffolding!("assent");
