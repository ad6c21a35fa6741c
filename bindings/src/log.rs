//! Where faults are written down.

use std::sync::Arc;

use crate::{AppError, PlatformError};

/// Takes what an app may write into its log. Nothing secret is ever in it.
#[uniffi::export(foreign)]
pub trait AppLog: Send + Sync {
    /// Writes one line.
    ///
    /// # Errors
    /// [`PlatformError`]; then the line is lost, and nothing else.
    fn write(&self, line: String) -> Result<(), PlatformError>;
}

/// The app's log, if it handed one in.
#[derive(Clone, Default)]
pub(crate) struct Log(pub(crate) Option<Arc<dyn AppLog>>);

impl Log {
    /// Writes down why something was not done, and gives it on.
    pub(crate) fn note<T>(&self, what: &str, result: Result<T, AppError>) -> Result<T, AppError> {
        if let (Some(log), Err(error)) = (&self.0, &result) {
            // A log that fails must not turn one error into another.
            drop(log.write(format!("{what}: {error}")));
        }
        result
    }
}
