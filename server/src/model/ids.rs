//! Names of the server's things.

use assent_core::id;
use ring::digest::{SHA256, digest};

id!(
    /// A person.
    PersonId
);
id!(
    /// A service (relying party).
    ServiceId
);
id!(
    /// A one-time-code credential.
    CredentialId
);
id!(
    /// A session as its owner sees it in the list; not the cookie.
    SessionId
);

id!(
    /// A mail.
    MailId
);
id!(
    /// An application password or API token.
    ProgramKeyId
);
id!(
    /// A provider of company sign-in.
    ProviderId
);
id!(
    /// Something that a service is told.
    DeliveryId
);
id!(
    /// An identity check.
    CheckId
);

id!(
    /// An address of a person besides the one they sign in with.
    AddressId
);
id!(
    /// A recovery that somebody prepared and began.
    RecoveryId
);
id!(
    /// Somebody who is trusted to say that it is them.
    TrusteeId
);

/// SHA-256 of a bearer token of 256 random bits: what is stored and looked up instead of the token.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// The hash of the token's text.
    #[must_use]
    pub fn of(token: &str) -> Self {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
        Self(hash)
    }
}
