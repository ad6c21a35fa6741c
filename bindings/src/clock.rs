//! The app's clock as core's.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use assent_core::clock::{Clock, SystemClock, UnixSeconds};

use crate::PlatformError;

/// Where the time comes from. An app hands in its system's clock; a test one that it moves.
#[uniffi::export(foreign)]
pub trait AppClock: Send + Sync {
    /// The current time, in seconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`PlatformError`]; then the last time that was told counts.
    fn now_secs(&self) -> Result<i64, PlatformError>;
}

/// Core's clock, driven by the app's.
pub(crate) struct DrivenClock {
    app: Arc<dyn AppClock>,
    last: AtomicI64,
}

impl DrivenClock {
    /// The app's clock, or the machine's if it hands none in.
    pub(crate) fn over(app: Option<Arc<dyn AppClock>>) -> Arc<dyn Clock> {
        match app {
            Some(app) => Arc::new(Self { app, last: AtomicI64::new(SystemClock.now()) }),
            None => Arc::new(SystemClock),
        }
    }
}

impl Clock for DrivenClock {
    fn now(&self) -> UnixSeconds {
        match self.app.now_secs() {
            Ok(now) => {
                self.last.store(now, Ordering::Relaxed);
                now
            }
            Err(_) => self.last.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    struct Told(Mutex<Vec<Result<i64, PlatformError>>>);

    impl AppClock for Told {
        fn now_secs(&self) -> Result<i64, PlatformError> {
            self.0.lock().unwrap().remove(0)
        }
    }

    #[test]
    fn a_clock_that_fails_stands_still() {
        let failed = Err(PlatformError::Failed { detail: "no clock".to_owned() });
        let clock = DrivenClock::over(Some(Arc::new(Told(Mutex::new(vec![Ok(7), failed, Ok(9)])))));
        assert_eq!([clock.now(), clock.now(), clock.now()], [7, 7, 9]);
    }
}
