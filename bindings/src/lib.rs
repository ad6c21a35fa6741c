//! The thin face of `assent-core` for Kotlin, Swift and Python: one call a screen or an action, nothing decided here.
//!
//! - Everything returns a `Result`: a panic below arrives as an error, never as a crash ([`AppError`]).
//! - What the system holds comes in through three traits: [`HardwareKeys`], [`AppClock`], [`AppLog`].
//! - Long calls take a [`CancelHandle`]. Nothing of a call runs on the caller's thread unless it is quick.
//! - Codes cross as text because people read them; passphrases and keys cross as bytes, and only where they must.

mod accounts;
mod app;
mod arrange;
mod cancel;
mod clock;
mod damaged;
mod desk;
mod error;
mod error_of;
mod failure;
mod history;
mod import_contents;
mod keys;
mod keys_in;
mod link;
mod lock;
mod log;
mod moving;
mod notices;
#[cfg(feature = "probe")]
pub mod probe;
mod repair;
mod requests;
mod sign_in;
mod status;
#[cfg(test)]
mod testing;
mod transfer;
mod typed;
mod ways;
mod wishes;
mod work;

pub use accounts::{Account, Code, OnDuplicate};
pub use app::AssentApp;
pub use arrange::{Colour, Pins};
pub use cancel::CancelHandle;
pub use clock::AppClock;
pub use damaged::DamagedRecord;
pub use desk::{EndedRequest, Update};
pub use error::{AppError, Outcome, PlatformError};
pub use failure::{Failure, ServerFailure};
pub use history::{Answered, CheckedReceipt, HistoryEntry};
pub use import_contents::{CodeKind, ImportContents, ImportEntry, LeftOut};
pub use keys::{Assurance, HardwareKeys, KeyPurpose, UserVerification};
pub use link::{Link, Phone};
pub use lock::Way;
pub use log::AppLog;
pub use moving::{Arrival, Departure, Leaving, MovedOut};
pub use notices::{Change, Notice, NoticeKind};
pub use repair::{LinkHealth, PushEndpoint, Repaired, Repairing};
pub use requests::{Answer, Request};
pub use sign_in::SignInPage;
pub use status::Status;
pub use transfer::{Choice, Exported, ImportPreview, Imported, LinkedName};
pub use typed::{Algorithm, TypedCodes};
pub use ways::LockSettings;

uniffi::setup_scaffolding!("assent");
