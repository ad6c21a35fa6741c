//! People who trust the one who is signed in: agreeing, and saying that it is them.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Trouble, Visitor};
use crate::pages::trusting::{TrustingNotice, TrustingPage, TrustingRow};
use crate::recovery_plans::{Trusting, Vouched, accept_trust, decline_trust, list_trusting, vouch_as_trustee};

const HERE: &str = "/trusted";

pub(super) async fn show(visitor: Visitor) -> Response {
    let notice = match visitor.query("done").as_deref() {
        Some("accept") => Some(TrustingNotice::Accepted),
        Some("decline") => Some(TrustingNotice::Declined),
        Some("vouch") => Some(TrustingNotice::Vouched),
        _ => None,
    };
    let result = page(&visitor, StatusCode::OK, notice).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Act {
    act: String,
    #[serde(default)]
    number: String,
}

pub(super) async fn act(Path(id): Path<String>, Form(visitor, act): Form<Act>) -> Response {
    let result = perform(&visitor, &id, &act).await;
    visitor.answer(result)
}

async fn perform(visitor: &Visitor, id: &str, act: &Act) -> Result {
    let (app, me) = (&visitor.app, visitor.fresh(HERE)?);
    let id = id.parse().map_err(|_| Trouble::NotFound)?;
    let done = match act.act.as_str() {
        "accept" => accept_trust(app, me, id).await?,
        "decline" => decline_trust(app, me, id).await?,
        "vouch" => match vouch_as_trustee(app, me, id, &act.number).await? {
            Vouched::Done => true,
            Vouched::NotAsked => false,
            Vouched::WrongNumber => {
                return page(visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(TrustingNotice::WrongNumber)).await;
            }
        },
        _ => return Err(Trouble::BadForm),
    };
    if done { Ok(Reply::see_other(format!("{HERE}?done={}", act.act))) } else { Err(Trouble::NotFound) }
}

async fn page(visitor: &Visitor, status: StatusCode, notice: Option<TrustingNotice>) -> Result {
    let people = list_trusting(&visitor.app, visitor.me()?).await?.into_iter().map(row).collect();
    Reply::page_with(status, &TrustingPage { frame: visitor.frame(), people, notice })
}

fn row(trusting: Trusting) -> TrustingRow {
    TrustingRow {
        id: trusting.id.to_string(),
        name: trusting.person.name.to_string(),
        email: trusting.person.email.as_str().to_owned(),
        is_accepted: trusting.is_accepted,
    }
}
