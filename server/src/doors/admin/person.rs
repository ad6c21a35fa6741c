//! One person, and what an administrator does for them.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::people::HERE;
use crate::devices::list_phones;
use crate::doors::web::{Form, Reply, Result, Trouble, Visitor};
use crate::identity_checks::set_reviewer;
use crate::model::{Part, PersonId, Role};
use crate::organisation::{RoleRefused, send_alert, set_role, start_reset};
use crate::pages::factor::Factor;
use crate::pages::person::{PersonNews, PersonPage};
use crate::people::Admin;
use crate::people::accounts::{self, AccountRefused, find_listed};
use crate::recovery_plans::{Vouched, find_prepared, vouch_as_admin};

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let news = match visitor.query("done").as_deref() {
            Some("role") => Some(PersonNews::Role),
            Some("alert") => Some(PersonNews::Alert),
            Some("reset") => Some(PersonNews::Reset),
            Some("vouch") => Some(PersonNews::Vouched),
            Some("lock") => Some(PersonNews::Locked),
            Some("unlock") => Some(PersonNews::Unlocked),
            Some("reviewer-on") => Some(PersonNews::ReviewerOn),
            Some("reviewer-off") => Some(PersonNews::ReviewerOff),
            _ => None,
        };
        page(&visitor, read(&id)?, news).await
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Act {
    act: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    number: String,
}

pub(super) async fn act(Path(id): Path<String>, Form(visitor, act): Form<Act>) -> Response {
    let result = perform(&visitor, &id, &act).await;
    visitor.answer(result)
}

async fn perform(visitor: &Visitor, id: &str, act: &Act) -> Result {
    let admin = visitor.admin(&here(id))?;
    let (app, person) = (&visitor.app, read(id)?);
    let listed = find_listed(app, &admin, person).await.map_err(trouble)?;
    match act.act.as_str() {
        "lock" => accounts::lock(app, &admin, person).await.map_err(trouble)?,
        "unlock" => accounts::unlock(app, &admin, person).await.map_err(trouble)?,
        "alert" => send_alert(app, &admin, person).await?,
        "reset" => start_reset(app, &admin, person).await?,
        "reviewer-on" | "reviewer-off" => {
            if !set_reviewer(app, &admin, &listed.person, act.act == "reviewer-on").await? {
                return Err(Trouble::Forbidden);
            }
        }
        "vouch" => match vouch_as_admin(app, &admin, person, &act.number).await? {
            Vouched::Done => {}
            Vouched::NotAsked => return Err(Trouble::Forbidden),
            Vouched::WrongNumber => return page(visitor, person, Some(PersonNews::WrongNumber)).await,
        },
        "role" => {
            if let Some(refused) = turn(visitor, &admin, person, &act.role).await? {
                return page(visitor, person, Some(refused)).await;
            }
        }
        _ => return Err(Trouble::BadForm),
    }
    Ok(Reply::see_other(format!("{}?done={}", here(id), act.act)))
}

async fn turn(visitor: &Visitor, admin: &Admin, person: PersonId, role: &str) -> Result<Option<PersonNews>> {
    let role = Role::find(role).ok_or(Trouble::BadForm)?;
    match set_role(&visitor.app, admin, person, role).await {
        Ok(()) => Ok(None),
        Err(RoleRefused::Last) => Ok(Some(PersonNews::Last)),
        Err(RoleRefused::Meanwhile) => Ok(Some(PersonNews::Meanwhile)),
        Err(RoleRefused::NotAllowed) => Err(Trouble::Forbidden),
        Err(RoleRefused::Unknown) => Err(Trouble::NotFound),
        Err(RoleRefused::Failed(failure)) => Err(failure.into()),
    }
}

async fn page(visitor: &Visitor, id: PersonId, news: Option<PersonNews>) -> Result {
    let admin = visitor.admin(&here(&id.to_string()))?;
    let listed = find_listed(&visitor.app, &admin, id).await.map_err(trouble)?;
    let person = listed.person;
    let may = |role: &Role| admin.role().may_turn(person.role, *role);
    let status = match news {
        Some(PersonNews::Last | PersonNews::Meanwhile) => StatusCode::CONFLICT,
        Some(PersonNews::WrongNumber) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let page = PersonPage {
        frame: visitor.frame(),
        id: id.to_string(),
        name: person.name.to_string(),
        email: person.email.as_str().to_owned(),
        role: person.role,
        roles: Role::ALL.into_iter().filter(may).collect(),
        phones: list_phones(&visitor.app, id).await?.iter().map(Factor::of_phone).collect(),
        has_two_step: listed.two_step,
        made_at: person.created_at,
        locked_at: person.locked_at,
        can_be_locked: admin.person() != Some(id) && may(&person.role),
        can_vouch: admin.person() != Some(id) && find_prepared(&visitor.app, id).await?.has(Part::Admin),
        has_mail: visitor.app.mail.is_there(),
        is_reviewer: person.reviews,
        can_appoint: admin.role() == Role::LegalRepresentative && (person.reviews || person.role != Role::External),
        news,
    };
    Reply::page_with(status, &page)
}

fn here(id: &str) -> String {
    format!("{HERE}/{id}")
}

fn read(id: &str) -> Result<PersonId> {
    id.parse().map_err(|_| Trouble::NotFound)
}

fn trouble(why: AccountRefused) -> Trouble {
    match why {
        AccountRefused::Failed(failure) => failure.into(),
        AccountRefused::NotAllowed(why) => why.into(),
        AccountRefused::Own => Trouble::Forbidden,
        _ => Trouble::NotFound,
    }
}
