//! The address people and phones use.

use std::net::IpAddr;

use http::Uri;

/// `https://name[:port]`, or plain `http` to the loopback only. There is never a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    authority: String,
    host: String,
    secure: bool,
}

/// Why an address can't be the public one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPublicUrl {
    /// Not an address at all.
    #[error("is not an address with a scheme and a host")]
    NoAddress,
    /// Plain http over a network.
    #[error("is plain http to another machine than this one, so anybody on the way could read and change it")]
    Plain,
    /// Something after the host.
    #[error("has a path, a query or a name before `@`")]
    More,
}

impl PublicUrl {
    /// Reads `https://login.example.org`.
    ///
    /// # Errors
    /// [`BadPublicUrl`], which says what of it is wrong.
    pub fn parse(text: &str) -> Result<Self, BadPublicUrl> {
        let uri: Uri = text.trim().parse().map_err(|_| BadPublicUrl::NoAddress)?;
        let scheme = uri.scheme_str().ok_or(BadPublicUrl::NoAddress)?.to_owned();
        let given = uri.authority().ok_or(BadPublicUrl::NoAddress)?;
        if given.as_str().contains('@')
            || !matches!(uri.path(), "" | "/")
            || uri.query().is_some()
            || text.contains('#')
        {
            return Err(BadPublicUrl::More);
        }
        let host = given.host().to_ascii_lowercase();
        let secure = match scheme.as_str() {
            "https" => true,
            "http" if is_loopback(&host) => false,
            "http" => return Err(BadPublicUrl::Plain),
            _ => return Err(BadPublicUrl::NoAddress),
        };
        let standard = if secure { 443 } else { 80 };
        let port = match given.port() {
            None => None,
            Some(port) => Some(port.as_u16()).filter(|port| *port != standard),
        };
        let authority = port.map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
        Ok(Self { origin: format!("{scheme}://{authority}"), authority, host, secure })
    }

    /// Scheme, host and port, as a browser writes `Origin` (RFC 6454 §6.2): no slash at the end.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Host and port as in a `Host` header; a standard port is left out.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host alone, in small letters.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is https, so that cookies may be `Secure`.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether a `Host` header names this address; letters' case and a standard port don't matter.
    #[must_use]
    pub fn is_named_by(&self, host_header: &str) -> bool {
        let standard = if self.secure { ":443" } else { ":80" };
        let given = host_header.strip_suffix(standard).unwrap_or(host_header);
        given.eq_ignore_ascii_case(&self.authority)
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_https_address_is_taken_without_its_standard_port() {
        let url = PublicUrl::parse("https://Login.Example.org:443/").unwrap();
        assert_eq!(url.origin(), "https://login.example.org");
        assert!(url.is_secure() && url.is_named_by("LOGIN.example.org:443") && url.is_named_by("login.example.org"));
        assert!(!url.is_named_by("login.example.org:8443") && !url.is_named_by("evil.example"));
    }

    #[test]
    fn plain_http_is_for_the_loopback_only() {
        for good in ["http://localhost:8400", "http://127.0.0.1:8400", "http://[::1]:8400"] {
            assert!(!PublicUrl::parse(good).unwrap().is_secure(), "{good}");
        }
        for bad in ["http://login.example.org", "http://10.0.0.1", "http://localhost.evil.example", "http://[fe80::1]"]
        {
            assert_eq!(PublicUrl::parse(bad), Err(BadPublicUrl::Plain), "{bad}");
        }
    }

    #[test]
    fn anything_more_or_less_than_an_origin_is_refused() {
        for bad in ["https://a.example/x", "https://a.example/?q", "https://u@a.example", "https://a.example/#f"] {
            assert_eq!(PublicUrl::parse(bad), Err(BadPublicUrl::More), "{bad}");
        }
        for bad in ["", "login.example.org", "/x", "ftp://a.example", "https://"] {
            assert_eq!(PublicUrl::parse(bad), Err(BadPublicUrl::NoAddress), "{bad}");
        }
    }
}
