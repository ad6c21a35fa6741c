//! Public keys and their names.

use data_encoding::BASE64URL_NOPAD;
use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use super::{BadSignature, Signature};

const COORDINATE_LEN: usize = 32;
const POINT_LEN: usize = 1 + 2 * COORDINATE_LEN;

/// A P-256 public key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; POINT_LEN]);

/// A P-256 public key as a JSON Web Key (RFC 7518 §6.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jwk {
    /// Always `EC`.
    pub kty: String,
    /// Always `P-256`.
    pub crv: String,
    /// The x coordinate, base64url without padding.
    pub x: String,
    /// The y coordinate, base64url without padding.
    pub y: String,
}

/// A key that is not a P-256 public key in the expected form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a P-256 public key")]
pub struct BadKey;

impl PublicKey {
    /// From an uncompressed point (SEC 1 §2.3.3): `04 ‖ x ‖ y`.
    ///
    /// That the point is on the curve is checked by ring at each verification.
    ///
    /// # Errors
    /// [`BadKey`] for another form or length.
    pub fn from_point(point: &[u8]) -> Result<Self, BadKey> {
        let point: [u8; POINT_LEN] = point.try_into().map_err(|_| BadKey)?;
        if point[0] == 4 { Ok(Self(point)) } else { Err(BadKey) }
    }

    /// The uncompressed point.
    #[must_use]
    pub const fn point(&self) -> &[u8] {
        &self.0
    }

    /// As a JSON Web Key.
    #[must_use]
    pub fn to_jwk(&self) -> Jwk {
        let [x, y] = self.coordinates();
        Jwk { kty: "EC".to_owned(), crv: "P-256".to_owned(), x, y }
    }

    /// The RFC 7638 thumbprint with SHA-256.
    #[must_use]
    pub fn thumbprint_bytes(&self) -> [u8; 32] {
        let [x, y] = self.coordinates();
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest(&SHA256, canonical.as_bytes()).as_ref());
        bytes
    }

    /// The RFC 7638 thumbprint, base64url without padding: how this key is named everywhere (`kid`, server id).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        BASE64URL_NOPAD.encode(&self.thumbprint_bytes())
    }

    /// Checks a signature over `message`.
    ///
    /// # Errors
    /// [`BadSignature`] when it is not this key's, or not in the low-s form.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        if !signature.is_low_s() {
            return Err(BadSignature);
        }
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.0)
            .verify(message, signature.as_bytes())
            .map_err(|_| BadSignature)
    }

    fn coordinates(&self) -> [String; 2] {
        let (x, y) = self.0[1..].split_at(COORDINATE_LEN);
        [BASE64URL_NOPAD.encode(x), BASE64URL_NOPAD.encode(y)]
    }
}

impl TryFrom<&Jwk> for PublicKey {
    type Error = BadKey;

    fn try_from(jwk: &Jwk) -> Result<Self, BadKey> {
        if jwk.kty != "EC" || jwk.crv != "P-256" {
            return Err(BadKey);
        }
        let mut point = vec![4];
        for coordinate in [&jwk.x, &jwk.y] {
            let bytes = BASE64URL_NOPAD.decode(coordinate.as_bytes()).map_err(|_| BadKey)?;
            if bytes.len() != COORDINATE_LEN {
                return Err(BadKey);
            }
            point.extend_from_slice(&bytes);
        }
        Self::from_point(&point)
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PublicKey({})", self.thumbprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 7515 A.3 with the signature given there.
    #[test]
    fn the_example_of_rfc_7515_a_3_verifies() {
        let jwk = Jwk {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".to_owned(),
            y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".to_owned(),
        };
        let input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        let key = PublicKey::try_from(&jwk).unwrap();
        let signature = Signature::from_base64url(signature).unwrap();
        // The RFC's example has a high s; ours must be low. Both mean the same signature.
        assert!(key.verify(input.as_bytes(), &signature).is_err());
        assert!(key.verify(input.as_bytes(), &signature.to_low_s()).is_ok());
        assert!(key.verify(b"another message", &signature.to_low_s()).is_err());
    }

    #[test]
    fn a_thumbprint_is_that_of_rfc_7638() {
        let jwk = Jwk {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".to_owned(),
            y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".to_owned(),
        };
        let key = PublicKey::try_from(&jwk).unwrap();
        assert_eq!(key.thumbprint(), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
        assert_eq!(key.to_jwk(), jwk);
    }

    #[test]
    fn another_curve_or_a_cut_coordinate_is_refused() {
        let good = Jwk {
            kty: "EC".to_owned(),
            crv: "P-256".to_owned(),
            x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".to_owned(),
            y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".to_owned(),
        };
        for bad in [
            Jwk { crv: "P-384".to_owned(), ..good.clone() },
            Jwk { kty: "OKP".to_owned(), ..good.clone() },
            Jwk { x: good.x[..40].to_owned(), ..good.clone() },
            Jwk { y: format!("{}=", good.y), ..good.clone() },
        ] {
            assert_eq!(PublicKey::try_from(&bad), Err(BadKey));
        }
    }
}
