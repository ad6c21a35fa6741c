//! Whether a request is meant for this server at all.

use http::StatusCode;
use http::header::HOST;
use http::request::Parts;

use crate::config::PublicUrl;
use crate::problem::Problem;

/// What probes ask for, by whatever address they know; it says nothing about anybody.
const PROBES: [&str; 2] = ["/healthz", "/readyz"];

/// Refuses a request for another host (RFC 9110 §15.5.20): a made-up one must reach no link and no cookie.
pub(super) fn check_host(parts: &Parts, public_url: &PublicUrl) -> Result<(), Problem> {
    if PROBES.contains(&parts.uri.path()) || find_host(parts).is_some_and(|host| public_url.is_named_by(host)) {
        return Ok(());
    }
    let detail = format!("Use {} instead; behind a proxy, let it pass the Host header on.", public_url.origin());
    Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "wrong-host", "This server has another name").with_detail(detail))
}

/// The one host that is named; several are none (RFC 9112 §3.2).
fn find_host(parts: &Parts) -> Option<&str> {
    let mut headers = parts.headers.get_all(HOST).into_iter();
    let header = headers.next()?.to_str().ok()?;
    if headers.next().is_some() {
        return None;
    }
    match parts.uri.authority() {
        Some(authority) if !authority.as_str().eq_ignore_ascii_case(header) => None,
        _ => Some(header),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn answer(uri: &str, hosts: &[&str]) -> Result<(), u16> {
        let mut request = Request::builder().uri(uri);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let url = PublicUrl::parse("https://login.example.org").unwrap();
        check_host(&parts, &url).map_err(|problem| problem.status.as_u16())
    }

    #[test]
    fn only_the_public_name_is_answered() {
        assert_eq!(answer("/", &["login.example.org"]), Ok(()));
        assert_eq!(answer("/", &["Login.Example.org:443"]), Ok(()));
        assert_eq!(answer("https://login.example.org/", &["login.example.org"]), Ok(()));
        for hosts in [&["evil.example"][..], &[], &["login.example.org", "evil.example"], &["login.example.org:8400"]] {
            assert_eq!(answer("/", hosts), Err(421), "{hosts:?}");
        }
        assert_eq!(answer("https://evil.example/", &["login.example.org"]), Err(421));
    }

    #[test]
    fn probes_may_use_any_name() {
        assert_eq!(answer("/healthz", &["10.0.0.7:8400"]), Ok(()));
        assert_eq!(answer("/readyz", &[]), Ok(()));
        assert_eq!(answer("/healthz/x", &["10.0.0.7"]), Err(421));
    }
}
