//! First run: the first administrator.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Trouble, Visitor};
use crate::model::{Level, PersonId, Role};
use crate::pages::set_up::{PasswordProblem, SetUp, SetUpProblems};
use crate::people::accounts::{AccountRefused, NewAccount, add_first_admin};
use crate::people::{BadPassword, SetUp as Door, sessions};

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = page(&visitor, StatusCode::OK, &Fields::default(), SetUpProblems::default()).await;
    visitor.answer(result)
}

#[derive(Default, Deserialize)]
pub(super) struct Fields {
    token: String,
    name: String,
    email: String,
    password: String,
}

pub(super) async fn submit(Form(visitor, fields): Form<Fields>) -> Response {
    let result = set_up(&visitor, &fields).await;
    visitor.answer(result)
}

async fn set_up(visitor: &Visitor, fields: &Fields) -> Result {
    let new = NewAccount {
        email: &fields.email,
        name: &fields.name,
        password: Some(&fields.password),
        language: visitor.lang.tag(),
        role: Role::LegalRepresentative,
    };
    let mut problems = SetUpProblems::default();
    match add_first_admin(&visitor.app, &fields.token, new).await {
        Ok(person) => return enter(visitor, person.id).await,
        Err(AccountRefused::Email(_)) => problems.is_email_wrong = true,
        Err(AccountRefused::NoName) => problems.is_name_missing = true,
        Err(AccountRefused::Password(why)) => problems.password = Some(problem_of(&why)),
        Err(AccountRefused::Failed(failure)) => return Err(failure.into()),
        Err(_) => problems.is_token_wrong = true,
    }
    page(visitor, StatusCode::UNPROCESSABLE_ENTITY, fields, problems).await
}

/// The password was typed a moment ago: no need to ask for it again.
async fn enter(visitor: &Visitor, person: PersonId) -> Result {
    let begun = sessions::begin(&visitor.app, person, Level::Password, visitor.context.clone(), None).await?;
    Ok(Reply::see_other("/admin/start").with_session(&begun.ok_or(Trouble::SignIn)?.token))
}

/// What a password lacks, for a page.
pub(in crate::doors) fn problem_of(why: &BadPassword) -> PasswordProblem {
    match why {
        BadPassword::TooShort(least) => PasswordProblem::TooShort { least: u32::try_from(*least).unwrap_or(u32::MAX) },
        BadPassword::TooLong => PasswordProblem::TooLong,
        BadPassword::Common => PasswordProblem::TooCommon,
        BadPassword::Personal => PasswordProblem::LikeName,
    }
}

async fn page(visitor: &Visitor, status: StatusCode, fields: &Fields, problems: SetUpProblems) -> Result {
    if !Door::is_open(&visitor.app).await? {
        return Err(Trouble::NotFound);
    }
    let (token, name, email) = (fields.token.clone(), fields.name.clone(), fields.email.clone());
    Reply::page_with(status, &SetUp { frame: visitor.frame(), token, name, email, problems })
}
