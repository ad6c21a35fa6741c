//! Who sends a push: a token in JWS compact form (RFC 7515), signed with ES256 (RFC 7518 §3.4).

use assent_core::keys::{SignError, Signer, SoftwareKey};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

/// The token of these claims. `header` is without `alg`.
///
/// # Errors
/// [`SignError`] when the key fails.
pub(super) fn sign_token(key: &SoftwareKey, mut header: Value, claims: &Value) -> Result<String, SignError> {
    header["alg"] = Value::from("ES256");
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let signed = format!("{}.{}", part(&header), part(claims));
    let signature = BASE64URL_NOPAD.encode(key.sign(signed.as_bytes())?.as_bytes());
    Ok(format!("{signed}.{signature}"))
}
