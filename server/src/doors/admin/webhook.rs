//! Where a service is told, and what it was told.

use assent_core::secret::Secret;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Trouble, Visitor};
use crate::model::{Delivery, Service};
use crate::pages::webhook as pages;
use crate::pages::webhook::{WebhookNews, WebhookPage};
use crate::people::Admin;
use crate::services::find_service;
use crate::webhooks::{WebhookRefused, find_webhook, list_deliveries, remove_webhook, resend, set_webhook};

const RECENT: u32 = 50;

pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let (admin, service) = find(&visitor, &id).await?;
        let news = match visitor.query("done").as_deref() {
            Some("removed") => Some(WebhookNews::Removed),
            Some("resend") => Some(WebhookNews::Resent),
            _ => None,
        };
        page(&visitor, &admin, &service, None, news).await
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    act: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    delivery: String,
}

pub(super) async fn act(Path(id): Path<String>, Form(visitor, fields): Form<Fields>) -> Response {
    let result = perform(&visitor, &id, &fields).await;
    visitor.answer(result)
}

async fn perform(visitor: &Visitor, id: &str, fields: &Fields) -> Result {
    let (admin, service) = find(visitor, id).await?;
    let app = &visitor.app;
    match fields.act.as_str() {
        "set" => {
            let (url, news) = match set_webhook(app, &admin, service.id, &fields.url).await {
                Ok(new) => (None, WebhookNews::Set { secret: Secret::copy_of(new.secret.as_bytes()) }),
                Err(WebhookRefused::Address(why)) => (Some(fields.url.as_str()), WebhookNews::Refused(why)),
                Err(WebhookRefused::Failed(failure)) => return Err(failure.into()),
            };
            return page(visitor, &admin, &service, url, Some(news)).await;
        }
        "remove" => drop(remove_webhook(app, &admin, service.id).await?),
        "resend" => {
            let delivery = fields.delivery.parse().map_err(|_| Trouble::BadForm)?;
            resend(app, &admin, service.id, delivery).await?;
        }
        _ => return Err(Trouble::BadForm),
    }
    let done = if fields.act == "remove" { "removed" } else { "resend" };
    Ok(Reply::see_other(format!("{}?done={done}", here(id))))
}

async fn find(visitor: &Visitor, id: &str) -> Result<(Admin, Service)> {
    let admin = visitor.admin(&here(id))?;
    let service = id.parse().map_err(|_| Trouble::NotFound)?;
    let service = find_service(&visitor.app, &admin, service).await?.ok_or(Trouble::NotFound)?;
    Ok((admin, service))
}

async fn page(
    visitor: &Visitor,
    admin: &Admin,
    service: &Service,
    typed: Option<&str>,
    news: Option<WebhookNews>,
) -> Result {
    let webhook = find_webhook(&visitor.app, admin, service.id).await?;
    let deliveries = list_deliveries(&visitor.app, admin, service.id, RECENT).await?;
    let is_refused = matches!(news, Some(WebhookNews::Refused(_)));
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = WebhookPage {
        frame: visitor.frame(),
        id: service.id.to_string(),
        name: service.name.to_string(),
        is_set: webhook.is_some(),
        url: typed.map_or_else(|| webhook.map(|webhook| webhook.url).unwrap_or_default(), str::to_owned),
        deliveries: deliveries.iter().map(delivery).collect(),
        news,
    };
    Reply::page_with(status, &page)
}

fn delivery(delivery: &Delivery) -> pages::Delivery {
    pages::Delivery {
        id: delivery.id.to_string(),
        kind: delivery.kind.clone(),
        made_at: delivery.made_at,
        state: match (delivery.done_at, delivery.next_at) {
            (Some(_), _) => pages::State::Taken,
            (None, Some(next)) => pages::State::Waiting(next),
            (None, None) => pages::State::GivenUp,
        },
        answer: delivery.answer.clone(),
    }
}

fn here(id: &str) -> String {
    format!("/admin/services/{id}/webhook")
}
