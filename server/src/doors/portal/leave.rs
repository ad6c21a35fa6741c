//! Leaving the organisation, for people from outside.

use axum::response::Response;

use crate::doors::web::{Cookie, Form, Nothing, Reply, Result, Trouble, Visitor};
use crate::model::Role;
use crate::organisation::{LeaveRefused, leave};
use crate::pages::leave::Leave;

const HERE: &str = "/leave";

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor);
    visitor.answer(result)
}

fn page(visitor: &Visitor) -> Result {
    let me = visitor.fresh(HERE)?;
    if me.person.role != Role::External {
        return Err(Trouble::Forbidden);
    }
    Reply::page(&Leave { frame: visitor.frame() })
}

pub(super) async fn submit(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        match leave(&visitor.app, visitor.fresh(HERE)?).await {
            Ok(()) => Ok(Reply::see_other("/sign-in?out=1").with_cookie(Cookie::Session, "")),
            Err(LeaveRefused::Failed(failure)) => Err(failure.into()),
            Err(_) => Err(Trouble::Forbidden),
        }
    };
    let result = result.await;
    visitor.answer(result)
}
