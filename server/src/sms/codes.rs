//! Codes that go out by SMS: random, kept as a keyed hash, for ten minutes and once, bound to who asked for them, where
//! and what for.

use assent_core::clock::UnixSeconds;
use assent_core::random::make_digits;
use assent_core::seal::{open, seal};
use assent_core::secret::same;
use async_trait::async_trait;
use zeroize::Zeroizing;

use super::send::{SmsRefused, count, hand_over};
use crate::app::{App, Failure};
use crate::model::{AuditEvent, AuditKind, CredentialId, PersonId, PhoneNumber, Throttled};
use crate::pages::sms_text;
use crate::pages::words::Lang;
use crate::people::{Account, Factor, Judge, Judgement, Origin, Tried, try_factor};
use crate::store::Accept;

/// How long a code counts, in seconds (NIST SP 800-63B-4 §3.1.3.2: at most ten minutes).
const CODE_SECS: i64 = 600;
const DIGITS: u8 = 6;
const NUMBER: &str = "phone number";

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Setting a number up as a second step.
    Factor,
    /// The second step of a sign-in.
    SignIn,
    /// Setting a number for getting back in.
    Recovery,
}

/// Which code: nobody else's, from no other browser, for nothing else.
#[derive(Clone, Copy)]
pub(super) struct CodeFor<'a> {
    /// What for.
    pub(super) purpose: Purpose,
    /// Whose.
    pub(super) person: PersonId,
    /// The number's id.
    pub(super) number: CredentialId,
    /// What tells the browser: its session or half-done sign-in.
    pub(super) browser: &'a [u8],
}

/// On which way a code goes and comes back.
#[derive(Clone, Copy)]
pub(super) struct CodeWay<'a> {
    /// The number.
    pub(super) to: &'a PhoneNumber,
    /// Where the person is.
    pub(super) origin: Origin<'a>,
}

/// What became of a typed code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsCodeResult {
    /// Right, and used up.
    Accepted,
    /// Wrong, used, too old, or none was sent.
    Wrong,
    /// Not looked at.
    Throttled(Throttled),
}

/// Sends a new code in place of an earlier one.
///
/// # Errors
/// When the store or randomness fails; the inner ones are for the person.
pub(super) async fn send_code(
    app: &App,
    code_for: CodeFor<'_>,
    way: CodeWay<'_>,
    lang: Lang,
) -> Result<Result<(), SmsRefused>, Failure> {
    let sms = match count(app, way.to).await? {
        Ok(sms) => sms,
        Err(refused) => return Ok(Err(refused)),
    };
    let code = Zeroizing::new(make_digits(app.random.as_ref(), DIGITS)?);
    let key = derive_key(app, code_for);
    app.store.put_sms_code(key, derive_mac(app, &key, &code), app.now() + CODE_SECS).await?;
    let text = sms_text::write(lang, app.policy.issuer.as_str(), &app.policy.public_url, &code);
    if let Err(refused) = hand_over(sms, way.to, &text).await {
        return Ok(Err(refused));
    }
    app.store.append_audit(vec![event(app.now(), AuditKind::SmsSent, code_for.person, way)]).await?;
    Ok(Ok(()))
}

/// Checks a code as it was typed; counted like any other try.
///
/// # Errors
/// [`Failure`].
pub(super) async fn check_code(
    app: &App,
    account: &Account,
    code_for: CodeFor<'_>,
    way: CodeWay<'_>,
    typed: &str,
) -> Result<SmsCodeResult, Failure> {
    let typed: Zeroizing<String> = Zeroizing::new(typed.chars().filter(char::is_ascii_digit).take(16).collect());
    let judge = SmsJudge { code_for, way, typed };
    Ok(match try_factor(app, Factor::SmsCode, account, &judge).await? {
        Tried::Throttled(throttled) => SmsCodeResult::Throttled(throttled),
        Tried::Told(true) => SmsCodeResult::Accepted,
        Tried::Told(false) => SmsCodeResult::Wrong,
    })
}

/// A number, sealed for one place.
///
/// # Errors
/// When randomness fails.
pub fn seal_number(app: &App, place: &[u8], number: &PhoneNumber) -> Result<Vec<u8>, Failure> {
    Ok(seal(&app.secrets.kek, NUMBER, place, number.e164().as_bytes(), app.random.as_ref())?)
}

/// The number that was sealed for this place.
///
/// # Errors
/// [`Failure::Sealed`] when it does not open.
pub fn open_number(app: &App, place: &[u8], sealed: &[u8]) -> Result<PhoneNumber, Failure> {
    let plain = open(&app.secrets.kek, NUMBER, place, sealed).map_err(|_| Failure::Sealed)?;
    let e164 = std::str::from_utf8(plain.expose()).map_err(|_| Failure::Sealed)?;
    PhoneNumber::from_e164(e164).ok_or(Failure::Sealed)
}

struct SmsJudge<'a> {
    code_for: CodeFor<'a>,
    way: CodeWay<'a>,
    typed: Zeroizing<String>,
}

#[async_trait]
impl Judge for SmsJudge<'_> {
    type Told = bool;

    async fn judge(&self, app: &App, now: UnixSeconds) -> Result<Judgement<bool>, Failure> {
        let key = derive_key(app, self.code_for);
        let kept = app.store.sms_code(key, now).await?;
        let right = kept.is_some_and(|kept| same(&kept, &derive_mac(app, &key, &self.typed)));
        // Of a code that proves a number, the log has the number that is added.
        let is_sign_in = self.code_for.purpose == Purpose::SignIn;
        let factor = is_sign_in.then_some(self.code_for.number);
        let kind = if right { AuditKind::SmsCodeAccepted } else { AuditKind::SmsCodeRefused };
        Ok(Judgement {
            told: right,
            right,
            uses: right.then_some(Accept::SmsCode { key, factor }),
            event: is_sign_in.then(|| event(now, kind, self.code_for.person, self.way)),
        })
    }
}

fn derive_key(app: &App, code_for: CodeFor<'_>) -> [u8; 32] {
    let purpose = match code_for.purpose {
        Purpose::Factor => "factor",
        Purpose::SignIn => "sign-in",
        Purpose::Recovery => "recovery",
    };
    let parts = [purpose.as_bytes(), &code_for.person.0, &code_for.number.0, code_for.browser];
    app.secrets.derive_mac("sms code for", &parts)
}

fn derive_mac(app: &App, key: &[u8; 32], code: &str) -> [u8; 32] {
    app.secrets.derive_mac("sms code", &[key, code.as_bytes()])
}

fn event(now: UnixSeconds, kind: AuditKind, person: PersonId, way: CodeWay<'_>) -> AuditEvent {
    AuditEvent { detail: Some(way.to.mask()), ..way.origin.event(now, kind, Some(person)) }
}
