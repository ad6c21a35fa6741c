//! Company sign-in: the providers that an organisation set up, and who is linked there.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;

use super::{PersonId, ProviderId};

/// An OpenID provider that an organisation set up.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its id.
    pub id: ProviderId,
    /// The name on its button.
    pub name: Text,
    /// Its issuer identifier (OpenID Connect Discovery 1.0 §3). Never changes: subjects count only under it.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// The secret that proves it, sealed with the provider's id as its place.
    pub sealed_secret: Vec<u8>,
    /// The domains of mail addresses whose owners are sent there, lower case, in order.
    pub domains: Vec<String>,
    /// Whether people who are linked there sign in only there: their passwords open nothing.
    pub is_only: bool,
    /// When it was set up.
    pub created_at: UnixSeconds,
}

/// Somebody's identity at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyLink {
    /// At which one.
    pub provider: ProviderId,
    /// What the provider calls them: unique there and never given to somebody else (OpenID Connect Core 1.0 §2, `sub`).
    pub subject: String,
    /// Who it is here.
    pub person: PersonId,
    /// The account's name there, for people to read. Proves nothing.
    pub account: Text,
    /// When it was linked.
    pub created_at: UnixSeconds,
    /// When it last served.
    pub used_at: Option<UnixSeconds>,
}
