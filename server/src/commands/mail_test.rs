//! `assent-server mail-test`: whether mail goes out.

use std::io::{self, Write};

use assent_core::clock::{Clock, SystemClock};

use super::{DONE, MailTest, WRONG};
use crate::config::Config;
use crate::mail::{Mailer, Post};
use crate::model::Letter;
use crate::pages::mail::Notice;
use crate::pages::words::Lang;

/// Sends one mail, at once and only once; gives the exit status.
///
/// # Errors
/// Only when `out` fails.
pub async fn mail_test(config: &Config, wanted: &MailTest, out: &mut (dyn Write + Send)) -> io::Result<u8> {
    let Some(settings) = &config.mail else {
        writeln!(out, "mail is not set up; write [mail] with `smtp` and `from` into the configuration")?;
        return Ok(WRONG);
    };
    let server = format!("{}:{}", settings.host, settings.port);
    let sent = match Mailer::new(settings) {
        Ok(mailer) => mailer.send(&make_letter(config, wanted)).await.map_err(|error| error.to_string()),
        Err(error) => Err(error),
    };
    match sent {
        Ok(()) => {
            writeln!(out, "{server} took a mail to {}; look whether it arrives", wanted.to)?;
            Ok(DONE)
        }
        Err(error) => {
            writeln!(out, "{server} did not take the mail: {error}")?;
            Ok(WRONG)
        }
    }
}

fn make_letter(config: &Config, wanted: &MailTest) -> Letter {
    let lang = Lang::find(&wanted.language).unwrap_or_default();
    let (url, zone) = (config.public_url.origin().to_owned(), config.time_zone.clone());
    let notice = Notice::test(config.name.clone(), url, &wanted.to, lang, SystemClock.now(), zone);
    let (subject, text, html) = notice.write().unwrap_or_default();
    Letter { to: wanted.to.clone(), subject, text, html }
}
