//! Whether one certificate's key signed another certificate, by ring.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey,
    VerificationAlgorithm,
};
use x509_parser::prelude::X509Certificate;
use x509_parser::x509::SubjectPublicKeyInfo;

/// How a signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signed {
    /// The key signed it.
    Yes,
    /// It did not.
    No,
    /// It can't be said: a kind of key or signature that is not known here.
    Unknown,
}

const RSA: &str = "1.2.840.113549.1.1.1";
const ELLIPTIC: &str = "1.2.840.10045.2.1";
const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";

/// Whether the owner of `key` signed `certificate` (RFC 5280 §4.1.1.3).
pub(super) fn is_signed_by(certificate: &X509Certificate<'_>, key: &SubjectPublicKeyInfo<'_>) -> Signed {
    // RFC 5280 §4.1.1.2: what is not signed must say the same as what is. A signature is whole bytes.
    let is_whole = certificate.signature_value.unused_bits == 0;
    if !is_whole || certificate.signature_algorithm != certificate.tbs_certificate.signature {
        return Signed::No;
    }
    let Some(algorithm) = find_algorithm(certificate, key) else { return Signed::Unknown };
    let key = UnparsedPublicKey::new(algorithm, &key.subject_public_key.data);
    match key.verify(certificate.tbs_certificate.as_ref(), &certificate.signature_value.data) {
        Ok(()) => Signed::Yes,
        Err(_) => Signed::No,
    }
}

/// RFC 4055 §5, RFC 5758 §3.2.
fn find_algorithm(
    certificate: &X509Certificate<'_>,
    key: &SubjectPublicKeyInfo<'_>,
) -> Option<&'static dyn VerificationAlgorithm> {
    let curve = || Some(key.algorithm.parameters.as_ref()?.as_oid().ok()?.to_id_string());
    let kind = match key.algorithm.algorithm.to_id_string().as_str() {
        RSA => RSA.to_owned(),
        ELLIPTIC => curve()?,
        _ => return None,
    };
    let algorithm: &dyn VerificationAlgorithm =
        match (certificate.signature_algorithm.algorithm.to_id_string().as_str(), kind.as_str()) {
            ("1.2.840.10045.4.3.2", P256) => &ECDSA_P256_SHA256_ASN1,
            ("1.2.840.10045.4.3.3", P256) => &ECDSA_P256_SHA384_ASN1,
            ("1.2.840.10045.4.3.2", P384) => &ECDSA_P384_SHA256_ASN1,
            ("1.2.840.10045.4.3.3", P384) => &ECDSA_P384_SHA384_ASN1,
            ("1.2.840.113549.1.1.11", RSA) => &RSA_PKCS1_2048_8192_SHA256,
            ("1.2.840.113549.1.1.12", RSA) => &RSA_PKCS1_2048_8192_SHA384,
            ("1.2.840.113549.1.1.13", RSA) => &RSA_PKCS1_2048_8192_SHA512,
            _ => return None,
        };
    Some(algorithm)
}
