//! Company sign-in: providers that the organisation set up say who somebody is (OpenID Connect Core 1.0, authorization
//! code flow with PKCE). That takes the place of the password, and of nothing else. An identity opens an account only
//! after its owner linked the two, proving both; a mail address proves nothing.

mod begin;
mod ceremony;
mod discover;
mod finish;
mod identity;
mod links;
mod providers;

#[cfg(test)]
mod tests;

pub use begin::{Begun, Wish, begin_confirm, begin_link, begin_sign_in};
pub use discover::{Company, DiscoveryRefused};
pub use finish::{Came, Returned, Visit, finish};
pub use identity::CompanyRefused;
pub use links::{Linked, UnlinkRefused, list_links, unlink};
pub use providers::{
    NewProvider, ProviderRefused, add_provider, change_provider, find_by_mail, find_provider, list_names,
    list_providers, redirect_address, remove_provider,
};
