//! What the person who is signed in prepares for getting in again.

use assent_core::secret::Secret;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::{AuditKind, Recovery, Trustee};
use crate::pages::recovery_plan::{
    LiveRecovery, PlanNotice, RecoveryPlanPage, RecoverySheet, TrusteeProblem, TrusteeRow,
};
use crate::recovery_plans::{
    MAX_TRUSTEES, PlanRefused, TrusteeRefused, add_trustee, drop_sheet, find_live, find_prepared, list_trusting,
    make_sheet, remove_trustee, set_terms, stop_all,
};

const HERE: &str = "/security/recovery";

pub(super) async fn show(visitor: Visitor) -> Response {
    let notice = match visitor.query("done").as_deref() {
        Some("saved") => Some(PlanNotice::Saved),
        Some("sheet") => Some(PlanNotice::SheetGone),
        Some("asked") => Some(PlanNotice::Asked),
        Some("removed") => Some(PlanNotice::Removed),
        Some("stopped") => Some(PlanNotice::Stopped),
        _ => None,
    };
    let result = async { Reply::page(&RecoveryPlanPage { notice, ..make_page(&visitor).await? }) };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Terms {
    #[serde(default)]
    by_admin: String,
    wait_secs: i64,
}

pub(super) async fn save(Form(visitor, terms): Form<Terms>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        set_terms(&visitor.app, me, terms.by_admin == "yes", terms.wait_secs).await.map_err(trouble)?;
        Ok(Reply::see_other(format!("{HERE}?done=saved")))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn new_sheet(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        let code = make_sheet(&visitor.app, me).await.map_err(trouble)?;
        Reply::page(&RecoverySheet {
            frame: visitor.frame(),
            account: me.person.email.as_str().to_owned(),
            url: visitor.app.policy.public_url.clone(),
            code: Secret::copy_of(code.expose().as_bytes()),
            made_at: visitor.app.now(),
        })
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn void_sheet(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        drop_sheet(&visitor.app, visitor.fresh(HERE)?).await.map_err(trouble)?;
        Ok(Reply::see_other(format!("{HERE}?done=sheet")))
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Typed {
    email: String,
}

pub(super) async fn ask(Form(visitor, typed): Form<Typed>) -> Response {
    let result = ask_somebody(&visitor, &typed.email).await;
    visitor.answer(result)
}

async fn ask_somebody(visitor: &Visitor, typed: &str) -> Result {
    let problem = match add_trustee(&visitor.app, visitor.fresh(HERE)?, typed).await {
        Ok(()) => return Ok(Reply::see_other(format!("{HERE}?done=asked"))),
        Err(TrusteeRefused::Email(_)) => TrusteeProblem::Bad,
        Err(TrusteeRefused::Known) => TrusteeProblem::Known,
        Err(TrusteeRefused::TooMany) => TrusteeProblem::TooMany,
        Err(TrusteeRefused::Throttled(why)) => {
            visitor.app.metrics.note_throttled("trustee");
            TrusteeProblem::Throttled { minutes: minutes_until(why, visitor.app.now()) }
        }
        Err(why) => return Err(trustee_trouble(why)),
    };
    let page = make_page(visitor).await?;
    let page = RecoveryPlanPage { problem: Some(problem), typed: typed.to_owned(), ..page };
    Reply::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

pub(super) async fn remove(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        let id = id.parse().map_err(|_| Trouble::NotFound)?;
        remove_trustee(&visitor.app, me, id).await.map_err(trustee_trouble)?;
        Ok(Reply::see_other(format!("{HERE}?done=removed")))
    };
    let result = result.await;
    visitor.answer(result)
}

/// Without a fresh proof: whoever sees this must be able to stop it at once.
pub(super) async fn stop(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.me()?;
        stop_all(&visitor.app, me.person.id, &me.event(&visitor.app, AuditKind::RecoveryStopped)).await?;
        Ok(Reply::see_other(format!("{HERE}?done=stopped")))
    };
    let result = result.await;
    visitor.answer(result)
}

async fn make_page(visitor: &Visitor) -> Result<RecoveryPlanPage> {
    let (app, me) = (&visitor.app, visitor.me()?);
    let prepared = find_prepared(app, me.person.id).await?;
    Ok(RecoveryPlanPage {
        frame: visitor.frame(),
        can_plan: me.person.has_password(),
        count: prepared.count(),
        has_device: prepared.has_device,
        sheet_made_at: prepared.plan.sheet_made_at,
        is_full: prepared.trustees.len() >= MAX_TRUSTEES,
        trustees: prepared.trustees.iter().map(row).collect(),
        by_admin: prepared.plan.by_admin,
        wait_secs: prepared.plan.wait_secs,
        live: find_live(app, me.person.id).await?.map(|recovery| live(visitor, &recovery)),
        trusting: list_trusting(app, me).await?.len(),
        notice: None,
        problem: None,
        typed: String::new(),
    })
}

pub(super) fn live(visitor: &Visitor, recovery: &Recovery) -> LiveRecovery {
    let address = recovery.context.address.as_ref();
    LiveRecovery {
        place: address.map(|address| visitor.place_of(address.as_str())).unwrap_or_default(),
        begun_at: recovery.begun_at,
        opens_at: recovery.opens_at,
    }
}

fn row(trustee: &Trustee) -> TrusteeRow {
    TrusteeRow {
        id: trustee.id.to_string(),
        email: trustee.email.as_str().to_owned(),
        is_accepted: trustee.trustee.is_some(),
    }
}

fn trouble(why: PlanRefused) -> Trouble {
    match why {
        PlanRefused::Failed(failure) => failure.into(),
        PlanRefused::NotAllowed(_) => Trouble::Confirm(HERE.to_owned()),
        PlanRefused::NoPassword => Trouble::Forbidden,
        PlanRefused::BadWait => Trouble::BadForm,
    }
}

fn trustee_trouble(why: TrusteeRefused) -> Trouble {
    match why {
        TrusteeRefused::Failed(failure) => failure.into(),
        TrusteeRefused::NotAllowed(_) => Trouble::Confirm(HERE.to_owned()),
        TrusteeRefused::NoPassword => Trouble::Forbidden,
        _ => Trouble::BadForm,
    }
}
