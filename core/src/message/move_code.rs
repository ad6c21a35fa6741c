//! The six digits that a person carries from the new phone to the old one while moving.
//!
//! Whoever photographed the QR knows every secret in it and may come first. The code is over the keys that came, so it is
//! another one then, and the old phone signs for nobody.

use ring::digest::{Context, SHA256};
use ring::hmac;
use zeroize::Zeroizing;

use super::Sha256;
use crate::ids::{Nonce, TicketId};
use crate::keys::PublicKey;
use crate::secret::Secret;

/// One account's part of a move: who came with its ticket.
pub struct MovePart<'a> {
    /// The ticket's secret.
    pub secret: &'a Secret,
    /// The server's id.
    pub server_id: &'a [u8; 32],
    /// The ticket.
    pub ticket: TicketId,
    /// The new phone's key that approves.
    pub approve_key: &'a PublicKey,
    /// The new phone's key that asks, denies and reports.
    pub request_key: &'a PublicKey,
    /// Made by the server when the phone came, so that nobody could look for keys with a certain code before.
    pub server_nonce: Nonce,
}

impl MovePart<'_> {
    /// HMAC-SHA-256 (RFC 2104) under the ticket's secret over
    /// `"assent move part v1" ‖ 00 ‖ server id (32) ‖ ticket (16) ‖ approve key (65) ‖ request key (65) ‖ server nonce (16)`.
    #[must_use]
    pub fn derive(&self) -> Sha256 {
        let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, self.secret.expose()));
        context.update(b"assent move part v1\0");
        context.update(self.server_id);
        context.update(&self.ticket.0);
        context.update(self.approve_key.point());
        context.update(self.request_key.point());
        context.update(&self.server_nonce.0);
        let mut part = [0; 32];
        part.copy_from_slice(context.sign().as_ref());
        Sha256(part)
    }
}

/// The code over all parts, in whatever order: the first 8 bytes, as a big-endian number modulo 10⁶, of SHA-256 over
/// `"assent move code v1" ‖ 00 ‖` the parts, sorted.
#[must_use]
pub fn derive_move_code(parts: &[Sha256]) -> Zeroizing<String> {
    let mut sorted: Vec<[u8; 32]> = parts.iter().map(|part| part.0).collect();
    sorted.sort_unstable();
    let mut context = Context::new(&SHA256);
    context.update(b"assent move code v1\0");
    sorted.iter().for_each(|part| context.update(part));
    let hash = context.finish();
    let number = hash.as_ref().iter().take(8).fold(0_u64, |sum, &byte| (sum << 8) | u64::from(byte));
    Zeroizing::new(format!("{:06}", number % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Signer, SoftwareKey};
    use crate::random::SystemEntropy;

    #[test]
    fn the_code_is_the_same_in_any_order_and_another_one_for_other_parts() {
        let [a, b, c] = [1, 2, 3].map(|n| Sha256([n; 32]));
        let code = derive_move_code(&[a, b]);
        assert_eq!((code.len(), &*code), (6, &*derive_move_code(&[b, a])));
        for other in [&[a][..], &[b], &[a, c], &[a, b, c], &[a, a, b], &[]] {
            assert_ne!(*code, *derive_move_code(other));
        }
    }

    #[test]
    fn a_part_depends_on_everything_in_it() {
        let key = || SoftwareKey::make(&SystemEntropy::default()).unwrap().0.public_key();
        let (approve, request, other) = (key(), key(), key());
        let (secret, nonce, id) = (Secret::new(vec![1; 32]), Nonce([2; 16]), TicketId([3; 16]));
        let part = || MovePart {
            secret: &secret,
            server_id: &[4; 32],
            ticket: id,
            approve_key: &approve,
            request_key: &request,
            server_nonce: nonce,
        };
        let whole = part().derive();
        assert_eq!(whole, part().derive());
        for changed in [
            MovePart { secret: &Secret::new(vec![9; 32]), ..part() }.derive(),
            MovePart { server_id: &[9; 32], ..part() }.derive(),
            MovePart { ticket: TicketId([9; 16]), ..part() }.derive(),
            MovePart { approve_key: &other, ..part() }.derive(),
            MovePart { request_key: &other, ..part() }.derive(),
            MovePart { server_nonce: Nonce([9; 16]), ..part() }.derive(),
        ] {
            assert_ne!(whole, changed);
        }
    }
}
