//! The thin face of `assent-core` for Kotlin, Swift and Python: one call a screen or an action, nothing decided here.
//!
//! Codes cross as text because people read them; seeds, keys and passphrases never do.

mod app;
mod error;
mod views;

pub use app::AssentApp;
pub use error::AppError;
pub use views::{Account, Answer, Link, Request, Update};

uniffi::setup_scaffolding!("assent");
