//! What one QR says for a whole move: `assent:move#v1.<base64url>`, the tickets of all accounts.
//!
//! Bytes, for each ticket: `length of the address (2, big-endian) ‖ address ‖ length of the rest (1) ‖ the rest`, which is a
//! [`Ticket`]'s: server id (32), ticket id (16), secret (32), optionally a TLS pin (32).

use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use super::{BadTicket, Ticket};

const MARK: &str = "assent:move#v";

/// The most accounts in one QR: more make it too dense for a camera. The rest moves with the next one.
pub const MAX_MOVED: usize = 16;

/// The longest text; 16 addresses of the longest kind fit.
const MAX_TEXT_BYTES: usize = 16 * 1024;

/// The text of a QR for these tickets.
#[must_use]
pub fn print_move(tickets: &[Ticket]) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(tickets.len() * 1024));
    for ticket in tickets.iter().take(MAX_MOVED) {
        let (url, rest) = (ticket.server_url.as_bytes(), ticket.to_bytes());
        bytes.extend_from_slice(&u16::try_from(url.len()).unwrap_or(u16::MAX).to_be_bytes());
        bytes.extend_from_slice(url);
        bytes.push(u8::try_from(rest.len()).unwrap_or(u8::MAX));
        bytes.extend_from_slice(&rest);
    }
    let mut text = Zeroizing::new(String::with_capacity(MARK.len() + 2 + 2 * bytes.len()));
    text.push_str(MARK);
    text.push_str("1.");
    BASE64URL_NOPAD.encode_append(&bytes, &mut text);
    text
}

/// The tickets of a move.
///
/// # Errors
/// [`BadTicket`]; one bad ticket spoils the whole text.
pub fn parse_move(text: &str) -> Result<Vec<Ticket>, BadTicket> {
    let text = text.trim();
    let rest = text.strip_prefix(MARK).ok_or(BadTicket::NotATicket)?;
    let body = rest.strip_prefix("1.").ok_or(BadTicket::NewerVersion)?;
    if body.is_empty() || body.len() > MAX_TEXT_BYTES {
        return Err(BadTicket::Damaged);
    }
    let bytes = Zeroizing::new(BASE64URL_NOPAD.decode(body.as_bytes()).map_err(|_| BadTicket::Damaged)?);
    let mut left = bytes.as_slice();
    let mut tickets = Vec::new();
    while !left.is_empty() {
        tickets.push(take_ticket(&mut left)?);
    }
    if tickets.len() > MAX_MOVED { Err(BadTicket::Damaged) } else { Ok(tickets) }
}

fn take_ticket(left: &mut &[u8]) -> Result<Ticket, BadTicket> {
    let length = take(left, 2)?;
    let url = take(left, usize::from(u16::from_be_bytes([length[0], length[1]])))?;
    let url = std::str::from_utf8(url).map_err(|_| BadTicket::Damaged)?;
    let length = take(left, 1)?[0];
    Ticket::from_parts(url, take(left, usize::from(length))?)
}

fn take<'a>(left: &mut &'a [u8], count: usize) -> Result<&'a [u8], BadTicket> {
    let (taken, rest) = left.split_at_checked(count).ok_or(BadTicket::Damaged)?;
    *left = rest;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::TicketId;
    use crate::secret::Secret;

    fn ticket(n: u8, pin: Option<[u8; 32]>) -> Ticket {
        Ticket {
            server_url: format!("https://a{n}.example:8443/x"),
            server_id: [n; 32],
            id: TicketId([n; 16]),
            secret: Secret::new(vec![n; 32]),
            tls_pin: pin,
        }
    }

    #[test]
    fn all_tickets_read_back_in_their_order() {
        let all = [ticket(1, None), ticket(2, Some([9; 32])), ticket(3, None)];
        let text = print_move(&all);
        assert!(text.starts_with("assent:move#v1."));
        let read = parse_move(&format!(" {}\n", text.as_str())).unwrap();
        for (one, read) in all.iter().zip(&read) {
            assert_eq!(*one.print(), *read.print());
        }
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn what_is_not_a_whole_move_is_named() {
        let text = print_move(&[ticket(1, None), ticket(2, None)]);
        for cut in [1, 2, 30, 150] {
            assert_eq!(parse_move(&text[..text.len() - cut]).err(), Some(BadTicket::Damaged), "{cut}");
        }
        let newer = text.replace("#v1.", "#v2.");
        let plain = Ticket { server_url: "http://a.example".to_owned(), ..ticket(1, None) };
        let tricky = Ticket { server_url: "https://evil@a.example".to_owned(), ..ticket(1, None) };
        let many: Vec<_> = (0..17).map(|n| ticket(n, None)).collect();
        for (text, why) in [
            (newer.as_str(), BadTicket::NewerVersion),
            ("assent:move#v1.", BadTicket::Damaged),
            ("https://a.example/link#v1.AAAA", BadTicket::NotATicket),
            (print_move(&[plain]).as_str(), BadTicket::Unprotected),
            (print_move(&[tricky]).as_str(), BadTicket::NotATicket),
        ] {
            assert_eq!(parse_move(text).err(), Some(why), "{text}");
        }
        assert_eq!(parse_move(&print_move(&many)).unwrap().len(), MAX_MOVED);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*", bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            drop(parse_move(&text));
            drop(parse_move(&format!("assent:move#v1.{}", BASE64URL_NOPAD.encode(&bytes))));
        }
    }
}
