//! Who sends a push: VAPID (RFC 8292), a token for one push server, signed by this server's key.

use assent_core::clock::UnixSeconds;
use assent_core::keys::{SignError, Signer, SoftwareKey};
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use crate::wake::signed_token::sign_token;

/// How long a token counts, in seconds; at most 24 hours (RFC 8292 §2). One is made for each push, so it need not be long;
/// an hour bears with clocks that are off.
const LIFE_SECS: i64 = 3600;

/// The `Authorization` of a push to the server at `origin`. `contact` is whom its operator writes to (a `mailto:` or
/// `https:` address).
///
/// # Errors
/// [`SignError`] when the key fails.
pub(super) fn make_authorisation(
    key: &SoftwareKey,
    origin: &str,
    contact: Option<&str>,
    now: UnixSeconds,
) -> Result<String, SignError> {
    let mut claims = json!({ "aud": origin, "exp": now + LIFE_SECS });
    if let Some(contact) = contact {
        claims["sub"] = json!(contact);
    }
    let token = sign_token(key, json!({ "typ": "JWT" }), &claims)?;
    let point = BASE64URL_NOPAD.encode(key.public_key().point());
    Ok(format!("vapid t={token}, k={point}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use assent_core::random::SystemEntropy;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
    use serde_json::Value;

    #[test]
    fn a_token_is_for_one_server_for_an_hour_and_signed_by_the_key_beside_it() {
        let (key, _) = SoftwareKey::make(&SystemEntropy::default()).unwrap();
        let text = make_authorisation(&key, "https://push.example", Some("mailto:ops@example.org"), 1000).unwrap();
        let (token, point) = text.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(point))
            .verify(signed.as_bytes(), &bytes(signature))
            .unwrap();
        let parts: Vec<Value> = signed.split('.').map(|part| serde_json::from_slice(&bytes(part)).unwrap()).collect();
        let claims = json!({ "aud": "https://push.example", "exp": 4600, "sub": "mailto:ops@example.org" });
        assert_eq!(parts, [json!({ "typ": "JWT", "alg": "ES256" }), claims]);
        let bare = make_authorisation(&key, "https://push.example", None, 1000).unwrap();
        assert!(bare.len() < text.len(), "nobody to write to: `sub` is left out");
    }
}
