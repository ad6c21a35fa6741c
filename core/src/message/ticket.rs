//! The ticket in a QR: `https://<server>/link#v1.<base64url>`.
//!
//! The secret stands in the fragment, which browsers don't send, so it reaches no log (RFC 3986 §3.5).
//! Bytes: `server id (32) ‖ ticket id (16) ‖ secret (32) [‖ TLS pin (32)]`.

use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use crate::ids::TicketId;
use crate::secret::Secret;
use crate::worded::Worded;

const MARK: &str = "/link#v1.";
const SHORT_LEN: usize = 80;
const PINNED_LEN: usize = 112;
const MAX_ADDRESS_BYTES: usize = 512;

/// What a phone needs to link once.
#[derive(Clone)]
pub struct Ticket {
    /// The server's address: `https://host[:port][/path]`, without a slash at the end; `http` only for loopback.
    pub server_url: String,
    /// The RFC 7638 thumbprint of the server's root key.
    pub server_id: [u8; 32],
    /// Which ticket it is.
    pub id: TicketId,
    /// 256 random bits that prove to the server that this phone saw the QR.
    pub secret: Secret,
    /// SHA-256 of the server's TLS public key (RFC 7469 §2.4), when it has a private certificate.
    pub tls_pin: Option<[u8; 32]>,
}

/// Why something is not a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadTicket {
    /// It is something else, for example another website's code.
    #[error("this is not an Assent link code; on the computer choose \"Assent app\" to get one")]
    NotATicket,
    /// It is a ticket, but not whole.
    #[error("this link code is damaged or cut off; scan or copy it again")]
    Damaged,
    /// It is of a newer form.
    #[error("this link code needs a newer app; update it and scan again")]
    NewerVersion,
    /// It leads over an unprotected connection.
    #[error("this link code leads to an unprotected address (http); the server must use https")]
    Unprotected,
}

impl Ticket {
    /// Reads the text of a QR.
    ///
    /// # Errors
    /// [`BadTicket`] in words for the person.
    pub fn parse(text: &str) -> Result<Self, BadTicket> {
        let text = text.trim();
        let (server_url, rest) = text.split_once("/link#v").ok_or(BadTicket::NotATicket)?;
        check_server_url(server_url)?;
        let body = rest.strip_prefix("1.").ok_or(BadTicket::NewerVersion)?;
        if body.len() > MAX_ADDRESS_BYTES {
            return Err(BadTicket::Damaged);
        }
        let bytes = Zeroizing::new(BASE64URL_NOPAD.decode(body.as_bytes()).map_err(|_| BadTicket::Damaged)?);
        Self::from_parts(server_url, &bytes)
    }

    /// From the server's address and the bytes beside it.
    pub(super) fn from_parts(server_url: &str, bytes: &[u8]) -> Result<Self, BadTicket> {
        check_server_url(server_url)?;
        Self::from_bytes(server_url, bytes)
    }

    /// The bytes that stand beside the server's address.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(PINNED_LEN));
        bytes.extend_from_slice(&self.server_id);
        bytes.extend_from_slice(&self.id.0);
        bytes.extend_from_slice(self.secret.expose());
        bytes.extend_from_slice(self.tls_pin.as_ref().map_or(&[], |pin| pin));
        bytes
    }

    /// The text of the QR.
    #[must_use]
    pub fn print(&self) -> Zeroizing<String> {
        let bytes = self.to_bytes();
        let mut text = Zeroizing::new(String::with_capacity(self.server_url.len() + MARK.len() + 2 * bytes.len()));
        text.push_str(&self.server_url);
        text.push_str(MARK);
        BASE64URL_NOPAD.encode_append(&bytes, &mut text);
        text
    }

    /// The server's id as text.
    #[must_use]
    pub fn server_id_text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.server_id)
    }

    fn from_bytes(server_url: &str, bytes: &[u8]) -> Result<Self, BadTicket> {
        if bytes.len() != SHORT_LEN && bytes.len() != PINNED_LEN {
            return Err(BadTicket::Damaged);
        }
        let field = |from: usize| -> Result<[u8; 32], BadTicket> {
            bytes[from..from + 32].try_into().map_err(|_| BadTicket::Damaged)
        };
        Ok(Self {
            server_url: server_url.to_owned(),
            server_id: field(0)?,
            id: TicketId(bytes[32..48].try_into().map_err(|_| BadTicket::Damaged)?),
            secret: Secret::copy_of(&bytes[48..80]),
            tls_pin: if bytes.len() == PINNED_LEN { Some(field(SHORT_LEN)?) } else { None },
        })
    }
}

/// Whether `url` may be a server's address: `https`, or `http` to loopback for trying out.
fn check_server_url(url: &str) -> Result<(), BadTicket> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '/' | '[' | ']' | '_' | '~');
    if url.len() > MAX_ADDRESS_BYTES {
        return Err(BadTicket::NotATicket);
    }
    if let Some(rest) = url.strip_prefix("https://") {
        let good = !rest.is_empty() && !rest.starts_with(['/', ':']) && rest.chars().all(plain);
        return if good { Ok(()) } else { Err(BadTicket::NotATicket) };
    }
    let rest = url.strip_prefix("http://").ok_or(BadTicket::NotATicket)?;
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _port)| host);
    let loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]") && rest.chars().all(plain);
    if loopback { Ok(()) } else { Err(BadTicket::Unprotected) }
}

impl Worded for BadTicket {
    fn key(&self) -> &'static str {
        match self {
            Self::NotATicket => "error-ticket-not",
            Self::Damaged => "error-ticket-damaged",
            Self::NewerVersion => "error-ticket-newer",
            Self::Unprotected => "error-ticket-unprotected",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticket(pin: Option<[u8; 32]>) -> Ticket {
        Ticket {
            server_url: "https://assent.example:8443".to_owned(),
            server_id: [1; 32],
            id: TicketId([2; 16]),
            secret: Secret::new(vec![3; 32]),
            tls_pin: pin,
        }
    }

    #[test]
    fn a_ticket_reads_back_with_and_without_a_pin() {
        for pin in [None, Some([4; 32])] {
            let read = Ticket::parse(&format!(" {}\n", ticket(pin).print().as_str())).unwrap();
            assert_eq!(read.server_url, "https://assent.example:8443");
            assert_eq!((read.server_id, read.id, read.tls_pin), ([1; 32], TicketId([2; 16]), pin));
            assert!(read.secret.matches(&[3; 32]));
        }
    }

    #[test]
    fn what_is_not_a_whole_ticket_is_named() {
        let text = ticket(None).print();
        let cases = [
            ("otpauth://totp/a?secret=GEZDGNBV", BadTicket::NotATicket),
            ("https://assent.example/link", BadTicket::NotATicket),
            ("https://evil@assent.example/link#v1.AAAA", BadTicket::NotATicket),
            ("https://assent.example/link#v2.AAAA", BadTicket::NewerVersion),
            (&text[..text.len() - 1], BadTicket::Damaged),
            ("http://assent.example/link#v1.AAAA", BadTicket::Unprotected),
            ("http://localhost.evil.example/link#v1.AAAA", BadTicket::Unprotected),
            ("http://127.0.0.1@evil.example/link#v1.AAAA", BadTicket::Unprotected),
            ("http://localhost:8080/link#v1.AAAA", BadTicket::Damaged),
        ];
        for (text, expected) in cases {
            assert_eq!(Ticket::parse(text).err(), Some(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            drop(Ticket::parse(&text));
            drop(Ticket::parse(&format!("https://a/link#v1.{text}")));
        }
    }
}
