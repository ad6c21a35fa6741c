//! Removing a phone, an app, a passkey or a number.

use axum::extract::Path;
use axum::response::Response;

use super::security::list_factors;
use crate::devices::remove_phone;
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, encoded};
use crate::pages::factor::{Factor, FactorKind};
use crate::pages::remove_factor::RemoveFactor;
use crate::passkeys::remove_passkey;
use crate::people::{OtherAppRefused, remove_other_app};
use crate::sms::remove_number;

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = page(&visitor, &id).await;
    visitor.answer(result)
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = remove(&visitor, &id).await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor, id: &str) -> Result {
    let (factor, is_last) = find(visitor, id).await?;
    Reply::page(&RemoveFactor { frame: visitor.frame(), factor, is_last })
}

async fn remove(visitor: &Visitor, id: &str) -> Result {
    let (factor, is_last) = find(visitor, id).await?;
    let me = visitor.me()?;
    match factor.kind {
        FactorKind::Phone { .. } => {
            remove_phone(&visitor.app, me, id.parse().map_err(|_| Trouble::NotFound)?).await?;
        }
        FactorKind::CodeApp => {
            let id = id.parse().map_err(|_| Trouble::NotFound)?;
            remove_other_app(&visitor.app, me, id).await.map_err(trouble)?;
        }
        FactorKind::Passkey => {
            let id = id.parse().map_err(|_| Trouble::NotFound)?;
            remove_passkey(&visitor.app, me, id).await.map_err(super::passkeys::trouble)?;
        }
        FactorKind::Sms { .. } => {
            let id = id.parse().map_err(|_| Trouble::NotFound)?;
            remove_number(&visitor.app, me, id).await.map_err(super::sms_number::trouble)?;
        }
    }
    let done = if is_last { "off" } else { "removed" };
    Ok(Reply::see_other(format!("/security?done={done}&name={}", encoded(&factor.name))))
}

/// The option, and whether two-step verification goes off with it. Needs a fresh proof.
async fn find(visitor: &Visitor, id: &str) -> Result<(Factor, bool)> {
    let me = visitor.fresh(&format!("/security/remove/{}", encoded(id)))?;
    let factors = list_factors(visitor, me).await?;
    let is_last = factors.len() == 1;
    let found = factors.into_iter().find(|factor| factor.id == id).ok_or(Trouble::NotFound)?;
    Ok((found, is_last))
}

fn trouble(why: OtherAppRefused) -> Trouble {
    match why {
        OtherAppRefused::Failed(failure) => failure.into(),
        _ => Trouble::NotFound,
    }
}
