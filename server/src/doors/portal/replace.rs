//! P16: another phone takes a phone's place.

use axum::extract::Path;
use axum::response::Response;

use crate::devices::{TicketWish, find_phone, make_ticket};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, encoded};
use crate::model::Device;
use crate::pages::replace_phone::ReplacePhone;

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let old = find(&visitor, &id).await?;
        let name = old.description.name.to_string();
        Reply::page(&ReplacePhone { frame: visitor.frame(), id: old.id.to_string(), name })
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn begin(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let old = find(&visitor, &id).await?;
        let wish = TicketWish { replaces: Some(old.id), ..TicketWish::default() };
        let ticket = make_ticket(&visitor.app, old.person, wish).await?;
        Ok(Reply::see_other(format!("/security/link/{}", ticket.id)))
    };
    let result = result.await;
    visitor.answer(result)
}

/// Needs a fresh proof.
async fn find(visitor: &Visitor, id: &str) -> Result<Device> {
    let me = visitor.fresh(&format!("/security/replace/{}", encoded(id)))?;
    let id = id.parse().map_err(|_| Trouble::NotFound)?;
    find_phone(&visitor.app, me.person.id, id).await?.ok_or(Trouble::NotFound)
}
