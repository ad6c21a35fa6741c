//! Limits against toll fraud: so many to a number, so many to a country, counted before anything is sent.

use assent_core::clock::UnixSeconds;

use super::Sms;
use crate::app::{App, Failure, RETRIES};
use crate::model::{PhoneNumber, SmsLimit};
use crate::store::TallyWrite;

const HOUR_SECS: i64 = 3600;
/// To one number.
const NUMBER_LIMITS: [SmsLimit; 2] = [SmsLimit { most: 5, secs: HOUR_SECS }, SmsLimit { most: 10, secs: 86_400 }];

/// Which limit is reached, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    /// The number's.
    Number(UnixSeconds),
    /// Its country's.
    Country(UnixSeconds),
}

/// Counts one more, if no limit is reached.
pub(super) async fn spend(app: &App, sms: &Sms, to: &PhoneNumber) -> Result<Result<(), Reached>, Failure> {
    let country = to.country().code();
    let number_key = app.secrets.derive_mac("sms number", &[to.e164().as_bytes()]);
    let country_key = app.secrets.derive_mac("sms country", &[country.as_bytes()]);
    let country_limit = [SmsLimit { most: sms.country_hourly, secs: HOUR_SECS }];
    let now = app.now();
    for _ in 0..RETRIES {
        let (number_rev, number) = app.store.sms_tally(number_key).await?;
        let (country_rev, country) = app.store.sms_tally(country_key).await?;
        let (number, country) = match (number.spend(&NUMBER_LIMITS, now), country.spend(&country_limit, now)) {
            (Ok(number), Ok(country)) => (number, country),
            (Err(until), _) => return Ok(Err(Reached::Number(until))),
            (_, Err(until)) => return Ok(Err(Reached::Country(until))),
        };
        let writes = vec![
            TallyWrite { key: number_key, rev: number_rev, tally: number },
            TallyWrite { key: country_key, rev: country_rev, tally: country },
        ];
        if app.store.put_sms_tallies(writes, now).await?.is_ok() {
            return Ok(Ok(()));
        }
    }
    Err(Failure::Busy)
}
