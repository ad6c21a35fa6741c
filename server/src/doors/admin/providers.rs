//! Providers of company sign-in.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::company::{
    DiscoveryRefused, NewProvider, ProviderRefused, add_provider, change_provider, find_provider, list_providers,
    redirect_address, remove_provider,
};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Visitor, encoded};
use crate::model::Provider;
use crate::pages::providers::{
    IssuerProblem, ProviderNews, ProviderPage, ProviderProblem, ProviderRow, Providers, RemoveProvider,
};
use crate::people::Admin;

const HERE: &str = "/admin/providers";
const ADD: &str = "/admin/providers/add";

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = async {
        let admin = visitor.admin(HERE)?;
        let news = |name: &str, news: fn(String) -> ProviderNews| visitor.query(name).map(news);
        let news = news("added", ProviderNews::Added)
            .or_else(|| news("changed", ProviderNews::Changed))
            .or_else(|| news("removed", ProviderNews::Removed));
        let providers = list_providers(&visitor.app, &admin).await?.into_iter().map(row).collect();
        Reply::page(&Providers { frame: visitor.frame(), providers, news })
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Default, Deserialize)]
pub(super) struct Fields {
    name: String,
    #[serde(default)]
    issuer: String,
    client_id: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    domains: String,
    #[serde(default)]
    only: String,
}

pub(super) async fn show_new(visitor: Visitor) -> Response {
    let result = async {
        visitor.admin(ADD)?;
        page(&visitor, None, &Fields::default(), None)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn add(Form(visitor, fields): Form<Fields>) -> Response {
    let result = async {
        let admin = visitor.admin(ADD)?;
        match add_provider(&visitor.app, &admin, fields.read()).await {
            Ok(provider) => Ok(Reply::see_other(format!("{HERE}?added={}", encoded(provider.name.as_str())))),
            Err(why) => page(&visitor, None, &fields, Some(problem(why)?)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn show_one(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let (_, provider) = find(&visitor, &id, "").await?;
        page(&visitor, Some(&provider), &Fields::of(&provider), None)
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn change(Path(id): Path<String>, Form(visitor, fields): Form<Fields>) -> Response {
    let result = async {
        let (admin, provider) = find(&visitor, &id, "").await?;
        match change_provider(&visitor.app, &admin, provider.id, fields.read()).await {
            Ok(()) => Ok(Reply::see_other(format!("{HERE}?changed={}", encoded(&fields.name)))),
            Err(why) => page(&visitor, Some(&provider), &fields, Some(problem(why)?)),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn ask_remove(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = async {
        let (_, provider) = find(&visitor, &id, "/remove").await?;
        Reply::page(&RemoveProvider { frame: visitor.frame(), id, name: provider.name.to_string() })
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn remove(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let (admin, provider) = find(&visitor, &id, "/remove").await?;
        remove_provider(&visitor.app, &admin, &provider).await?;
        Ok(Reply::see_other(format!("{HERE}?removed={}", encoded(provider.name.as_str()))))
    };
    let result = result.await;
    visitor.answer(result)
}

async fn find(visitor: &Visitor, id: &str, page: &str) -> Result<(Admin, Provider)> {
    let admin = visitor.admin(&format!("{HERE}/{}{page}", encoded(id)))?;
    let id = id.parse().map_err(|_| Trouble::NotFound)?;
    let provider = find_provider(&visitor.app, id).await?.ok_or(Trouble::NotFound)?;
    Ok((admin, provider))
}

impl Fields {
    fn of(provider: &Provider) -> Self {
        Self {
            name: provider.name.to_string(),
            issuer: provider.issuer.clone(),
            client_id: provider.client_id.clone(),
            secret: String::new(),
            domains: provider.domains.join(" "),
            only: if provider.is_only { "yes".to_owned() } else { String::new() },
        }
    }

    fn read(&self) -> NewProvider<'_> {
        NewProvider {
            name: &self.name,
            issuer: &self.issuer,
            client_id: &self.client_id,
            secret: &self.secret,
            domains: &self.domains,
            is_only: self.only == "yes",
        }
    }
}

fn row(provider: Provider) -> ProviderRow {
    ProviderRow {
        id: provider.id.to_string(),
        name: provider.name.to_string(),
        issuer: provider.issuer,
        domains: provider.domains,
        is_only: provider.is_only,
    }
}

/// The form; what was typed as a secret is not sent back.
fn page(visitor: &Visitor, known: Option<&Provider>, typed: &Fields, problem: Option<ProviderProblem>) -> Result {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = ProviderPage {
        frame: visitor.frame(),
        id: known.map(|provider| provider.id.to_string()),
        name: typed.name.clone(),
        issuer: known.map_or_else(|| typed.issuer.clone(), |provider| provider.issuer.clone()),
        client_id: typed.client_id.clone(),
        domains: typed.domains.clone(),
        is_only: typed.only == "yes",
        redirect: redirect_address(&visitor.app),
        problem,
    };
    Reply::page_with(status, &page)
}

fn problem(why: ProviderRefused) -> Result<ProviderProblem> {
    Ok(match why {
        ProviderRefused::NoName => ProviderProblem::NoName,
        ProviderRefused::NoClient => ProviderProblem::NoClient,
        ProviderRefused::NoSecret => ProviderProblem::NoSecret,
        ProviderRefused::Domain(domain) => ProviderProblem::Domain(domain),
        ProviderRefused::DomainTaken => ProviderProblem::DomainTaken,
        ProviderRefused::Provider(why) => ProviderProblem::Issuer(issuer_problem(why)),
        ProviderRefused::Gone => return Err(Trouble::NotFound),
        ProviderRefused::Failed(failure) => return Err(failure.into()),
    })
}

fn issuer_problem(why: DiscoveryRefused) -> IssuerProblem {
    match why {
        DiscoveryRefused::Address(why) => IssuerProblem::Address(why),
        DiscoveryRefused::Unreachable(why) => IssuerProblem::Unreachable(why),
        DiscoveryRefused::Status(status) => IssuerProblem::Status(status),
        DiscoveryRefused::Unreadable => IssuerProblem::Unreadable,
        DiscoveryRefused::OtherIssuer(issuer) => IssuerProblem::Other(issuer),
        DiscoveryRefused::NoCodeFlow => IssuerProblem::NoCodeFlow,
        DiscoveryRefused::NoPkce => IssuerProblem::NoPkce,
        DiscoveryRefused::NoAlgorithm => IssuerProblem::NoAlgorithm,
    }
}
