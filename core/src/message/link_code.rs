//! The six digits that a person carries from the phone to the portal while linking.

use ring::hmac;
use zeroize::Zeroizing;

use super::Sha256;
use crate::secret::Secret;

/// Derives the link code from the ticket's secret and the exact bytes of both messages, so that both sides have
/// the same digits only if they had the same conversation.
#[must_use]
pub fn derive_link_code(secret: &Secret, enrol: &str, enrolled: &str) -> Zeroizing<String> {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret.expose()));
    context.update(b"assent link code v1\0");
    context.update(&Sha256::of(enrol.as_bytes()).0);
    context.update(&Sha256::of(enrolled.as_bytes()).0);
    let tag = context.sign();
    let number = tag.as_ref().iter().take(8).fold(0_u64, |sum, &byte| (sum << 8) | u64::from(byte));
    Zeroizing::new(format!("{:06}", number % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_depends_on_every_part_of_the_conversation() {
        let secret = Secret::new(vec![1; 32]);
        let code = derive_link_code(&secret, "enrol", "enrolled");
        assert_eq!(code.len(), 6);
        assert_eq!(*code, *derive_link_code(&secret, "enrol", "enrolled"));
        for other in [
            derive_link_code(&Secret::new(vec![2; 32]), "enrol", "enrolled"),
            derive_link_code(&secret, "enrol2", "enrolled"),
            derive_link_code(&secret, "enrol", "enrolled2"),
        ] {
            assert_ne!(*code, *other);
        }
    }
}
