//! How many SMS were sent.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::{Conflict, Rev, StoreError};
use crate::model::SmsTally;

/// A tally to write.
pub struct TallyWrite {
    /// What is counted together: a keyed hash of a number or a country.
    pub key: [u8; 32],
    /// The revision that was read.
    pub rev: Rev,
    /// The tally afterwards.
    pub tally: SmsTally,
}

/// Keeps tallies of SMS.
#[async_trait]
pub trait SmsStore {
    /// A tally; `(0, default)` when nothing was counted yet.
    async fn sms_tally(&self, key: [u8; 32]) -> Result<(Rev, SmsTally), StoreError>;

    /// Writes them all at `now`, or none if one of them was written meanwhile.
    async fn put_sms_tallies(
        &self,
        writes: Vec<TallyWrite>,
        now: UnixSeconds,
    ) -> Result<Result<(), Conflict>, StoreError>;
}
