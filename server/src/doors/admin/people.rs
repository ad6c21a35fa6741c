//! Everybody with an account.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::problem_of;
use crate::doors::web::{Form, Reply, Result, Trouble, Visitor, encoded};
use crate::model::{Email, PersonId};
use crate::pages::add_person::{AddPerson, AddPersonProblems, EmailProblem};
use crate::pages::people as pages;
use crate::people::Admin;
use crate::people::accounts::{self, AccountRefused, Listed, NewAccount};

const HERE: &str = "/admin/people";
const PAGE: u32 = 50;

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor).await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor) -> Result {
    let admin = visitor.admin(HERE)?;
    let after = visitor.query("after").and_then(|email| Email::parse(&email).ok());
    let listed = accounts::list(&visitor.app, &admin, after.as_ref(), PAGE).await?;
    let last = listed.last().filter(|_| listed.len() == PAGE as usize);
    let older = last.map(|last| format!("{HERE}?after={}", encoded(last.person.email.as_str())));
    Reply::page(&pages::People {
        frame: visitor.frame(),
        older,
        people: listed.iter().map(|one| person(&admin, one)).collect(),
        added: visitor.query("added"),
    })
}

fn person(admin: &Admin, listed: &Listed) -> pages::Person {
    let person = &listed.person;
    let is_locked = person.locked_at.is_some();
    pages::Person {
        id: person.id.to_string(),
        name: person.name.to_string(),
        email: person.email.as_str().to_owned(),
        is_admin: person.admin,
        has_two_step: listed.two_step,
        is_locked,
        can_be_locked: !is_locked && admin.person() != Some(person.id),
    }
}

pub(super) async fn form(visitor: Visitor) -> Response {
    let result = async {
        visitor.admin("/admin/people/add")?;
        form_page(&visitor, StatusCode::OK, &Fields::default(), AddPersonProblems::default())
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Default, Deserialize)]
pub(super) struct Fields {
    name: String,
    email: String,
    password: String,
    #[serde(default)]
    admin: String,
}

pub(super) async fn add(Form(visitor, fields): Form<Fields>) -> Response {
    let result = add_person(&visitor, &fields).await;
    visitor.answer(result)
}

async fn add_person(visitor: &Visitor, fields: &Fields) -> Result {
    let admin = visitor.admin("/admin/people/add")?;
    let new = NewAccount {
        email: &fields.email,
        name: &fields.name,
        password: &fields.password,
        language: visitor.lang.tag(),
        admin: fields.admin == "yes",
    };
    let mut problems = AddPersonProblems::default();
    match accounts::add_person(&visitor.app, &admin, new).await {
        Ok(person) => return Ok(Reply::see_other(format!("{HERE}?added={}", encoded(person.name.as_str())))),
        Err(AccountRefused::Email(_)) => problems.email = Some(EmailProblem::Wrong),
        Err(AccountRefused::NoName) => problems.is_name_missing = true,
        Err(AccountRefused::Password(why)) => problems.password = Some(problem_of(&why)),
        Err(AccountRefused::Failed(failure)) => return Err(failure.into()),
        Err(_) => problems.email = Some(EmailProblem::Taken),
    }
    form_page(visitor, StatusCode::UNPROCESSABLE_ENTITY, fields, problems)
}

fn form_page(visitor: &Visitor, status: StatusCode, fields: &Fields, problems: AddPersonProblems) -> Result {
    let (name, email, is_admin) = (fields.name.clone(), fields.email.clone(), fields.admin == "yes");
    Reply::page_with(status, &AddPerson { frame: visitor.frame(), name, email, is_admin, problems })
}

#[derive(Deserialize)]
pub(super) struct Act {
    act: String,
}

pub(super) async fn act(Path(id): Path<String>, Form(visitor, act): Form<Act>) -> Response {
    let result = async {
        let admin = visitor.admin(HERE)?;
        let id: PersonId = id.parse().map_err(|_| Trouble::NotFound)?;
        let done = match act.act.as_str() {
            "lock" => accounts::lock(&visitor.app, &admin, id).await,
            "unlock" => accounts::unlock(&visitor.app, &admin, id).await,
            _ => return Err(Trouble::BadForm),
        };
        match done {
            Ok(()) => Ok(Reply::see_other(HERE)),
            Err(AccountRefused::Failed(failure)) => Err(failure.into()),
            Err(_) => Err(Trouble::NotFound),
        }
    };
    let result = result.await;
    visitor.answer(result)
}
