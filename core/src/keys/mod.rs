//! Signing keys: ECDSA on P-256 with SHA-256 (JWA `ES256`, RFC 7518 §3.4), the one curve that Secure Enclave,
//! StrongBox and ring all have.

mod public_key;
mod signature;
mod signer;

pub use public_key::{BadKey, Jwk, PublicKey};
pub use signature::{BadSignature, Signature};
pub use signer::{Assurance, SignError, Signer, SoftwareKey};
