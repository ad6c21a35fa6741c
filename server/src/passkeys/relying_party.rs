//! Who this server is to authenticators.

use url::{Host, Url};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The WebAuthn relying party: the host of the public address.
pub struct RelyingParty(pub(super) Webauthn);

impl RelyingParty {
    /// The one of a public address; `None` for bare IP addresses, which can't have passkeys (WebAuthn §5.1.2).
    #[must_use]
    pub fn of(public_url: &str, name: &str) -> Option<Self> {
        let url = Url::parse(public_url).ok()?;
        let Some(Host::Domain(host)) = url.host() else { return None };
        let built = WebauthnBuilder::new(host, &url).and_then(|builder| builder.rp_name(name).build());
        built.ok().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_have_passkeys_and_a_number_can_not() {
        assert!(RelyingParty::of("https://login.example.org", "Atelier").is_some());
        assert!(RelyingParty::of("http://localhost:8080", "Atelier").is_some());
        for number in ["https://192.0.2.7", "http://127.0.0.1:8080", "https://[2001:db8::1]"] {
            assert!(RelyingParty::of(number, "Atelier").is_none(), "{number}");
        }
    }
}
