//! Name, language and password.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::set_up::problem_of;
use crate::contacts::has_picture;
use crate::doors::web::{Cookie, Form, Reply, Result, Trouble, Visitor, minutes_until};
use crate::model::Alerts;
use crate::pages::profile::{ChangeState, DetailsState, PictureState, Profile};
use crate::pages::words::Lang;
use crate::people::SignInRefused;
use crate::people::accounts::{self, AccountRefused, ChangeRefused};

pub(super) async fn show(visitor: Visitor) -> Response {
    let details = if visitor.query("saved").is_some() { DetailsState::Saved } else { DetailsState::Fresh };
    let password = if visitor.query("changed").is_some() { ChangeState::Done } else { ChangeState::Fresh };
    let picture = if visitor.query("picture").is_some() { PictureState::Saved } else { PictureState::Fresh };
    let result = async {
        let (_, page) = make_page(&visitor, None, details, password).await?;
        Reply::page(&Profile { picture, ..page })
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Details {
    name: String,
    language: String,
    alerts: String,
}

pub(super) async fn save(Form(visitor, details): Form<Details>) -> Response {
    let result = async {
        let me = visitor.me()?;
        let alerts = Alerts::find(&details.alerts).ok_or(Trouble::BadForm)?;
        match accounts::set_profile(&visitor.app, me, &details.name, &details.language, alerts).await {
            Ok(()) => Ok(Reply::see_other("/profile?saved=1").with_cookie(Cookie::Language, "")),
            Err(AccountRefused::Failed(failure)) => Err(failure.into()),
            Err(_) => page(&visitor, Some(&details.name), DetailsState::NameMissing, ChangeState::Fresh).await,
        }
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Passwords {
    pub(super) current: String,
    pub(super) new: String,
}

pub(super) async fn change_password(Form(visitor, typed): Form<Passwords>) -> Response {
    let result = change(&visitor, &typed).await;
    visitor.answer(result)
}

async fn change(visitor: &Visitor, typed: &Passwords) -> Result {
    let me = visitor.me()?;
    match accounts::change_password(&visitor.app, me, &typed.current, &typed.new).await {
        Ok(new) => Ok(Reply::see_other("/profile?changed=1").with_session(&new.token)),
        Err(why) => page(visitor, None, DetailsState::Fresh, change_state(visitor, why)?).await,
    }
}

/// What a page says when a password was not changed.
pub(super) fn change_state(visitor: &Visitor, why: ChangeRefused) -> Result<ChangeState> {
    Ok(match why {
        ChangeRefused::New(why) => ChangeState::Refused(problem_of(&why)),
        ChangeRefused::Current(SignInRefused::Throttled(why)) => {
            ChangeState::Throttled { minutes: minutes_until(why, visitor.app.now()) }
        }
        ChangeRefused::Current(SignInRefused::Failed(failure)) => return Err(failure.into()),
        ChangeRefused::Current(SignInRefused::Wrong) | ChangeRefused::Meanwhile => ChangeState::Wrong,
    })
}

/// The page again, when a picture is not taken.
pub(super) async fn picture_page(visitor: &Visitor, picture: PictureState) -> Result {
    let (_, page) = make_page(visitor, None, DetailsState::Fresh, ChangeState::Fresh).await?;
    Reply::page_with(StatusCode::UNPROCESSABLE_ENTITY, &Profile { picture, ..page })
}

async fn page(visitor: &Visitor, name: Option<&str>, details: DetailsState, password: ChangeState) -> Result {
    let (status, page) = make_page(visitor, name, details, password).await?;
    Reply::page_with(status, &page)
}

async fn make_page(
    visitor: &Visitor,
    name: Option<&str>,
    details: DetailsState,
    password: ChangeState,
) -> Result<(StatusCode, Profile)> {
    let person = &visitor.me()?.person;
    let is_fine = matches!(details, DetailsState::Fresh | DetailsState::Saved)
        && matches!(password, ChangeState::Fresh | ChangeState::Done);
    let status = if is_fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Profile {
        frame: visitor.frame(),
        name: name.map_or_else(|| person.name.to_string(), str::to_owned),
        email: person.email.as_str().to_owned(),
        alerts: person.alerts,
        has_mail: visitor.app.mail.is_there(),
        lang: Lang::find(&person.language).unwrap_or_default(),
        has_password: person.has_password(),
        id: person.id.to_string(),
        has_picture: has_picture(&visitor.app, person.id).await?,
        picture: PictureState::Fresh,
        details,
        password,
    };
    Ok((status, page))
}
