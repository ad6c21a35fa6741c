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
    let Some(sms) = &app.sms else { return Ok(Err(SmsRefused::NotSetUp)) };
    let country = to.country().code();
    match spend(app, sms, to).await? {
        Ok(()) => {}
        Err(Reached::Number(until)) => return Ok(Err(SmsRefused::NumberLimit(until))),
        Err(Reached::Country(until)) => {
            tracing::warn!(country, "the SMS limit of a country is reached");
            return Ok(Err(SmsRefused::CountryLimit(until)));
        }
    }
    if let Err(error) = sms.gateway.send(to, text).await {
        tracing::error!(number = %to.mask(), %error, "the gateway did not take an SMS");
        return Ok(Err(SmsRefused::Broken));
    }
    tracing::info!(number = %to.mask(), country, "the gateway took an SMS");
    Ok(Ok(()))
}
