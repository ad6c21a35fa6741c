//! P14: somebody else may know the password. Three pages, one after the other: a new password, the programs, a look at
//! everything that opens the account.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::profile::{Passwords, change_state};
use super::security::{count_programs, list_factors};
use crate::doors::web::{Form, Reply, Result, Trouble, Visitor};
use crate::model::ProgramKeyKind;
use crate::pages::compromised::{Compromised, Step};
use crate::pages::profile::ChangeState;
use crate::people::accounts;
use crate::programs::{ProgramKeyRefused, revoke_all};

const PROGRAMS: &str = "/compromised/programs";

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = match &visitor.signed_in {
        // There is none to change.
        Some(me) if !me.person.has_password() => Ok(Reply::see_other(PROGRAMS)),
        _ => page(&visitor, Step::Password(ChangeState::Fresh)),
    };
    visitor.answer(result)
}

pub(super) async fn change(Form(visitor, typed): Form<Passwords>) -> Response {
    let result = async {
        let me = visitor.me()?;
        match accounts::change_password(&visitor.app, me, &typed.current, &typed.new).await {
            Ok(new) => Ok(Reply::see_other(PROGRAMS).with_session(&new.token)),
            Err(why) => page(&visitor, Step::Password(change_state(&visitor, why)?)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn programs(visitor: Visitor) -> Response {
    let result = async {
        let me = visitor.me()?;
        let passwords = count_programs(&visitor, me, ProgramKeyKind::AppPassword).await?;
        let tokens = count_programs(&visitor, me, ProgramKeyKind::ApiToken).await?;
        page(&visitor, Step::Programs([passwords, tokens]))
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Revoke {
    kind: String,
}

pub(super) async fn revoke(Form(visitor, revoke): Form<Revoke>) -> Response {
    let result = async {
        let me = visitor.fresh(PROGRAMS)?;
        let kind = super::programs::read_kind(&revoke.kind)?;
        match revoke_all(&visitor.app, me, kind).await {
            Ok(_) => Ok(Reply::see_other(PROGRAMS)),
            Err(ProgramKeyRefused::Failed(failure)) => Err(failure.into()),
            Err(_) => Err(Trouble::Confirm(PROGRAMS.to_owned())),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn check(visitor: Visitor) -> Response {
    let result = async {
        let factors = list_factors(&visitor, visitor.me()?).await?;
        page(&visitor, Step::Check(factors))
    };
    let result = result.await;
    visitor.answer(result)
}

fn page(visitor: &Visitor, step: Step) -> Result {
    let email = visitor.me()?.person.email.as_str().to_owned();
    let is_fine = !matches!(&step, Step::Password(state) if *state != ChangeState::Fresh);
    let status = if is_fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Reply::page_with(status, &Compromised { frame: visitor.frame(), email, step })
}
