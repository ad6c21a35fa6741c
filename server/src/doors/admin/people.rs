//! Everybody with an account.

use axum::response::Response;

use crate::doors::web::{Reply, Result, Visitor, encoded};
use crate::model::Email;
use crate::organisation::{Overview, look_over};
use crate::pages::people as pages;
use crate::people::accounts::{self, Listed};
use crate::store::{Kind, Which};

pub(super) const HERE: &str = "/admin/people";
const PAGE: u32 = 50;

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor).await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor) -> Result {
    let admin = visitor.admin(&visitor.path)?;
    let show = visitor.query("show").unwrap_or_default();
    let which = Which { kind: read_kind(&show), search: visitor.query("q").unwrap_or_default().trim().to_owned() };
    let after = visitor.query("after").and_then(|email| Email::parse(&email).ok());
    let listed = accounts::list(&visitor.app, &admin, &which, after.as_ref(), PAGE).await?;
    let last = listed.last().filter(|_| listed.len() == PAGE as usize);
    let older = last.map(|last| {
        let (search, after) = (encoded(&which.search), encoded(last.person.email.as_str()));
        format!("{HERE}?show={}&q={search}&after={after}", encoded(&show))
    });
    let counts = look_over(&visitor.app, &admin).await?;
    Reply::page(&pages::People {
        frame: visitor.frame(),
        older,
        tabs: tabs(counts, which.kind),
        without_two_step: counts.without_two_step,
        show,
        search: which.search,
        people: listed.iter().map(person).collect(),
        added: visitor.query("added"),
        invited: visitor.query("invited"),
    })
}

fn tabs(counts: Overview, now: Kind) -> Vec<pages::Tab> {
    let tab = |kind, word, key, count| pages::Tab { word, key, count, is_here: kind == now };
    vec![
        tab(Kind::Everyone, "", "people-everyone", counts.everyone),
        tab(Kind::WithoutTwoStep, "without", "people-without", counts.without_two_step),
        tab(Kind::Locked, "locked", "people-locked", counts.locked),
        tab(Kind::External, "external", "people-external", counts.external),
    ]
}

fn read_kind(word: &str) -> Kind {
    match word {
        "without" => Kind::WithoutTwoStep,
        "locked" => Kind::Locked,
        "external" => Kind::External,
        _ => Kind::Everyone,
    }
}

fn person(listed: &Listed) -> pages::Person {
    let person = &listed.person;
    pages::Person {
        id: person.id.to_string(),
        name: person.name.to_string(),
        email: person.email.as_str().to_owned(),
        role: person.role,
        has_two_step: listed.two_step,
        is_locked: person.locked_at.is_some(),
    }
}
