//! Application passwords and API tokens.

use assent_core::secret::Secret;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, encoded};
use crate::model::{KeyState as State, ProgramKeyKind, Scope};
use crate::pages::programs as pages;
use crate::pages::programs::{ProgramForm, ProgramNews, ProgramProblem, Programs, RevokePrograms};
use crate::programs::{
    Listed, ProgramKeyRefused, Wish, list_program_keys, make_program_key, revoke_all, revoke_program_key,
};
use crate::services::list_active;

pub(super) async fn show(Path(kind): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let kind = read_kind(&kind)?;
        let news = match (visitor.query("revoked"), visitor.query("all")) {
            (Some(name), _) => Some(ProgramNews::Revoked(name)),
            (None, Some(_)) => Some(ProgramNews::AllRevoked),
            (None, None) => None,
        };
        // What was typed before the password was asked for.
        let typed = |name| visitor.query(name).unwrap_or_default();
        let form = ProgramForm { name: typed("name"), service: typed("service"), problem: None };
        page(&visitor, kind, news, form).await
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    name: String,
    #[serde(default)]
    service: String,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    days: String,
}

pub(super) async fn make(Path(kind): Path<String>, Form(visitor, fields): Form<Fields>) -> Response {
    let result = make_one(&visitor, &kind, fields).await;
    visitor.answer(result)
}

async fn make_one(visitor: &Visitor, kind: &str, fields: Fields) -> Result {
    let kind = read_kind(kind)?;
    let back = format!("{}?name={}&service={}", path(kind), encoded(&fields.name), encoded(&fields.service));
    let me = visitor.fresh(&back)?;
    let wish = Wish {
        kind,
        name: &fields.name,
        service: match fields.service.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Trouble::BadForm)?),
        },
        scope: if fields.scope == "read" { Scope::Read } else { Scope::Full },
        days: match fields.days.as_str() {
            "" => None,
            days => Some(days.parse().map_err(|_| Trouble::BadForm)?),
        },
    };
    let problem = match make_program_key(&visitor.app, me, wish).await {
        Ok(new) => {
            let secret = Secret::copy_of(new.secret.as_bytes());
            let news = ProgramNews::Made { name: new.key.name.to_string(), secret };
            return page(visitor, kind, Some(news), ProgramForm::default()).await;
        }
        Err(ProgramKeyRefused::NoName) => ProgramProblem::NoName,
        Err(ProgramKeyRefused::NoService) => ProgramProblem::NoService,
        Err(ProgramKeyRefused::TooMany) => ProgramProblem::TooMany,
        Err(why) => return Err(trouble(why, &back)),
    };
    page(visitor, kind, None, ProgramForm { name: fields.name, service: fields.service, problem: Some(problem) }).await
}

pub(super) async fn revoke(
    Path((kind, id)): Path<(String, String)>,
    Form(visitor, Nothing {}): Form<Nothing>,
) -> Response {
    let result = async {
        let kind = read_kind(&kind)?;
        let id = id.parse().map_err(|_| Trouble::NotFound)?;
        let name = revoke_program_key(&visitor.app, visitor.me()?, id).await?.ok_or(Trouble::NotFound)?;
        Ok(Reply::see_other(format!("{}?revoked={}", path(kind), encoded(&name))))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn ask_revoke_all(Path(kind): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let kind = read_kind(&kind)?;
        let me = visitor.fresh(&format!("{}/revoke", path(kind)))?;
        let listed = list_program_keys(&visitor.app, me.person.id, kind).await?;
        let names = listed.iter().map(|one| one.key.name.to_string()).collect();
        Reply::page(&RevokePrograms { frame: visitor.frame(), kind, names })
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn revoke_every(Path(kind): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let kind = read_kind(&kind)?;
        let back = format!("{}/revoke", path(kind));
        let me = visitor.fresh(&back)?;
        revoke_all(&visitor.app, me, kind).await.map_err(|why| trouble(why, &back))?;
        Ok(Reply::see_other(format!("{}?all=1", path(kind))))
    };
    let result = result.await;
    visitor.answer(result)
}

async fn page(visitor: &Visitor, kind: ProgramKeyKind, news: Option<ProgramNews>, form: ProgramForm) -> Result {
    let me = visitor.me()?;
    let listed = list_program_keys(&visitor.app, me.person.id, kind).await?;
    let services = list_active(&visitor.app).await?;
    let status = if form.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Programs {
        frame: visitor.frame(),
        kind,
        keys: listed.into_iter().map(|one| key(visitor, one)).collect(),
        services: services
            .iter()
            .map(|service| pages::Service { id: service.id.to_string(), name: service.name.to_string() })
            .collect(),
        news,
        form,
    };
    Reply::page_with(status, &page)
}

fn key(visitor: &Visitor, listed: Listed) -> pages::Key {
    let Listed { key, service } = listed;
    pages::Key {
        id: key.id.to_string(),
        name: key.name.to_string(),
        service,
        is_read_only: key.scope == Scope::Read,
        made_at: key.created_at,
        used_at: key.used_at,
        state: match key.state(visitor.app.now()) {
            State::Live => pages::KeyState::Live(key.expires_at),
            State::Expired => pages::KeyState::Expired,
            State::Unused => pages::KeyState::Unused,
        },
        used_from: key.used_from.map(|address| visitor.place_of(&address)),
    }
}

fn path(kind: ProgramKeyKind) -> String {
    format!("/security/programs/{}", kind.path())
}

pub(super) fn read_kind(text: &str) -> Result<ProgramKeyKind> {
    ProgramKeyKind::ALL.into_iter().find(|kind| kind.path() == text).ok_or(Trouble::NotFound)
}

fn trouble(why: ProgramKeyRefused, back: &str) -> Trouble {
    match why {
        ProgramKeyRefused::Failed(failure) => failure.into(),
        _ => Trouble::Confirm(back.to_owned()),
    }
}
