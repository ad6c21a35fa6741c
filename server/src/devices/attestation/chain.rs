//! A chain of certificates: whether it hangs together, and how far it can be trusted.

use assent_core::clock::UnixSeconds;
use assent_core::keys::PublicKey;
use x509_parser::oid_registry::Oid;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::description::EXTENSION;
use super::revoked::Revoked;
use super::roots::Roots;
use super::signature::{Signed, is_signed_by};
use super::{Refused, Wrong};
use crate::model::Doubt;

/// Certificates that were read, the attested key's own first.
pub(super) struct Chain<'a>(Vec<X509Certificate<'a>>);

impl<'a> Chain<'a> {
    /// Reads certificates in DER.
    pub(super) fn read(certificates: &'a [Vec<u8>]) -> Result<Self, Refused> {
        let read = |der: &'a Vec<u8>| match X509Certificate::from_der(der) {
            Ok(([], certificate)) => Ok(certificate),
            _ => Err(Refused::Doubt(Doubt::Unreadable)),
        };
        Ok(Self(certificates.iter().map(read).collect::<Result<_, _>>()?))
    }

    /// The first certificate must be of this key.
    pub(super) fn check_key(&self, key: &PublicKey) -> Result<(), Refused> {
        if self.first_point() == key.point() { Ok(()) } else { Err(Wrong::OtherKey.into()) }
    }

    /// The public key of the first certificate, without its kind.
    pub(super) fn first_point(&self) -> &[u8] {
        self.0.first().map_or(&[], |leaf| &leaf.public_key().subject_public_key.data)
    }

    /// Each must be issued and signed by the next.
    pub(super) fn check_signatures(&self) -> Result<(), Refused> {
        for (certificate, issuer) in self.0.iter().zip(self.0.iter().skip(1)) {
            let signed = match certificate.issuer() == issuer.subject() {
                true => is_signed_by(certificate, issuer.public_key()),
                false => Signed::No,
            };
            match signed {
                Signed::Yes => {}
                Signed::No => return Err(Wrong::NotSigned.into()),
                Signed::Unknown => return Err(Refused::Doubt(Doubt::Unreadable)),
            }
        }
        Ok(())
    }

    /// What the hardware says of the first certificate's key.
    ///
    /// An app can have the hardware sign anything with an attested key, also a certificate that says what it likes of another key.
    /// So nothing below the attested key counts: the extension nearest to the root must be the first certificate's own.
    pub(super) fn find_description(&self) -> Result<&[u8], Refused> {
        let mut found = self.0.iter().enumerate().filter_map(|(at, one)| Some((at, find_extension(one)?)));
        match found.next_back() {
            None => Err(Refused::Doubt(Doubt::NoAttestation)),
            Some((0, description)) => Ok(description),
            Some(_) => Err(Wrong::Extended.into()),
        }
    }

    /// Whether the last one is a trusted root, and no one before it is revoked or holds at another time.
    pub(super) fn check_trust(&self, roots: &Roots, revoked: &Revoked, now: UnixSeconds) -> Result<(), Refused> {
        let (root, signed) = self.0.split_last().ok_or(Refused::Doubt(Doubt::NoAttestation))?;
        if !roots.has(root.public_key().raw) {
            return Err(Refused::Doubt(Doubt::UnknownRoot));
        }
        if self.0.iter().any(|one| revoked.has(&one.tbs_certificate.serial.to_str_radix(16))) {
            return Err(Refused::Doubt(Doubt::Revoked));
        }
        let in_factory = signed.last().is_some_and(is_of_factory);
        // Phones write the first one themselves, by a clock that anybody can set; the root is trusted by its key.
        if signed.iter().skip(1).all(|one| holds(one, in_factory, now)) {
            return Ok(());
        }
        Err(Refused::Doubt(Doubt::Untimely))
    }
}

/// Certificates that were put in where the phone was made can't be renewed, so their end does not count; Google's own verifier
/// does the same (github.com/android/keyattestation, `KeyAttestationCertPathValidator`).
fn holds(certificate: &X509Certificate<'_>, in_factory: bool, now: UnixSeconds) -> bool {
    let (from, to) = (certificate.validity().not_before.timestamp(), certificate.validity().not_after.timestamp());
    from <= now && (in_factory || now <= to)
}

/// They have a serial number in their names; those that phones fetch have none (the same source, `KeyAttestationCertPath`).
fn is_of_factory(certificate: &X509Certificate<'_>) -> bool {
    const SERIAL_NUMBER: &str = "2.5.4.5";
    certificate.subject().iter_attributes().any(|part| is(part.attr_type(), SERIAL_NUMBER))
}

fn find_extension<'a>(certificate: &'a X509Certificate<'_>) -> Option<&'a [u8]> {
    certificate.extensions().iter().find(|one| is(&one.oid, EXTENSION)).map(|one| one.value)
}

fn is(oid: &Oid<'_>, id: &str) -> bool {
    oid.to_id_string() == id
}
