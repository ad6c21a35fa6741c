//! The signature of a message (Standard Webhooks 1.0): HMAC-SHA-256 over `id.timestamp.body`.

use assent_core::clock::UnixSeconds;
use assent_core::random::{NoRandomness, Random, make_bytes};
use data_encoding::BASE64;
use ring::hmac::{HMAC_SHA256, Key, sign};
use zeroize::{Zeroize, Zeroizing};

/// What a secret begins with, so that leaked ones are found by scanners.
const PREFIX: &str = "whsec_";

/// A new secret as the service gets it.
pub(super) fn make_secret(random: &dyn Random) -> Result<Zeroizing<String>, NoRandomness> {
    let mut bytes = make_bytes::<32>(random)?;
    let text = Zeroizing::new(format!("{PREFIX}{}", BASE64.encode(&bytes)));
    bytes.zeroize();
    Ok(text)
}

/// The header `webhook-signature`; `None` when the secret is none.
pub(super) fn signature(secret: &str, id: &str, at: UnixSeconds, body: &str) -> Option<String> {
    let key = Zeroizing::new(BASE64.decode(secret.strip_prefix(PREFIX)?.as_bytes()).ok()?);
    let mac = sign(&Key::new(HMAC_SHA256, &key), format!("{id}.{at}.{body}").as_bytes());
    Some(format!("v1,{}", BASE64.encode(mac.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's reference libraries.
    #[test]
    fn the_signature_is_that_of_the_standard() {
        let body = r#"{"test": 2432232314}"#;
        let made =
            signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
        assert_eq!(made.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert!(signature("no secret", "x", 0, body).is_none());
    }
}
