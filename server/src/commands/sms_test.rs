//! `assent-server sms-test`: whether SMS go out.

use std::io::{self, Write};

use super::{DONE, SmsTest, WRONG};
use crate::config::Config;
use crate::model::BadNumber;
use crate::sms::{Gateway, HttpGateway};

/// Sends one SMS, at once and only once; gives the exit status.
///
/// # Errors
/// Only when `out` fails.
pub async fn sms_test(config: &Config, wanted: &SmsTest, out: &mut (dyn Write + Send)) -> io::Result<u8> {
    match send(config, &wanted.number).await {
        Ok(mask) => {
            writeln!(out, "the gateway took an SMS to {mask}; look whether it arrives")?;
            Ok(DONE)
        }
        Err(error) => {
            writeln!(out, "no SMS was sent: {error}")?;
            Ok(WRONG)
        }
    }
}

async fn send(config: &Config, typed: &str) -> Result<String, String> {
    let none = "SMS are not set up; write [sms] with `url` into the configuration";
    let settings = config.sms.as_ref().ok_or(none)?;
    let number = settings.countries.read(typed).map_err(|error| match error {
        BadNumber::NotServed => format!("{error}; `sms.countries` has {}", settings.countries),
        _ => error.to_string(),
    })?;
    let gateway = HttpGateway::new(settings)?;
    let text = format!("{}: SMS work.", config.name);
    gateway.send(&number, &text).await.map_err(|error| error.to_string())?;
    Ok(number.mask())
}
