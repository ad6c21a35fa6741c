//! What the link opens that goes to an address. Opening it proves nothing yet: mail scanners open links too.

use assent_core::secret::Secret;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::contacts::{Proved, prove_address};
use crate::doors::web::{Form, Reply, Result, Visitor};
use crate::model::AddressPurpose;
use crate::pages::address_proof::{AddressProof, AddressState};
use crate::people::{Origin, find_by_address_token};

pub(super) async fn show(visitor: Visitor) -> Response {
    let token = visitor.query("token").unwrap_or_default();
    let result = async {
        let found = find_by_address_token(&visitor.app, &token).await?;
        let state = found.map_or(AddressState::Gone, |(address, person)| AddressState::Open {
            token: Secret::copy_of(token.as_bytes()),
            email: address.email.as_str().to_owned(),
            account: person.email.as_str().to_owned(),
            is_next: address.purpose == AddressPurpose::SignIn,
        });
        page(&visitor, state)
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    token: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = async {
        let state = match prove_address(&visitor.app, &fields.token, Origin::portal(visitor.address())).await? {
            Proved::Recovery => AddressState::Recovery,
            Proved::SignIn => AddressState::SignIn,
            Proved::Taken => AddressState::Taken,
            Proved::Gone => AddressState::Gone,
        };
        page(&visitor, state)
    };
    let result = result.await;
    visitor.answer(result)
}

fn page(visitor: &Visitor, state: AddressState) -> Result {
    let status = match state {
        AddressState::Gone => StatusCode::GONE,
        AddressState::Taken => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    // The address of this page is a secret: nothing on it leads elsewhere with it.
    let mut frame = visitor.frame();
    "/address".clone_into(&mut frame.path);
    Reply::page_with(status, &AddressProof { frame, state })
}
