//! Opening the vault, or making it on first use.

use std::sync::Arc;

use assent_core::authenticator::{Authenticator, MemoryRecords, Records, SoftwareKeys};
use assent_core::clock::{Clock, SystemClock};
use assent_core::random::{Random, SystemEntropy};

use crate::args::Args;
use crate::error::CliError;

/// An authenticator with the clock that it goes by.
pub struct Opened {
    /// The authenticator.
    pub authenticator: Authenticator,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
}

impl Opened {
    /// An authenticator over any records, with software keys among them.
    #[must_use]
    pub fn over(records: Arc<dyn Records>) -> Self {
        let random: Arc<dyn Random> = Arc::new(SystemEntropy::default());
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let keys = Arc::new(SoftwareKeys::new(Arc::clone(&records), Arc::clone(&random)));
        Self { authenticator: Authenticator::new(records, keys, Arc::clone(&clock), random), clock }
    }
}

pub(crate) fn open(_args: &Args) -> Result<Opened, CliError> {
    Ok(Opened::over(Arc::new(MemoryRecords::default())))
}
