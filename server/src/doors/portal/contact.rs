//! Addresses of the person who is signed in.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::contacts::{self, AddressRefused, ask_address, find_number, list_addresses};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::{AddressPurpose, MailAddress};
use crate::pages::contact::{Address, Contact, ContactField, ContactNotice, ContactProblem};

pub(super) const HERE: &str = "/profile/contact";

pub(super) async fn show(visitor: Visitor) -> Response {
    let notice = match visitor.query("done").as_deref() {
        Some("link") => Some(ContactNotice::LinkSent),
        Some("removed") => Some(ContactNotice::AddressRemoved),
        Some("number") => Some(ContactNotice::NumberSet),
        Some("number-removed") => Some(ContactNotice::NumberRemoved),
        _ => None,
    };
    let result = async { Reply::page(&Contact { notice, ..make_page(&visitor).await? }) };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Typed {
    email: String,
}

pub(super) async fn change_email(Form(visitor, typed): Form<Typed>) -> Response {
    let result = ask(&visitor, &typed.email, AddressPurpose::SignIn).await;
    visitor.answer(result)
}

pub(super) async fn add_address(Form(visitor, typed): Form<Typed>) -> Response {
    let result = ask(&visitor, &typed.email, AddressPurpose::Recovery).await;
    visitor.answer(result)
}

pub(super) async fn remove_address(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let me = visitor.fresh(HERE)?;
        let id = id.parse().map_err(|_| Trouble::NotFound)?;
        contacts::remove_address(&visitor.app, me, id).await.map_err(trouble)?;
        Ok(Reply::see_other(format!("{HERE}?done=removed")))
    };
    let result = result.await;
    visitor.answer(result)
}

async fn ask(visitor: &Visitor, typed: &str, purpose: AddressPurpose) -> Result {
    let me = visitor.fresh(HERE)?;
    let problem = match ask_address(&visitor.app, me, typed, purpose).await {
        Ok(()) => return Ok(Reply::see_other(format!("{HERE}?done=link"))),
        Err(AddressRefused::Email(_)) => ContactProblem::Bad,
        Err(AddressRefused::Known) => ContactProblem::Known,
        Err(AddressRefused::TooMany) => ContactProblem::TooMany,
        Err(AddressRefused::Throttled(why)) => {
            visitor.app.metrics.note_throttled("address link");
            ContactProblem::Throttled { minutes: minutes_until(why, visitor.app.now()) }
        }
        Err(why) => return Err(trouble(why)),
    };
    let field = match purpose {
        AddressPurpose::SignIn => ContactField::Email,
        AddressPurpose::Recovery => ContactField::Recovery,
    };
    refused(visitor, field, problem, typed).await
}

/// The page again, with what was typed and why it is not taken.
pub(super) async fn refused(visitor: &Visitor, field: ContactField, problem: ContactProblem, typed: &str) -> Result {
    let page = make_page(visitor).await?;
    let page = Contact { problem: Some((field, problem)), typed: typed.to_owned(), ..page };
    Reply::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn make_page(visitor: &Visitor) -> Result<Contact> {
    let (app, me) = (&visitor.app, visitor.me()?);
    Ok(Contact {
        frame: visitor.frame(),
        email: me.person.email.as_str().to_owned(),
        addresses: list_addresses(app, me.person.id).await?.iter().map(shown).collect(),
        number: find_number(app, me.person.id).await?.map(|number| number.mask()),
        countries: app.sms.as_ref().map(|sms| sms.countries.to_string()),
        has_mail: app.mail.is_there(),
        notice: None,
        problem: None,
        typed: String::new(),
    })
}

fn shown(address: &MailAddress) -> Address {
    Address {
        id: address.id.to_string(),
        email: address.email.as_str().to_owned(),
        is_next: address.purpose == AddressPurpose::SignIn,
        is_proved: address.proved_at.is_some(),
    }
}

fn trouble(why: AddressRefused) -> Trouble {
    match why {
        AddressRefused::Failed(failure) => failure.into(),
        AddressRefused::NotAllowed(_) => Trouble::Confirm(HERE.to_owned()),
        AddressRefused::NoMail => Trouble::NotFound,
        _ => Trouble::BadForm,
    }
}
