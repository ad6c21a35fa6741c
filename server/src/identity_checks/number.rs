//! The telephone number, and the code that shows that it can be reached.

use assent_core::otp::normalise_code;
use assent_core::random::make_digits;
use assent_core::seal::{open, seal};
use assent_core::secret::same;
use zeroize::Zeroizing;

use super::steps::Steps;
use super::{Change, update};
use crate::app::{App, Failure};
use crate::mail::make_code_mail;
use crate::model::{CheckId, CodeWay, IdentityCheck, TokenHash};
use crate::pages::words::{Lang, Words};
use crate::sms;

const PURPOSE: &str = "identity check number";
const CODE_DIGITS: u8 = 6;
/// ITU-T E.164 §6: at most 15 digits; fewer than 7 are no subscriber's anywhere.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Why no code is sent.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberRefused {
    /// Not a number with its country.
    #[error("this is no telephone number; write it with + and the country, such as +41 79 123 45 67")]
    NotANumber,
    /// Too many codes were sent.
    #[error("no more codes are sent for this check; ask for another one")]
    TooMany,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// What became of a typed code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedCode {
    /// Right.
    Right,
    /// Wrong, too old, or tried too often.
    Wrong,
}

/// Notes the number and sends a code. From now on only the browser with this cookie goes through the steps.
///
/// # Errors
/// [`NumberRefused`].
pub async fn send_code(app: &App, steps: &Steps, browser: &str, typed: &str) -> Result<(), NumberRefused> {
    let number = read_number(typed).ok_or(NumberRefused::NotANumber)?;
    let (id, now, random) = (steps.check.id, app.now(), app.random.as_ref());
    let code = Zeroizing::new(make_digits(random, CODE_DIGITS).map_err(Failure::from)?);
    let sealed = seal(&app.secrets.kek, PURPOSE, &id.0, number.as_bytes(), random).map_err(Failure::from)?;
    let (holder, mac) = (TokenHash::of(browser).0, derive_mac(app, id, &code));
    if steps.check.clone().sent_code(sealed.clone(), mac, CodeWay::Sms, now).is_none() {
        return Err(NumberRefused::TooMany);
    }
    let by_sms = send_by_sms(app, steps, typed, &code).await?;
    let mail = if by_sms { None } else { make_code_mail(app, &steps.person, &code)? };
    let way = if by_sms { CodeWay::Sms } else { CodeWay::Mail };
    let change = |check: IdentityCheck| {
        let check = check.sent_code(sealed.clone(), mac, way, now)?;
        Some(Change { mail: mail.clone(), ..Change::of(IdentityCheck { holder: Some(holder), ..check }) })
    };
    update(app, id, change).await?.map(drop).ok_or(NumberRefused::TooMany)
}

/// Whether an SMS took the code along. Where none can, or none is taken, it goes by mail and the number is only noted.
async fn send_by_sms(app: &App, steps: &Steps, typed: &str, code: &str) -> Result<bool, Failure> {
    let number = app.sms.as_ref().and_then(|sms| sms.countries.read(typed).ok());
    let Some(number) = number else { return Ok(false) };
    let lang = Lang::find(&steps.person.language).unwrap_or_default();
    let text = Words::get(lang).t("identity-sms").with("server", app.policy.issuer.as_str()).with("code", code);
    Ok(sms::send(app, &number, &text.to_string()).await?.is_ok())
}

/// Checks a code. The try is counted before its result is told.
///
/// # Errors
/// When the store fails.
pub async fn try_code(app: &App, steps: &Steps, typed: &str) -> Result<TypedCode, Failure> {
    let (id, now) = (steps.check.id, app.now());
    let Some(tried) = update(app, id, |check| Some(Change::of(check.tried_code(now)?))).await? else {
        return Ok(TypedCode::Wrong);
    };
    let mac = normalise_code(typed).map(|code| derive_mac(app, id, &code));
    let is_right = tried.code.zip(mac).is_some_and(|(code, mac)| same(&code.mac, &mac));
    if !is_right {
        return Ok(TypedCode::Wrong);
    }
    let proved = update(app, id, |check| Some(Change::of(check.proved_code(now)?))).await?;
    Ok(if proved.is_some() { TypedCode::Right } else { TypedCode::Wrong })
}

/// The number, for a reviewer or the person.
#[must_use]
pub fn open_number(app: &App, check: &IdentityCheck) -> Option<String> {
    let sealed = check.sealed_number.as_ref()?;
    let number = open(&app.secrets.kek, PURPOSE, &check.id.0, sealed).ok()?;
    String::from_utf8(number.expose().to_vec()).ok()
}

fn derive_mac(app: &App, check: CheckId, code: &str) -> [u8; 32] {
    app.secrets.derive_mac("identity check code", &[&check.0, code.as_bytes()])
}

/// A number as it is written: a plus, digits, and anything people put between.
fn read_number(typed: &str) -> Option<String> {
    let typed = typed.trim().strip_prefix('+')?;
    let rest: String = typed.chars().filter(|one| !one.is_whitespace() && !"()-./".contains(*one)).collect();
    let is_number = DIGITS.contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("+{rest}"))
}

#[cfg(test)]
mod tests {
    use super::read_number;

    #[test]
    fn a_number_is_read_however_it_is_written() {
        assert_eq!(read_number(" +41 (79) 123-45.67 ").as_deref(), Some("+41791234567"));
        for bad in ["", "0791234567", "+41", "+12345678901234567", "+41 79 CALL ME", "++41791234567"] {
            assert_eq!(read_number(bad), None, "{bad}");
        }
    }
}
