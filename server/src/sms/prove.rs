//! A code by SMS as the second step. None goes out before somebody asks for it, and nobody can who does not know the
//! password.

use super::codes::{CodeFor, CodeWay, Purpose, SmsCodeResult, check_code, send_code};
use super::factor::{SmsNumber, is_offered, list_numbers};
use super::send::SmsRefused;
use crate::app::{App, Failure};
use crate::model::{Person, PersonId, SignIn};
use crate::pages::words::Lang;
use crate::people::{Account, Origin, reopen_pushes};

/// The numbers that can get a code now: none where the gateway or the organisation's will is missing.
///
/// # Errors
/// When the store fails.
pub async fn list_usable(app: &App, person: PersonId) -> Result<Vec<SmsNumber>, Failure> {
    if is_offered(app).await? { list_numbers(app, person).await } else { Ok(Vec::new()) }
}

/// Sends a code for this sign-in.
///
/// # Errors
/// When the store or randomness fails; the inner ones are for the person.
pub async fn send_step_code(
    app: &App,
    sign_in: &SignIn,
    number: &SmsNumber,
    origin: Origin<'_>,
    lang: Lang,
) -> Result<Result<(), SmsRefused>, Failure> {
    send_code(app, code_for(sign_in, number), CodeWay { to: &number.number, origin }, lang).await
}

/// Checks the code of this sign-in. Right, it reopens pushes, as every other way does.
///
/// # Errors
/// [`Failure`].
pub async fn check_step_code(
    app: &App,
    person: &Person,
    sign_in: &SignIn,
    number: &SmsNumber,
    typed: &str,
    origin: Origin<'_>,
) -> Result<SmsCodeResult, Failure> {
    let (account, way) = (Account::of(person.clone()), CodeWay { to: &number.number, origin });
    let result = check_code(app, &account, code_for(sign_in, number), way, typed).await?;
    if result == SmsCodeResult::Accepted {
        reopen_pushes(app, person.id).await?;
    }
    Ok(result)
}

fn code_for<'a>(sign_in: &'a SignIn, number: &SmsNumber) -> CodeFor<'a> {
    CodeFor { purpose: Purpose::SignIn, person: sign_in.person, number: number.id, browser: &sign_in.token.0 }
}
