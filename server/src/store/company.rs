//! Company sign-in.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{AuditEvent, CompanyLink, PersonId, Provider, ProviderId};

/// What became of a provider to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderSaved {
    /// Written.
    Done,
    /// One of its domains belongs to another one.
    DomainTaken,
    /// There is no such provider any more.
    Gone,
}

/// Keeps providers, and who is linked there.
#[async_trait]
pub trait CompanyStore {
    /// Adds one.
    async fn add_provider(&self, provider: Provider, event: AuditEvent) -> Result<ProviderSaved, StoreError>;

    /// Changes everything of one but its issuer and when it was set up.
    async fn change_provider(&self, provider: Provider, event: AuditEvent) -> Result<ProviderSaved, StoreError>;

    /// Removes one with all links to it; `unlinked` is written down about each person. `false` if it is gone.
    async fn remove_provider(
        &self,
        id: ProviderId,
        event: AuditEvent,
        unlinked: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// By id.
    async fn find_provider(&self, id: ProviderId) -> Result<Option<Provider>, StoreError>;

    /// The one that a mail domain belongs to.
    async fn find_provider_of(&self, domain: &str) -> Result<Option<Provider>, StoreError>;

    /// All, by name.
    async fn list_providers(&self) -> Result<Vec<Provider>, StoreError>;

    /// Links somebody. `false` if the identity or the person is linked already, or the provider is gone.
    async fn add_company_link(&self, link: CompanyLink, event: AuditEvent) -> Result<bool, StoreError>;

    /// Whom an identity belongs to.
    async fn find_company_link(&self, provider: ProviderId, subject: &str) -> Result<Option<CompanyLink>, StoreError>;

    /// A person's, oldest first.
    async fn list_company_links(&self, person: PersonId) -> Result<Vec<CompanyLink>, StoreError>;

    /// Writes that one served. `false` if it is gone.
    async fn use_company_link(
        &self,
        link: &CompanyLink,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// Removes a person's. `false` if there is none.
    async fn remove_company_link(
        &self,
        provider: ProviderId,
        person: PersonId,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;
}
