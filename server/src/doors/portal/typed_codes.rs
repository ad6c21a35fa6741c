//! The second step by a code or a backup code.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::half::Half;
use crate::doors::web::{Form, Reply, Result, Visitor, minutes_until};
use crate::pages::backup_entry::{BackupEntry, BackupEntryState};
use crate::pages::code_entry::{CodeEntry, CodeState};
use crate::people::{Account, CodeResult, Origin, check_code, code_names};
use crate::recovery::{BackupCodeResult, check_backup_code, looks_like_backup_code};

#[derive(Deserialize)]
pub(super) struct Typed {
    code: String,
}

pub(super) async fn show_code(visitor: Visitor) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        code_page(&visitor, &half, CodeState::Fresh).await
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit_code(Form(visitor, typed): Form<Typed>) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        if looks_like_backup_code(&typed.code) {
            return try_backup(&visitor, half, &typed.code).await;
        }
        try_code(&visitor, half, &typed.code).await
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show_backup(visitor: Visitor) -> Response {
    let result = async {
        Half::find(&visitor).await?;
        backup_page(&visitor, BackupEntryState::Fresh)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn submit_backup(Form(visitor, typed): Form<Typed>) -> Response {
    let result = async {
        let half = Half::find(&visitor).await?;
        try_backup(&visitor, half, &typed.code).await
    };
    let result = result.await;
    visitor.answer(result)
}

async fn try_code(visitor: &Visitor, half: Half, typed: &str) -> Result {
    let account = Account::of(half.person.clone());
    let origin = Origin::portal(visitor.address());
    let state = match check_code(&visitor.app, &account, typed, origin).await? {
        CodeResult::Accepted { .. } => return half.finish(visitor, None).await,
        CodeResult::Wrong => CodeState::Wrong,
        CodeResult::Reused { .. } => CodeState::Reused,
        CodeResult::PhoneOff { secs } => CodeState::ClockOff { slow_secs: -secs },
        CodeResult::Throttled(why) => {
            visitor.app.metrics.note_throttled("code");
            CodeState::Throttled { minutes: minutes_until(why, visitor.app.now()) }
        }
    };
    code_page(visitor, &half, state).await
}

async fn try_backup(visitor: &Visitor, half: Half, typed: &str) -> Result {
    let account = Account::of(half.person.clone());
    let origin = Origin::portal(visitor.address());
    let state = match check_backup_code(&visitor.app, &account, typed, origin).await? {
        BackupCodeResult::Accepted { .. } => return half.finish(visitor, Some("/security?done=code-used")).await,
        BackupCodeResult::Wrong | BackupCodeResult::Used | BackupCodeResult::NotACode => BackupEntryState::Wrong,
        BackupCodeResult::Throttled(why) => {
            visitor.app.metrics.note_throttled("backup code");
            BackupEntryState::Throttled { minutes: minutes_until(why, visitor.app.now()) }
        }
    };
    backup_page(visitor, state)
}

async fn code_page(visitor: &Visitor, half: &Half, state: CodeState) -> Result {
    let apps = code_names(&visitor.app, half.person.id).await?;
    Reply::page_with(status_of(&state), &CodeEntry { frame: visitor.frame(), apps, state })
}

const fn status_of(state: &CodeState) -> StatusCode {
    match state {
        CodeState::Fresh => StatusCode::OK,
        CodeState::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        CodeState::Wrong | CodeState::Reused | CodeState::ClockOff { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn backup_page(visitor: &Visitor, state: BackupEntryState) -> Result {
    let status = match state {
        BackupEntryState::Fresh => StatusCode::OK,
        BackupEntryState::Wrong => StatusCode::UNPROCESSABLE_ENTITY,
        BackupEntryState::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
    };
    Reply::page_with(status, &BackupEntry { frame: visitor.frame(), state })
}
