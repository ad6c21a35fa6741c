//! The services that ask, and their keys.

use assent_core::secret::Secret;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, encoded};
use crate::model::{Service, ServiceId};
use crate::pages::revoke_service::RevokeService;
use crate::pages::services as pages;
use crate::pages::services::ServiceNews;
use crate::people::Admin;
use crate::services::{ServiceRefused, add_service, find_service, list_services, revoke_service};

const HERE: &str = "/admin/services";

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = async {
        let admin = visitor.admin(HERE)?;
        let news = visitor.query("revoked").map(ServiceNews::Revoked);
        page(&visitor, &admin, StatusCode::OK, news, "", false).await
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Named {
    name: String,
}

pub(super) async fn add(Form(visitor, named): Form<Named>) -> Response {
    let result = async {
        let admin = visitor.admin(HERE)?;
        match add_service(&visitor.app, &admin, &named.name).await {
            Ok(new) => {
                let key = Secret::copy_of(new.key.expose().as_bytes());
                let news = ServiceNews::Made { name: new.service.name.to_string(), key };
                page(&visitor, &admin, StatusCode::OK, Some(news), "", false).await
            }
            Err(ServiceRefused::NoName) => {
                page(&visitor, &admin, StatusCode::UNPROCESSABLE_ENTITY, None, &named.name, true).await
            }
            Err(ServiceRefused::Failed(failure)) => Err(failure.into()),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn ask_revoke(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let (_, service) = find(&visitor, &id).await?;
        Reply::page(&RevokeService { frame: visitor.frame(), id, name: service.name.to_string() })
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn revoke(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let (admin, service) = find(&visitor, &id).await?;
        revoke_service(&visitor.app, &admin, service.id).await?;
        Ok(Reply::see_other(format!("{HERE}?revoked={}", encoded(service.name.as_str()))))
    };
    let result = result.await;
    visitor.answer(result)
}

async fn find(visitor: &Visitor, id: &str) -> Result<(Admin, Service)> {
    let admin = visitor.admin(HERE)?;
    let id: ServiceId = id.parse().map_err(|_| Trouble::NotFound)?;
    let service = find_service(&visitor.app, &admin, id).await?.ok_or(Trouble::NotFound)?;
    Ok((admin, service))
}

async fn page(
    visitor: &Visitor,
    admin: &Admin,
    status: StatusCode,
    news: Option<ServiceNews>,
    name: &str,
    is_name_missing: bool,
) -> Result {
    let services = list_services(&visitor.app, admin).await?;
    let services = services.into_iter().map(|service| pages::Service {
        id: service.id.to_string(),
        name: service.name.to_string(),
        made_at: service.created_at,
        is_revoked: service.revoked_at.is_some(),
    });
    let services = services.collect();
    let page = pages::Services { frame: visitor.frame(), services, news, name: name.to_owned(), is_name_missing };
    Reply::page_with(status, &page)
}
