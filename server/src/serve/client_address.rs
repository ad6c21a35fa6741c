//! Where a request really comes from.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use http::header::FORWARDED;
use ipnet::IpNet;

use crate::config::ProxyHeader;

/// Where a request comes from, behind the proxies that are believed. In the extensions of each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

/// The right-most address that no trusted proxy has. Headers count only when the peer itself is trusted, and
/// only the one header that the proxies write: the other may come from anybody.
pub(super) fn find_client(peer: IpAddr, headers: &HeaderMap, header: ProxyHeader, trusted: &[IpNet]) -> ClientAddress {
    let peer = peer.to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    let mut nearest = peer;
    for hop in list_hops(headers, header).into_iter().rev() {
        if !is_trusted(&nearest) {
            break;
        }
        // A hop that is no address hides what is behind it: the one that told of it is all that is known.
        let Some(address) = hop else { break };
        nearest = address;
    }
    ClientAddress(nearest)
}

fn list_hops(headers: &HeaderMap, header: ProxyHeader) -> Vec<Option<IpAddr>> {
    let (name, parse): (_, fn(&str) -> Option<IpAddr>) = match header {
        ProxyHeader::XForwardedFor => ("x-forwarded-for", parse_node),
        ProxyHeader::Forwarded => (FORWARDED.as_str(), parse_element),
    };
    let values = headers.get_all(name).into_iter().map(|value| value.to_str().unwrap_or_default());
    values.flat_map(|value| split_outside_quotes(value, ',')).map(parse).collect()
}

/// One element of `Forwarded`: `for=192.0.2.43;proto=https` (RFC 7239 §4).
fn parse_element(element: &str) -> Option<IpAddr> {
    let mut pairs = split_outside_quotes(element, ';').into_iter().filter_map(|pair| pair.split_once('='));
    let (_, node) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    parse_node(node.trim().trim_matches('"'))
}

/// An address with or without port, as RFC 7239 §6 writes them.
fn parse_node(node: &str) -> Option<IpAddr> {
    let node = node.trim();
    let bare = node.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(node);
    let address = bare.parse().ok().or_else(|| node.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

fn split_outside_quotes(text: &str, at: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|letter: char| {
        quoted ^= letter == '"';
        letter == at && !quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const XFF: &str = "x-forwarded-for";

    fn client(peer: &str, headers: &[(&'static str, &str)], header: ProxyHeader) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let trusted = ["10.0.0.0/8".parse().unwrap(), "2001:db8::/32".parse().unwrap()];
        find_client(peer.parse().unwrap(), &map, header, &trusted).0.to_string()
    }

    fn by_list(peer: &str, list: &str) -> String {
        client(peer, &[(XFF, list)], ProxyHeader::XForwardedFor)
    }

    fn by_forwarded(list: &str) -> String {
        client("10.0.0.1", &[("forwarded", list)], ProxyHeader::Forwarded)
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(by_list("203.0.113.9", "198.51.100.1"), "203.0.113.9");
    }

    #[test]
    fn the_right_most_address_that_is_no_proxy_counts() {
        assert_eq!(by_list("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(by_list("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2"), "198.51.100.1");
        assert_eq!(by_list("::ffff:10.0.0.1", "198.51.100.1:4711"), "198.51.100.1");
        let twice = [(XFF, "6.6.6.6"), (XFF, "198.51.100.1")];
        assert_eq!(client("10.0.0.1", &twice, ProxyHeader::XForwardedFor), "198.51.100.1");
    }

    #[test]
    fn what_is_no_address_ends_the_search() {
        assert_eq!(by_list("10.0.0.1", "198.51.100.1, rubbish"), "10.0.0.1");
        assert_eq!(by_list("10.0.0.1", "rubbish, 10.0.0.2"), "10.0.0.2");
        assert_eq!(by_list("10.0.0.1", ""), "10.0.0.1");
    }

    #[test]
    fn forwarded_is_read_as_its_rfc_writes_it() {
        assert_eq!(by_forwarded("for=192.0.2.60;proto=http;by=203.0.113.43"), "192.0.2.60");
        assert_eq!(by_forwarded("For=\"[2001:db9::17]:4711\""), "2001:db9::17");
        assert_eq!(by_forwarded("for=192.0.2.43, for=\"[2001:db8::17]\""), "192.0.2.43");
        assert_eq!(by_forwarded("for=6.6.6.6, for=unknown"), "10.0.0.1");
        assert_eq!(by_forwarded("host=\"a,for=6.6.6.6\";for=192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn the_header_that_the_proxies_do_not_write_is_ignored() {
        let both = [("forwarded", "for=6.6.6.6"), (XFF, "198.51.100.1")];
        assert_eq!(client("10.0.0.1", &both, ProxyHeader::XForwardedFor), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &both, ProxyHeader::Forwarded), "6.6.6.6");
    }
}
