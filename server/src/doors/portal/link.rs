//! Linking a phone from this computer.

use assent_core::ids::TicketId;
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::devices::{
    ConfirmLink, TicketAt, TicketView, TicketWish, confirm_link, look_at_ticket, make_ticket, show_ticket,
    wait_for_phone,
};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::TicketVoid;
use crate::pages::link_done::{LinkDone, Linked};
use crate::pages::link_phone::{LinkEnd, LinkPhone, LinkState, Replaced, Ticket, Typed};
use crate::pages::qr;
use crate::recovery::count_backup_codes;
use crate::serve::Hold;

/// How long the page's script may wait for news, in seconds.
const WAIT_SECS: u64 = 50;

pub(super) async fn begin(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh("/security/add")?;
        let ticket = make_ticket(&visitor.app, me.person.id, TicketWish::default()).await?;
        Ok(Reply::see_other(format!("/security/link/{}", ticket.id)))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = page(&visitor, &id, Typed::Nothing).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    code: String,
}

pub(super) async fn submit(Path(id): Path<String>, Form(visitor, fields): Form<Fields>) -> Response {
    let result = confirm(&visitor, &id, &fields.code).await;
    visitor.answer(result)
}

async fn confirm(visitor: &Visitor, id: &str, code: &str) -> Result {
    let me = visitor.me()?;
    let ticket = read_id(id)?;
    let typed = match confirm_link(&visitor.app, me, ticket, code).await? {
        ConfirmLink::Linked { .. } => return visitor.stepped(format!("/security/link/{id}")).await,
        ConfirmLink::Wrong { tries_left } => Typed::Wrong { tries_left: tries_left.into() },
        ConfirmLink::NotACode => Typed::NotACode,
        ConfirmLink::NotOpen => Typed::TooEarly,
        ConfirmLink::Throttled(why) => Typed::Throttled { minutes: minutes_until(why, visitor.app.now()) },
    };
    page(visitor, id, typed).await
}

#[derive(Serialize)]
struct News {
    #[serde(skip_serializing_if = "Option::is_none")]
    go: Option<String>,
}

/// Answers when the page that the browser shows is out of date.
pub(super) async fn news(Path(id): Path<String>, visitor: Visitor, Extension(hold): Extension<Hold>) -> Response {
    hold.begin();
    let result = async {
        let (me, ticket) = (visitor.me()?, read_id(&id)?);
        let came =
            visitor.query("phone").is_none() && wait_for_phone(&visitor.app, me.person.id, ticket, WAIT_SECS).await?;
        Ok(Reply::json(&News { go: came.then(|| format!("/security/link/{id}")) }))
    };
    let result = result.await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor, id: &str, typed: Typed) -> Result {
    let (app, me) = (&visitor.app, visitor.me()?);
    let ticket = read_id(id)?;
    let view = look_at_ticket(app, me.person.id, ticket).await?.ok_or(Trouble::NotFound)?;
    let replaced = view.replaces.as_ref().map(|old| Replaced { id: old.id.to_string(), name: old.name.to_string() });
    let phone = match &view.at {
        TicketAt::Used { phone, .. } => return done(visitor, phone.to_string(), replaced).await,
        TicketAt::Void(why) => return over(visitor, end_of(*why), replaced),
        TicketAt::Expired => return over(visitor, LinkEnd::Expired, replaced),
        TicketAt::Open => None,
        TicketAt::Claimed { phone } => Some(phone.to_string()),
    };
    let url = show_ticket(app, me.person.id, ticket).await?;
    let status = if typed == Typed::Nothing { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let ticket = open(visitor, id, &view, phone, url.as_deref().map_or("", String::as_str), typed);
    Reply::page_with(status, &LinkPhone { frame: visitor.frame(), state: LinkState::Open(ticket), replaced })
}

fn open(visitor: &Visitor, id: &str, view: &TicketView, phone: Option<String>, url: &str, typed: Typed) -> Ticket {
    Ticket {
        id: id.to_owned(),
        qr: qr::draw(url).unwrap_or_default(),
        url: url.to_owned(),
        left_secs: u32::try_from((view.expires_at - visitor.app.now()).max(0)).unwrap_or(0),
        poll: format!("/security/link/{id}/news{}", if phone.is_some() { "?phone=1" } else { "" }),
        phone,
        typed,
    }
}

async fn done(visitor: &Visitor, name: String, replaced: Option<Replaced>) -> Result {
    let is_first = count_backup_codes(&visitor.app, visitor.me()?.person.id).await?.is_none();
    let replaced = replaced.map(|old| old.name);
    Reply::page(&LinkDone { frame: visitor.frame(), name, kind: Linked::Phone, is_first, replaced })
}

fn over(visitor: &Visitor, end: LinkEnd, replaced: Option<Replaced>) -> Result {
    Reply::page_with(StatusCode::GONE, &LinkPhone { frame: visitor.frame(), state: LinkState::Over(end), replaced })
}

const fn end_of(why: TicketVoid) -> LinkEnd {
    match why {
        TicketVoid::SecondClaim => LinkEnd::SecondClaim,
        TicketVoid::WrongCode => LinkEnd::WrongThreeTimes,
        TicketVoid::Withdrawn => LinkEnd::Cancelled,
    }
}

fn read_id(id: &str) -> Result<TicketId> {
    id.parse().map_err(|_| Trouble::NotFound)
}
