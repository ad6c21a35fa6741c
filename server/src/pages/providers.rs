//! Administration: providers of company sign-in.

use askama::Template;

use super::frame::Frame;
use super::words::Say;

/// All providers.
#[derive(Template)]
#[template(path = "providers.html")]
pub struct Providers {
    /// The page's surroundings.
    pub frame: Frame,
    /// By name.
    pub providers: Vec<ProviderRow>,
    /// What was just done, if anything.
    pub news: Option<ProviderNews>,
}

/// A provider in the list.
pub struct ProviderRow {
    /// As it stands in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its issuer identifier.
    pub issuer: String,
    /// Mail domains.
    pub domains: Vec<String>,
    /// Whether people who are linked there sign in only there.
    pub is_only: bool,
}

/// What was just done.
pub enum ProviderNews {
    /// One was added.
    Added(String),
    /// One was changed.
    Changed(String),
    /// One was removed.
    Removed(String),
}

/// One provider, new or as it is.
#[derive(Template)]
#[template(path = "provider.html")]
pub struct ProviderPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// As it stands in addresses; nothing for a new one.
    pub id: Option<String>,
    /// The name on its button.
    pub name: String,
    /// Its issuer identifier.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// Mail domains.
    pub domains: String,
    /// Whether people who are linked there sign in only there.
    pub is_only: bool,
    /// What is registered at the provider.
    pub redirect: String,
    /// What is wrong, if anything.
    pub problem: Option<ProviderProblem>,
}

/// What is wrong with a provider that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderProblem {
    /// No name.
    NoName,
    /// No client id.
    NoClient,
    /// No secret.
    NoSecret,
    /// Not a domain.
    Domain(String),
    /// A domain of another provider.
    DomainTaken,
    /// The provider can't be used.
    Issuer(IssuerProblem),
}

/// Why a provider can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssuerProblem {
    /// Nothing is sent to this address.
    Address(String),
    /// No answer.
    Unreachable(String),
    /// Another status than 200.
    Status(u16),
    /// Not the document that the standard describes.
    Unreadable,
    /// The document is another issuer's.
    Other(String),
    /// No authorization code flow.
    NoCodeFlow,
    /// No PKCE.
    NoPkce,
    /// No signature that is taken.
    NoAlgorithm,
}

/// Asks before one is removed.
#[derive(Template)]
#[template(path = "remove_provider.html")]
pub struct RemoveProvider {
    /// The page's surroundings.
    pub frame: Frame,
    /// As it stands in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl ProviderPage {
    fn title(&self) -> String {
        if self.id.is_some() { self.name.clone() } else { self.frame.t("provider-new").to_string() }
    }

    fn action(&self) -> String {
        format!("/admin/providers/{}", self.id.as_deref().unwrap_or("add"))
    }

    const fn is_name_wrong(&self) -> bool {
        matches!(self.problem, Some(ProviderProblem::NoName))
    }

    const fn is_client_wrong(&self) -> bool {
        matches!(self.problem, Some(ProviderProblem::NoClient))
    }

    const fn is_secret_wrong(&self) -> bool {
        matches!(self.problem, Some(ProviderProblem::NoSecret))
    }

    fn domain_problem(&self) -> Option<Say<'static>> {
        match &self.problem {
            Some(ProviderProblem::Domain(domain)) => Some(self.frame.t("provider-bad-domain").with("domain", domain)),
            Some(ProviderProblem::DomainTaken) => Some(self.frame.t("provider-domain-taken")),
            _ => None,
        }
    }

    fn issuer_problem(&self) -> Option<Say<'static>> {
        let Some(ProviderProblem::Issuer(problem)) = &self.problem else { return None };
        Some(match problem {
            IssuerProblem::Address(why) => self.frame.t("provider-address").with("why", why),
            IssuerProblem::Unreachable(why) => self.frame.t("provider-unreachable").with("why", why),
            IssuerProblem::Status(status) => self.frame.t("provider-status").with("status", status.to_string()),
            IssuerProblem::Unreadable => self.frame.t("provider-unreadable"),
            IssuerProblem::Other(issuer) => self.frame.t("provider-other-issuer").with("issuer", issuer),
            IssuerProblem::NoCodeFlow => self.frame.t("provider-no-code-flow"),
            IssuerProblem::NoPkce => self.frame.t("provider-no-pkce"),
            IssuerProblem::NoAlgorithm => self.frame.t("provider-no-algorithm"),
        })
    }
}
