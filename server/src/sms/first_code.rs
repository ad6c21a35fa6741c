//! The code that proves a number before it counts, sent and typed in the same session.

use super::codes::{CodeFor, CodeWay, Purpose, SmsCodeResult, check_code, send_code};
use super::send::SmsRefused;
use crate::app::{App, Failure};
use crate::model::{CredentialId, PhoneNumber};
use crate::pages::words::Lang;
use crate::people::sessions::SignedIn;
use crate::people::{Account, Origin};

/// A number that waits for its code.
#[derive(Clone, Copy)]
pub struct Unproved<'a> {
    /// What it is to be.
    pub purpose: Purpose,
    /// Its id.
    pub id: CredentialId,
    /// The number.
    pub number: &'a PhoneNumber,
}

/// Sends its code.
///
/// # Errors
/// [`Failure`].
pub async fn send_first_code(
    app: &App,
    by: &SignedIn,
    to: Unproved<'_>,
    lang: Lang,
) -> Result<Result<(), SmsRefused>, Failure> {
    let (code_for, way) = to.in_session(by);
    send_code(app, code_for, way, lang).await
}

/// Checks its code as it was typed.
///
/// # Errors
/// [`Failure`].
pub async fn check_first_code(
    app: &App,
    by: &SignedIn,
    of: Unproved<'_>,
    typed: &str,
) -> Result<SmsCodeResult, Failure> {
    let (code_for, way) = of.in_session(by);
    check_code(app, &Account::of(by.person.clone()), code_for, way, typed).await
}

impl<'a> Unproved<'a> {
    fn in_session(self, by: &'a SignedIn) -> (CodeFor<'a>, CodeWay<'a>) {
        let browser = &by.session.id.0;
        let code_for = CodeFor { purpose: self.purpose, person: by.person.id, number: self.id, browser };
        (code_for, CodeWay { to: self.number, origin: Origin::of_session(&by.session) })
    }
}
