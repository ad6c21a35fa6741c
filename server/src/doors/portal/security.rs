//! The portal's home: options, sessions, backup codes.

use assent_core::message::Context;
use assent_core::secret::Secret;
use axum::extract::Path;
use axum::response::Response;

use super::{activity, recovery_plan};
use crate::company::{Linked as LinkedAt, list_links};
use crate::devices::{self, list_phones};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, name_browser};
use crate::model::{KeyState, OtpCredential, Passkey, ProgramKeyKind, Session as Browser, SessionId, TrustedBrowser};
use crate::pages::backup_codes::BackupCodes;
use crate::pages::company::{CompanyAccount, CompanyRow};
use crate::pages::factor::{Factor, FactorKind};
use crate::pages::link_done::{LinkDone, Linked};
use crate::pages::security::{BackupCount, Caution, ProgramCount, Security, SecurityNotice, Session, Trusted};
use crate::passkeys::list_passkeys;
use crate::people::sessions::{self, SignedIn};
use crate::people::{list_other_apps, lockout, trust};
use crate::programs::list_program_keys;
use crate::recovery::{self, count_backup_codes};
use crate::recovery_plans::{find_live, find_prepared};
use crate::sms::{SmsNumber, list_numbers};

/// Codes in a set.
const OF: u32 = 10;
/// Entries of the activity on this page.
const RECENT: u32 = 4;

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor).await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor) -> Result {
    let (app, me) = (&visitor.app, visitor.me()?);
    let codes = count_backup_codes(app, me.person.id).await?;
    let sessions = sessions::list(app, me.person.id).await?;
    let (mut here, others): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|one| one.id == me.session.id);
    here.extend(others);
    Reply::page(&Security {
        frame: visitor.frame(),
        notice: notice(visitor),
        quiet_until: me.person.quiet_at(app.now()),
        factors: list_factors(visitor, me).await?,
        backup_codes: codes.map(|codes| BackupCount {
            left: u32::try_from(codes.left).unwrap_or(OF),
            of: OF,
            made_at: codes.made_at,
        }),
        programs: [
            count_programs(visitor, me, ProgramKeyKind::AppPassword).await?,
            count_programs(visitor, me, ProgramKeyKind::ApiToken).await?,
        ],
        company: list_links(app, &me.person).await?.into_iter().map(company).collect(),
        trusted: trust::list(app, me.person.id).await?.iter().map(|one| trusted(visitor, one)).collect(),
        is_prepared: find_prepared(app, me.person.id).await?.is_ready(),
        recovery: find_live(app, me.person.id).await?.map(|recovery| recovery_plan::live(visitor, &recovery)),
        caution: Caution {
            ask_always: me.person.ask_always,
            lock_after: me.person.lock_after,
            choices: lockout::CHOICES,
        },
        sessions: here.iter().map(|one| browser(visitor, me, one)).collect(),
        recent: activity::list(visitor, RECENT).await?,
    })
}

/// How many secrets of a kind programs have.
pub(super) async fn count_programs(visitor: &Visitor, me: &SignedIn, kind: ProgramKeyKind) -> Result<ProgramCount> {
    let now = visitor.app.now();
    let listed = list_program_keys(&visitor.app, me.person.id, kind).await?;
    let count = listed.iter().filter(|one| one.key.state(now) == KeyState::Live).count();
    Ok(ProgramCount { kind, count: u32::try_from(count).unwrap_or(u32::MAX) })
}

fn notice(visitor: &Visitor) -> Option<SecurityNotice> {
    let name = visitor.query("name").unwrap_or_default();
    Some(match visitor.query("done")?.as_str() {
        "removed" => SecurityNotice::Removed(name),
        "off" => SecurityNotice::TwoStepOff,
        "codes" => SecurityNotice::BackupCodesKept,
        "code-used" => SecurityNotice::BackupCodeUsed,
        "forgotten" => SecurityNotice::BrowserForgotten,
        "quiet" => SecurityNotice::QuietEnded,
        "caution" => SecurityNotice::CautionSaved,
        "company-linked" => SecurityNotice::CompanyLinked,
        "company-unlinked" => SecurityNotice::CompanyUnlinked,
        "company-kept" => SecurityNotice::CompanyKept,
        "session" => SecurityNotice::SessionEnded,
        "sessions" => SecurityNotice::OthersEnded,
        _ => return None,
    })
}

