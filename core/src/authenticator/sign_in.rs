//! Linking from this phone: the server's sign-in page in the system's browser, then a callback with a ticket that is
//! worth nothing without the verifier kept here (PKCE, RFC 7636; RFC 8252).

use data_encoding::BASE64URL_NOPAD;
use reqwest::Url;
use zeroize::Zeroizing;

use super::link::Linker;
use super::{AccountId, AuthError, Authenticator, Linking};
use crate::client::parse_server_url;
use crate::message::{DeviceDescription, Sha256, Text, Ticket};
use crate::random::make_bytes;
use crate::secret::same;

const MAX_CALLBACK_BYTES: usize = 4096;

/// A sign-in that was started here and waits for its callback.
pub struct SignIn {
    /// What to open in the system's browser.
    pub address: String,
    server_url: String,
    redirect: String,
    state: String,
    verifier: Zeroizing<String>,
}

impl Authenticator {
    /// Starts a sign-in at `server_url` that ends with a call of `redirect` (a scheme of the app's own, or loopback).
    ///
    /// # Errors
    /// [`AuthError::Client`] for an address that may not be talked to, [`AuthError::BadCallback`] for a bad redirect.
    pub fn start_sign_in(&self, server_url: &str, redirect: &str, phone: &Text) -> Result<SignIn, AuthError> {
        let server_url = server_url.trim().trim_end_matches('/');
        let mut address = parse_server_url(server_url)?;
        Url::parse(redirect).map_err(|_| AuthError::BadCallback)?;
        let verifier = Zeroizing::new(BASE64URL_NOPAD.encode(&make_bytes::<32>(&*self.random)?));
        let state = BASE64URL_NOPAD.encode(&make_bytes::<16>(&*self.random)?);
        address.set_path(&format!("{}/link/app", address.path().trim_end_matches('/')));
        address
            .query_pairs_mut()
            .append_pair("challenge", &Sha256::of(verifier.as_bytes()).to_string())
            .append_pair("redirect", redirect)
            .append_pair("state", &state)
            .append_pair("name", phone.as_str());
        let (server_url, redirect) = (server_url.to_owned(), redirect.to_owned());
        Ok(SignIn { address: address.into(), server_url, redirect, state, verifier })
    }

    /// Links with what the callback brought. No link code: the person signed in on this very phone.
    ///
    /// # Errors
    /// [`AuthError::BadCallback`] for a callback of something else, [`AuthError::SignInRefused`], or as
    /// [`Authenticator::link`].
    pub async fn finish_sign_in(
        &self,
        sign_in: &SignIn,
        callback: &str,
        device: DeviceDescription,
    ) -> Result<Linking, AuthError> {
        let ticket = sign_in.read_callback(callback)?;
        let verifier = Some(sign_in.verifier.to_string());
        self.link_with(&ticket, Linker { verifier, ..Linker::of(device) }).await
    }

    /// The same for an account whose link is dead: see [`Authenticator::repair_with`].
    ///
    /// # Errors
    /// As [`Authenticator::finish_sign_in`] and [`Authenticator::repair_with`].
    pub async fn repair_by_sign_in(
        &self,
        id: AccountId,
        sign_in: &SignIn,
        callback: &str,
        device: DeviceDescription,
    ) -> Result<Linking, AuthError> {
        let ticket = sign_in.read_callback(callback)?;
        self.check_same_server(id, &ticket)?;
        let verifier = Some(sign_in.verifier.to_string());
        self.link_with(&ticket, Linker { verifier, repairs: Some(id), ..Linker::of(device) }).await
    }
}

impl SignIn {
    /// The ticket, if the callback is the answer to this sign-in.
    fn read_callback(&self, callback: &str) -> Result<Ticket, AuthError> {
        if callback.len() > MAX_CALLBACK_BYTES {
            return Err(AuthError::BadCallback);
        }
        let url = Url::parse(callback).map_err(|_| AuthError::BadCallback)?;
        let find = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        let state = find("state").ok_or(AuthError::BadCallback)?;
        if !self.is_redirect(&url) || !same(state.as_bytes(), self.state.as_bytes()) {
            return Err(AuthError::BadCallback);
        }
        if let Some(error) = find("error") {
            let detail = Text::tidy(&error).map_or_else(String::new, |words| words.as_str().to_owned());
            return Err(AuthError::SignInRefused { detail });
        }
        let ticket = Zeroizing::new(find("ticket").ok_or(AuthError::BadCallback)?);
        Ok(Ticket::parse(&Zeroizing::new(format!("{}/link#{}", self.server_url, ticket.as_str())))?)
    }

