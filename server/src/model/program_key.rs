//! Application passwords and API tokens: what programs use in a person's place.

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;

use super::{PersonId, ProgramKeyId, ServiceId, TokenHash};

/// An API token that was not used for so long opens nothing any more, in seconds: a year.
pub const UNUSED_SECS: i64 = 365 * 86_400;

/// A secret that a program has.
#[derive(Clone, PartialEq, Eq)]
pub struct ProgramKey {
    /// Its id.
    pub id: ProgramKeyId,
    /// Whose program it is.
    pub person: PersonId,
    /// What kind of secret.
    pub kind: ProgramKeyKind,
    /// The person's name for the program.
    pub name: Text,
    /// What is stored of the secret.
    pub hash: TokenHash,
    /// The one service that it opens; `None`: every service.
    pub service: Option<ServiceId>,
    /// What it may do there.
    pub scope: Scope,
    /// When it was made.
    pub created_at: UnixSeconds,
    /// When it ends, if it does by itself.
    pub expires_at: Option<UnixSeconds>,
    /// When it was last used, to the minute.
    pub used_at: Option<UnixSeconds>,
    /// From which network address.
    pub used_from: Option<String>,
}

/// What kind of secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProgramKeyKind {
    /// Takes the place of the password in programs that can't do a second step.
    AppPassword,
    /// Is sent by scripts to an interface for programs.
    ApiToken,
}

impl ProgramKeyKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::AppPassword, Self::ApiToken];

    /// As services and downloads read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AppPassword => "application-password",
            Self::ApiToken => "api-token",
        }
    }
}

/// What a program may do; the service sees to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Read.
    Read,
    /// Read and change.
    Full,
}

impl Scope {
    /// As services read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Full => "full",
        }
    }
}

/// Whether a program key opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// It does.
    Live,
    /// Its time is over.
    Expired,
    /// Nobody used it for a year.
    Unused,
}

impl ProgramKey {
    /// Whether it opens anything at `now`.
    #[must_use]
    pub fn state(&self, now: UnixSeconds) -> KeyState {
        let last = self.used_at.unwrap_or(self.created_at);
        match self.expires_at {
            Some(end) if end <= now => KeyState::Expired,
            _ if self.kind == ProgramKeyKind::ApiToken && now - last >= UNUSED_SECS => KeyState::Unused,
            _ => KeyState::Live,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: ProgramKeyKind) -> ProgramKey {
        ProgramKey {
            id: ProgramKeyId([1; 16]),
            person: PersonId([2; 16]),
            kind,
            name: Text::new("x").unwrap(),
            hash: TokenHash([3; 32]),
            service: None,
            scope: Scope::Full,
            created_at: 0,
            expires_at: None,
            used_at: None,
            used_from: None,
        }
    }

    #[test]
    fn a_token_ends_in_its_time_and_after_a_year_without_a_call() {
        let token = key(ProgramKeyKind::ApiToken);
        assert_eq!(token.state(UNUSED_SECS - 1), KeyState::Live);
        assert_eq!(token.state(UNUSED_SECS), KeyState::Unused);
        let used = ProgramKey { used_at: Some(60), ..token };
        assert_eq!(used.state(UNUSED_SECS + 59), KeyState::Live);
        let short = ProgramKey { expires_at: Some(100), ..used };
        assert_eq!((short.state(99), short.state(100)), (KeyState::Live, KeyState::Expired));
    }

    #[test]
    fn an_application_password_stays_until_it_is_revoked() {
        assert_eq!(key(ProgramKeyKind::AppPassword).state(10 * UNUSED_SECS), KeyState::Live);
    }
}
