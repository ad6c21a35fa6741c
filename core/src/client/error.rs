//! Why a server gave no answer, told apart by what can be done about it.

use std::error::Error;

use crate::clock::UnixSeconds;
use crate::worded::Worded;

/// Why there is no answer from a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// The address is not one that may be talked to.
    #[error("this is not a server's address: it must begin with https://")]
    BadAddress,
    /// No connection: no network, no such name, nobody listens.
    #[error("the server can't be reached; check the network and try again")]
    NoNetwork,
    /// A connection, but no answer in time or a broken one. A message that was sent may have arrived.
    #[error("the server did not answer in time; try again")]
    Timeout,
    /// The server's certificate is not one that is trusted here.
    #[error("the connection is not secure: the server's certificate is not the expected one; nothing was sent")]
    BadCertificate,
    /// Something answers, but not as Assent does: a redirect, a web page, a proxy's error.
    #[error("what answers at this address is not an Assent server; check the address")]
    NotAServer,
    /// More than [`super::MAX_ANSWER_BYTES`].
    #[error("the server's answer is too long; nothing of it was used")]
    TooLarge,
    /// The server says no and why.
    #[error("the server refused: {detail}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What programs compare.
        code: String,
        /// What happened, in the server's words made showable.
        detail: String,
        /// The server's time, where it says so: to correct a clock that is wrong.
        server_time: Option<UnixSeconds>,
    },
}

impl ClientError {
    /// Sorts what the HTTP library says.
    pub(super) fn from_http(error: &reqwest::Error) -> Self {
        match find_tls_error(error) {
            Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) => Self::BadCertificate,
            Some(_) => Self::NotAServer,
            None if error.is_builder() => Self::BadAddress,
            None if error.is_connect() => Self::NoNetwork,
            None if error.is_timeout() || was_cut_off(error) => Self::Timeout,
            None => Self::NotAServer,
        }
    }
}

impl Worded for ClientError {
    fn key(&self) -> &'static str {
        match self {
            Self::BadAddress => "error-bad-address",
            Self::NoNetwork => "error-no-network",
            Self::Timeout => "error-timeout",
            Self::BadCertificate => "error-certificate",
            Self::NotAServer => "error-not-a-server",
            Self::TooLarge => "error-too-large",
            Self::Refused { code, .. } => key_of_refusal(code),
        }
    }

    fn detail(&self) -> String {
        if let Self::Refused { detail, .. } = self { detail.clone() } else { String::new() }
    }
}

/// What a person can do something about has words of its own.
fn key_of_refusal(code: &str) -> &'static str {
    match code {
        "key-not-in-hardware" | "key-not-proved" => "error-key-weak",
        "too-many-phones" => "error-too-many-phones",
        _ => "error-refused",
    }
}

/// The TLS error somewhere below.
fn find_tls_error(error: &reqwest::Error) -> Option<rustls::Error> {
    chain(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()).cloned()
}

/// Whether the connection ended in the middle, as opposed to an answer that is not HTTP.
fn was_cut_off(error: &reqwest::Error) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let by_io = chain(error).filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    let mut kinds = by_io.map(std::io::Error::kind);
    kinds.any(|kind| matches!(kind, BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof))
        || chain(error).any(|cause| cause.to_string().contains("closed before message completed"))
}

/// An error and what caused it. `io::Error` hides what it wraps from `source`, so it is asked separately.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        let wrapped = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_that_a_person_can_do_something_about_has_words_of_its_own() {
        let keys = ["key-not-in-hardware", "key-not-proved", "too-many-phones", "something-new"].map(key_of_refusal);
        assert_eq!(keys, ["error-key-weak", "error-key-weak", "error-too-many-phones", "error-refused"]);
    }
}
