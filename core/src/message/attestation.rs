//! What a phone's hardware says of the approve key, signed by its maker: Android Key Attestation.

use data_encoding::BASE64URL_NOPAD;
use ring::digest;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::ids::TicketId;

/// The format of Android Key Attestation: X.509 certificates, the one of the approve key first.
pub const ANDROID_KEY: &str = "android-key";

/// Certificates in one chain.
const MAX_CERTIFICATES: usize = 10;
/// Bytes of all certificates of a chain together, in DER.
const MAX_CHAIN_BYTES: usize = 24 * 1024;
const MAX_FORMAT_BYTES: usize = 32;

/// A chain of certificates that comes with an enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// [`ANDROID_KEY`], or something that this version does not know.
    pub format: String,
    /// At most ten certificates in DER, 24 KiB together, base64url; each is signed by the next.
    pub chain: Vec<String>,
}

impl Attestation {
    /// Of a chain in DER, the approve key's certificate first. `None` for no chain, and for one that is longer than may be sent.
    #[must_use]
    pub fn of_android(chain: &[Vec<u8>]) -> Option<Self> {
        let chain = chain.iter().map(|certificate| BASE64URL_NOPAD.encode(certificate)).collect();
        Some(Self { format: ANDROID_KEY.to_owned(), chain }).filter(Self::fits)
    }

    /// The certificates in DER.
    ///
    /// # Errors
    /// [`Refusal::BadValue`] for what is not base64url.
    pub fn certificates(&self) -> Result<Vec<Vec<u8>>, Refusal> {
        let decode = |text: &String| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| Refusal::BadValue);
        self.chain.iter().map(decode).collect()
    }

    /// Whether no part is longer than it may be.
    #[must_use]
    pub fn fits(&self) -> bool {
        let bytes = |text: &String| BASE64URL_NOPAD.decode_len(text.len()).unwrap_or(usize::MAX);
        let all = self.chain.iter().map(bytes).fold(0, usize::saturating_add);
        (1..=MAX_CERTIFICATES).contains(&self.chain.len())
            && all <= MAX_CHAIN_BYTES
            && self.format.len() <= MAX_FORMAT_BYTES
    }
}

/// What the hardware signs beside the key, so that a chain is worth nothing with another ticket or at another server:
/// SHA-256 over `"assent attestation v1" ‖ 00 ‖ server id (32) ‖ ticket (16)`.
#[must_use]
pub fn derive_attestation_challenge(server_id: &[u8; 32], ticket: TicketId) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(b"assent attestation v1\0");
    context.update(server_id);
    context.update(&ticket.0);
    let mut challenge = [0; 32];
    challenge.copy_from_slice(context.finish().as_ref());
    challenge
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    #[test]
    fn a_chain_reads_back_and_one_that_is_too_long_is_not_sent() {
        let chain = vec![vec![1; 700], vec![2; 3]];
        let sent = Attestation::of_android(&chain).unwrap();
        assert_eq!((sent.format.as_str(), sent.certificates()), (ANDROID_KEY, Ok(chain)));
        let cases = [
            (vec![vec![0; 10]; 10], true),
            (vec![vec![0; 10]; 11], false),
            (vec![vec![0; MAX_CHAIN_BYTES]], true),
            (vec![vec![0; MAX_CHAIN_BYTES], vec![0; 2]], false),
            (vec![], false),
        ];
        for (chain, fits) in cases {
            assert_eq!(Attestation::of_android(&chain).is_some(), fits, "{} certificates", chain.len());
        }
        let other = Attestation { format: ANDROID_KEY.to_owned(), chain: vec!["!".repeat(8)] };
        assert_eq!(other.certificates(), Err(Refusal::BadValue));
    }

    /// Both sides must derive the same for ever: computed with Python's hashlib.
    #[test]
    fn the_challenge_is_of_one_server_and_one_ticket() {
        let challenge =
            |server, ticket| HEXLOWER.encode(&derive_attestation_challenge(&[server; 32], TicketId([ticket; 16])));
        assert_eq!(challenge(1, 2), "6ccdad4bd9012e7d54805ebd331e89dfe6c39e56715f67d2e2c4725e5e2eb4b7");
        assert_ne!(challenge(1, 2), challenge(1, 3));
        assert_ne!(challenge(1, 2), challenge(2, 2));
    }
}