/// Phones, other apps, passkeys and numbers, as the person sees them.
pub(super) async fn list_factors(visitor: &Visitor, me: &SignedIn) -> Result<Vec<Factor>> {
    let phones = list_phones(&visitor.app, me.person.id).await?;
    let apps = list_other_apps(&visitor.app, me.person.id).await?;
    let passkeys = list_passkeys(&visitor.app, me.person.id).await?;
    let numbers = list_numbers(&visitor.app, me.person.id).await?;
    let others = apps.iter().map(code_app).chain(passkeys.iter().map(passkey)).chain(numbers.iter().map(number));
    Ok(phones.iter().map(Factor::of_phone).chain(others).collect())
}

fn code_app(credential: &OtpCredential) -> Factor {
    Factor {
        id: credential.id.to_string(),
        name: credential.name.to_string(),
        kind: FactorKind::CodeApp,
        last_used_at: credential.used_at,
    }
}

fn passkey(passkey: &Passkey) -> Factor {
    Factor {
        id: passkey.id.to_string(),
        name: passkey.name.to_string(),
        kind: FactorKind::Passkey,
        last_used_at: passkey.used_at,
    }
}

fn company(at: LinkedAt) -> CompanyRow {
    let link = at.link.map(|link| CompanyAccount {
        account: link.account.to_string(),
        made_at: link.created_at,
        used_at: link.used_at,
    });
    CompanyRow { id: at.provider.id.to_string(), name: at.provider.name.to_string(), link }
}

fn number(number: &SmsNumber) -> Factor {
    Factor {
        id: number.id.to_string(),
        name: number.name.to_string(),
        kind: FactorKind::Sms { number: number.number.mask() },
        last_used_at: number.used_at,
    }
}

fn browser(visitor: &Visitor, me: &SignedIn, session: &Browser) -> Session {
    let (browser, place) = describe(visitor, &session.context);
    Session {
        id: session.id.to_string(),
        browser,
        place,
        last_used_at: session.used_at,
        is_this: session.id == me.session.id,
    }
}

fn trusted(visitor: &Visitor, trusted: &TrustedBrowser) -> Trusted {
    let (browser, place) = describe(visitor, &trusted.context);
    Trusted { id: trusted.id.to_string(), browser, place, ends_at: trusted.expires_at }
}

/// Browser and system, and the address.
fn describe(visitor: &Visitor, context: &Context) -> (String, String) {
    let browser = name_browser(context).unwrap_or_else(|| visitor.frame().t("unknown-browser").to_string());
    let place = context.address.as_ref().map(|address| visitor.place_of(address.as_str())).unwrap_or_default();
    (browser, place)
}

/// An app or a passkey is set up; backup codes come next when there are none.
pub(super) async fn added(Path(kind): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let me = visitor.me()?;
        let kind = match kind.as_str() {
            "code-app" => Linked::CodeApp,
            "passkey" => Linked::Passkey,
            "sms" => Linked::Sms,
            _ => return Err(Trouble::NotFound),
        };
        let is_first = count_backup_codes(&visitor.app, me.person.id).await?.is_none();
        let name = visitor.query("name").unwrap_or_default();
        Reply::page(&LinkDone { frame: visitor.frame(), name, kind, is_first, replaced: None })
    };
    let result = result.await;
    visitor.answer(result)
}

/// Phones get requests again.
pub(super) async fn end_quiet(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        devices::end_quiet(&visitor.app, visitor.me()?).await?;
        Ok(Reply::see_other("/security?done=quiet"))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn end_session(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let id: SessionId = id.parse().map_err(|_| Trouble::NotFound)?;
        sessions::end(&visitor.app, visitor.me()?, id).await?;
        Ok(Reply::see_other("/security?done=session"))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn end_others(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        sessions::end_others(&visitor.app, visitor.me()?).await?;
        Ok(Reply::see_other("/security?done=sessions"))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn make_backup_codes(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = new_codes(&visitor).await;
    visitor.answer(result)
}

async fn new_codes(visitor: &Visitor) -> Result {
    let me = visitor.fresh("/security")?;
    let is_renewal = count_backup_codes(&visitor.app, me.person.id).await?.is_some();
    let codes = recovery::make_backup_codes(&visitor.app, me.person.id, visitor.address()).await?;
    Reply::page(&BackupCodes {
        frame: visitor.frame(),
        account: me.person.email.as_str().to_owned(),
        codes: codes.iter().map(|code| Secret::copy_of(code.expose().as_bytes())).collect(),
        is_renewal,
    })
}
