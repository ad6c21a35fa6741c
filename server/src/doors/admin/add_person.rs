//! One more person: invited by mail, or with a first password that is handed over.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::people::HERE;
use crate::doors::problem_of;
use crate::doors::web::{Form, Reply, Result, Visitor, encoded};
use crate::model::Role;
use crate::pages::add_person::{AddPerson, AddPersonProblems, EmailProblem};
use crate::people::accounts::{self, AccountRefused, NewAccount};

const FORM: &str = "/admin/people/add";

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor, StatusCode::OK, &Fields::default(), AddPersonProblems::default());
    visitor.answer(result)
}

#[derive(Default, Deserialize)]
pub(super) struct Fields {
    name: String,
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    role: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = add(&visitor, &fields).await;
    visitor.answer(result)
}

async fn add(visitor: &Visitor, fields: &Fields) -> Result {
    let admin = visitor.admin(FORM)?;
    let is_invited = visitor.app.mail.is_there() && fields.password.is_empty();
    let new = NewAccount {
        email: &fields.email,
        name: &fields.name,
        password: (!is_invited).then_some(fields.password.as_str()),
        language: visitor.lang.tag(),
        role: Role::find(&fields.role).unwrap_or(Role::Collaborator),
    };
    let mut problems = AddPersonProblems::default();
    match accounts::add_person(&visitor.app, &admin, new).await {
        Ok(person) => {
            let done = if is_invited { "invited" } else { "added" };
            return Ok(Reply::see_other(format!("{HERE}?{done}={}", encoded(person.name.as_str()))));
        }
        Err(AccountRefused::Email(_)) => problems.email = Some(EmailProblem::Wrong),
        Err(AccountRefused::NoName) => problems.is_name_missing = true,
        Err(AccountRefused::Password(why)) => problems.password = Some(problem_of(&why)),
        Err(AccountRefused::NotAllowed(why)) => return Err(why.into()),
        Err(AccountRefused::Failed(failure)) => return Err(failure.into()),
        Err(_) => problems.email = Some(EmailProblem::Taken),
    }
    page(visitor, StatusCode::UNPROCESSABLE_ENTITY, fields, problems)
}

fn page(visitor: &Visitor, status: StatusCode, fields: &Fields, problems: AddPersonProblems) -> Result {
    let admin = visitor.admin(FORM)?;
    let page = AddPerson {
        frame: visitor.frame(),
        name: fields.name.clone(),
        email: fields.email.clone(),
        role: Role::find(&fields.role).unwrap_or(Role::Collaborator),
        roles: Role::ALL.into_iter().filter(|role| admin.role().may_turn(*role, *role)).collect(),
        has_mail: visitor.app.mail.is_there(),
        problems,
    };
    Reply::page_with(status, &page)
}
