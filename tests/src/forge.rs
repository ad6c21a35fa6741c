//! Messages that no honest program makes.

use assent_core::keys::{Signer, SoftwareKey};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

/// The header of an honest message of type `typ` that `key` signed.
#[must_use]
pub fn header(typ: &str, key: &SoftwareKey) -> Value {
    serde_json::json!({ "alg": "ES256", "typ": typ, "kid": key.public_key().thumbprint() })
}

/// Signs any header and payload (RFC 7515 §7.1), as they are.
#[must_use]
pub fn sign_any(header: &str, payload: &[u8], key: &SoftwareKey) -> String {
    let signed = format!("{}.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(payload));
    let signature = key.sign(signed.as_bytes()).unwrap();
    format!("{signed}.{}", BASE64URL_NOPAD.encode(signature.as_bytes()))
}

/// The same payload under another header, signed again.
#[must_use]
pub fn with_header(compact: &str, header: &str, key: &SoftwareKey) -> String {
    sign_any(header, &payload(compact), key)
}

/// The message with its payload changed, signed again.
#[must_use]
pub fn with_payload(compact: &str, change: impl FnOnce(&mut Value), key: &SoftwareKey) -> String {
    let mut claims: Value = serde_json::from_slice(&payload(compact)).unwrap();
    change(&mut claims);
    sign_any(&header_of(compact), claims.to_string().as_bytes(), key)
}

/// The header's text.
#[must_use]
pub fn header_of(compact: &str) -> String {
    let encoded = compact.split('.').next().unwrap();
    String::from_utf8(BASE64URL_NOPAD.decode(encoded.as_bytes()).unwrap()).unwrap()
}

/// The payload's bytes.
#[must_use]
pub fn payload(compact: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(compact.split('.').nth(1).unwrap().as_bytes()).unwrap()
}

/// The text with one character of base64url exchanged for another.
#[must_use]
pub fn flip(text: &str, at: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    String::from_utf8(bytes).unwrap()
}
