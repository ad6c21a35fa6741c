//! How a person is reached besides the address they sign in with, and how they look.

use assent_core::clock::UnixSeconds;

use super::{AddressId, CredentialId, Email, PersonId};

/// An address of a person that was or is to be proved by a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress {
    /// Its id.
    pub id: AddressId,
    /// Whose it is.
    pub person: PersonId,
    /// The address.
    pub email: Email,
    /// What it is for.
    pub purpose: AddressPurpose,
    /// When it was typed.
    pub created_at: UnixSeconds,
    /// When the link was opened.
    pub proved_at: Option<UnixSeconds>,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressPurpose {
    /// Getting back in.
    Recovery,
    /// To sign in with, once it is proved.
    SignIn,
}

/// How long an address or number may wait for its proof, in seconds.
pub const PROOF_SECS: i64 = 86_400;

/// A telephone number for getting back in.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryNumber {
    /// Its id.
    pub id: CredentialId,
    /// Whose it is.
    pub person: PersonId,
    /// The number, sealed with the id as its place.
    pub sealed_number: Vec<u8>,
    /// A keyed hash of it, to find it by.
    pub hash: [u8; 32],
    /// When it was typed.
    pub created_at: UnixSeconds,
    /// Since when it counts.
    pub proved_at: Option<UnixSeconds>,
}

/// A picture as it was uploaded.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it is.
    pub kind: ImageKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What a picture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
}

impl ImageKind {
    /// What a file begins like (WHATWG MIME Sniffing §6.1). Nothing else of it is read.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', b'V', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_what_it_begins_like() {
        for (bytes, kind) in [
            (&b"\x89PNG\r\n\x1a\n...."[..], Some(ImageKind::Png)),
            (b"\xff\xd8\xff\xe0", Some(ImageKind::Jpeg)),
            (b"RIFF....WEBPVP8 ", Some(ImageKind::Webp)),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
            (b"GIF89a", None),
            (b"RIFF....WAVE", None),
            (b"", None),
        ] {
            assert_eq!(ImageKind::of(bytes), kind);
        }
    }
}
