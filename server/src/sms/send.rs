//! One SMS to one number.

use std::sync::Arc;

use assent_core::clock::UnixSeconds;

use super::gateway::{Gateway, HttpGateway};
use super::limits::{Reached, spend};
use crate::app::{App, Failure};
use crate::config::SmsSettings;
use crate::model::{Countries, PhoneNumber};

/// How SMS go out.
pub struct Sms {
    /// Who takes them.
    pub gateway: Arc<dyn Gateway>,
    /// Whose numbers are served.
    pub countries: Countries,
    /// How many an hour go to each country at most.
    pub country_hourly: u32,
}

/// Why no SMS went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmsRefused {
    /// None goes out from this server.
    #[error("this server sends no SMS")]
    NotSetUp,
    /// Too many went to this number.
    #[error("too many SMS went to this number; wait, or take another way")]
    NumberLimit(UnixSeconds),
    /// Too many went to its country.
    #[error("too many SMS went to this country; wait, or take another way")]
    CountryLimit(UnixSeconds),
    /// The gateway did not take it.
    #[error("the SMS could not be sent; try again in a moment, or take another way")]
    Broken,
}

impl Sms {
    /// As the configuration says; opens no connection.
    ///
    /// # Errors
    /// As [`HttpGateway::new`].
    pub fn new(settings: &SmsSettings) -> Result<Self, String> {
        let gateway = Arc::new(HttpGateway::new(settings)?);
        Ok(Self { gateway, countries: settings.countries.clone(), country_hourly: settings.country_hourly })
    }
}

/// Sends `text` to `to`. It is counted first, whatever becomes of it.
///
/// # Errors
/// When the store fails; the inner ones are for the person.
pub async fn send(app: &App, to: &PhoneNumber, text: &str) -> Result<Result<(), SmsRefused>, Failure> {
    match count(app, to).await? {
        Ok(sms) => Ok(hand_over(sms, to, text).await),
        Err(refused) => Ok(Err(refused)),
    }
}

/// Counts one more SMS to `to`, if there may be one.
pub(super) async fn count<'a>(app: &'a App, to: &PhoneNumber) -> Result<Result<&'a Sms, SmsRefused>, Failure> {
    let Some(sms) = &app.sms else { return Ok(Err(SmsRefused::NotSetUp)) };
    Ok(match spend(app, sms, to).await? {
        Ok(()) => Ok(sms),
        Err(Reached::Number(until)) => Err(SmsRefused::NumberLimit(until)),
        Err(Reached::Country(until)) => {
            tracing::warn!(country = to.country().code(), "the SMS limit of a country is reached");
            Err(SmsRefused::CountryLimit(until))
        }
    })
}

/// Gives an SMS that was counted to the gateway.
pub(super) async fn hand_over(sms: &Sms, to: &PhoneNumber, text: &str) -> Result<(), SmsRefused> {
    let country = to.country().code();
    match sms.gateway.send(to, text).await {
        Ok(()) => {
            tracing::info!(number = %to.mask(), country, "the gateway took an SMS");
            Ok(())
        }
        Err(error) => {
            tracing::error!(number = %to.mask(), country, %error, "the gateway did not take an SMS");
            Err(SmsRefused::Broken)
        }
    }
}
