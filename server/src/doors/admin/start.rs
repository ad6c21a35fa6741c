//! What a new server still needs.

use axum::response::Response;

use crate::doors::web::{Reply, Visitor};
use crate::organisation::has_people;
use crate::pages::start::Start;
use crate::people::TwoStepState;
use crate::services::list_services;

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = async {
        let admin = visitor.admin("/admin/start")?;
        let has_service = list_services(&visitor.app, &admin).await?.iter().any(|one| one.revoked_at.is_none());
        let has_people = has_people(&visitor.app, &admin).await?;
        let has_two_step = visitor.me()?.two_step == TwoStepState::On;
        let done = [visitor.app.mail.is_there(), has_two_step, has_service, has_people];
        Reply::page(&Start { frame: visitor.frame(), done })
    };
    let result = result.await;
    visitor.answer(result)
}