    fn is_redirect(&self, url: &Url) -> bool {
        let Ok(mut expected) = Url::parse(&self.redirect) else { return false };
        let mut called = url.clone();
        for one in [&mut expected, &mut called] {
            one.set_query(None);
            one.set_fragment(None);
        }
        expected == called
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{MemoryRecords, SoftwareKeys};
    use super::*;
    use crate::clock::SystemClock;
    use crate::ids::TicketId;
    use crate::random::SystemEntropy;
    use crate::secret::Secret;

    fn authenticator() -> Authenticator {
        let (records, random) = (Arc::new(MemoryRecords::default()), Arc::new(SystemEntropy::default()));
        let keys = SoftwareKeys::new(records.clone(), random.clone());
        Authenticator::new(records, Arc::new(keys), Arc::new(SystemClock), random)
    }

    fn start(redirect: &str) -> SignIn {
        let phone = Text::new("Ada's terminal & co").unwrap();
        authenticator().start_sign_in("https://a.example/assent/", redirect, &phone).unwrap()
    }

    fn ticket() -> String {
        let (server_url, id, secret) = ("https://x".to_owned(), TicketId([2; 16]), Secret::new(vec![3; 32]));
        let ticket = Ticket { server_url, server_id: [1; 32], id, secret, tls_pin: None };
        ticket.print().split_once('#').unwrap().1.to_owned()
    }

    #[test]
    fn the_page_gets_the_challenge_and_never_the_verifier() {
        let sign_in = start("http://127.0.0.1:4000/done");
        let url = Url::parse(&sign_in.address).unwrap();
        let query: Vec<_> = url.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
        assert_eq!(url.path(), "/assent/link/app");
        assert_eq!(query[0], ("challenge".to_owned(), Sha256::of(sign_in.verifier.as_bytes()).to_string()));
        assert_eq!(query[1], ("redirect".to_owned(), "http://127.0.0.1:4000/done".to_owned()));
        assert_eq!(query[3], ("name".to_owned(), "Ada's terminal & co".to_owned()));
        assert!(!sign_in.address.contains(sign_in.verifier.as_str()));
        assert_eq!(sign_in.verifier.len(), 43);
    }

    #[test]
    fn only_the_answer_to_this_sign_in_is_taken() {
        for redirect in ["http://127.0.0.1:4000/done", "assent:linked"] {
            let sign_in = start(redirect);
            let (state, ticket) = (sign_in.state.clone(), ticket());
            let read = sign_in.read_callback(&format!("{redirect}?ticket={ticket}&state={state}")).unwrap();
            assert_eq!((read.server_url.as_str(), read.id), ("https://a.example/assent", TicketId([2; 16])));
            for bad in [
                format!("{redirect}?ticket={ticket}&state=x"),
                format!("{redirect}?ticket={ticket}"),
                format!("{redirect}?state={state}"),
                format!("{redirect}2?ticket={ticket}&state={state}"),
                format!("http://evil.example/?ticket={ticket}&state={state}"),
            ] {
                assert_eq!(sign_in.read_callback(&bad).err(), Some(AuthError::BadCallback), "{bad}");
            }
            let refused = sign_in.read_callback(&format!("{redirect}?error=denied&state={state}")).err();
            assert_eq!(refused, Some(AuthError::SignInRefused { detail: "denied".to_owned() }));
        }
    }

    #[test]
    fn nobody_signs_in_over_plain_http() {
        let phone = Text::new("t").unwrap();
        let refused = authenticator().start_sign_in("http://a.example", "assent:linked", &phone);
        assert_eq!(refused.err(), Some(AuthError::Client(crate::client::ClientError::BadAddress)));
    }
}
