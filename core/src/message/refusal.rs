//! Why a message is not accepted.

/// Why a message is refused. Nothing of a refused message is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Over [`super::MAX_MESSAGE_BYTES`].
    #[error("the message is longer than 8 KiB")]
    TooLong,
    /// Not three parts of base64url, or its JSON has another form.
    #[error("the message is malformed or cut off")]
    Malformed,
    /// The header has another algorithm, another member or a `crit`.
    #[error("the message's header is not `alg` ES256, `typ` and `kid` alone")]
    Header,
    /// A message of one type where another is expected.
    #[error("the message is of another type")]
    WrongType,
    /// Signed by a key that may not sign this.
    #[error("the message is signed with a key that may not sign it")]
    WrongKey,
    /// The signature is not the key's.
    #[error("the message's signature does not fit: it was changed or is not from whom it says")]
    BadSignature,
    /// Of another protocol version.
    #[error("the message is of another protocol version; update the app or the server")]
    Version,
    /// From somebody else.
    #[error("the message is from somebody else")]
    WrongIssuer,
    /// Meant for somebody else.
    #[error("the message is meant for somebody else")]
    WrongAudience,
    /// Outside its time.
    #[error("the message is too old or from the future; check the clock of the device")]
    Untimely,
    /// A field's value is not allowed.
    #[error("a value in the message is not allowed")]
    BadValue,
}
