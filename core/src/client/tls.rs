//! Whom a TLS connection is believed: the web's public roots, or one public key.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use crate::message::Sha256;
use crate::secret::same;

/// How a server proves itself on the TLS level.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TlsTrust {
    /// By a certificate under one of the web's public roots.
    PublicRoots,
    /// By holding a key whose SubjectPublicKeyInfo has one of these SHA-256 values (RFC 7469 §2.4), and nothing else.
    Pins(Vec<Sha256>),
}

impl TlsTrust {
    /// Public roots for no pin, else the pins.
    #[must_use]
    pub fn from_pins(pins: Vec<Sha256>) -> Self {
        if pins.is_empty() { Self::PublicRoots } else { Self::Pins(pins) }
    }

    /// The configuration of such connections, on ring.
    ///
    /// # Errors
    /// When the provider has no usable protocol version; does not happen with ring.
    pub fn to_config(&self) -> Result<ClientConfig, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        Ok(match self {
            Self::PublicRoots => builder.with_root_certificates(public_roots()).with_no_client_auth(),
            Self::Pins(pins) => {
                let verifier = Arc::new(PinnedKey { pins: pins.clone(), provider });
                builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth()
            }
        })
    }
}

fn public_roots() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

/// Accepts a certificate for its public key alone: name, issuer and dates don't count, because the pin came with the
/// ticket from the server itself. That the other side holds the key is still proved by the handshake's signature.
#[derive(Debug)]
struct PinnedKey {
    pins: Vec<Sha256>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for PinnedKey {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let key = ParsedCertificate::try_from(certificate)?.subject_public_key_info();
        let hash = Sha256::of(&key);
        let pinned = self.pins.iter().any(|pin| same(&pin.0, &hash.0));
        let refused = Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure);
        if pinned { Ok(ServerCertVerified::assertion()) } else { Err(refused) }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
