//! An account as it is kept.

use serde::{Deserialize, Serialize};

use crate::clock::UnixSeconds;
use crate::ids::DeviceId;
use crate::keys::{Jwk, PublicKey};
use crate::message::{KeySet, OtpGrant, Sha256, Text, WireSecret};
use crate::otp::{Address, Algorithm, Digits, Kind, OtpKey, Period, parse_base32};

use super::moving::MovingIn;
use super::{AuthError, Colour};

crate::id!(
    /// An account in this authenticator. Chosen here, unknown to any server.
    AccountId
);

/// Whether an account's server still knows this phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkState {
    /// The link code was not typed yet.
    Pending,
    /// Linked, or an account that has only codes.
    Active,
    /// The server said that this phone is no longer linked.
    Unlinked,
}

/// The whole record. It holds secrets: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Account {
    pub(super) id: AccountId,
    /// The person's own name for it.
    pub(super) label: Option<Text>,
    /// The person's own colour for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) colour: Option<Colour>,
    pub(super) added_at: UnixSeconds,
    pub(super) source: Source,
    /// The account here whose dead link this new one takes the place of, once it counts (see [`super::Repair`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) repairs: Option<AccountId>,
}

/// Where an account comes from. Neither flattened nor tagged inside: serde would buffer copies of the secrets.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Source {
    /// Linked to an Assent server.
    Linked(Box<Linked>),
    /// Another website's one-time codes.
    Codes {
        /// The whole `otpauth://` address.
        uri: WireSecret,
    },
}

/// A link to a server.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Linked {
    pub(super) server_url: String,
    pub(super) server_id: String,
    pub(super) tls_pins: Vec<Sha256>,
    pub(super) root_key: Jwk,
    pub(super) key_set: String,
    pub(super) device: DeviceId,
    pub(super) account: Text,
    pub(super) issuer: Text,
    pub(super) otp: Option<OtpGrant>,
    pub(super) state: LinkState,
    /// The last one used.
    pub(super) counter: u64,
    pub(super) seen_notice: u64,
    /// What has to be added to this phone's clock to get the server's.
    pub(super) time_offset_secs: i64,
    pub(super) approve_key: Jwk,
    pub(super) request_key: Jwk,
    /// Until when the account's phones get no requests, in the server's time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) quiet_until: Option<UnixSeconds>,
    /// The account that the keys are named after, when that is another one: a repaired link keeps its new keys' name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) keys: Option<AccountId>,
    /// On a new phone, until the old one has signed for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) moving_in: Option<MovingIn>,
    /// On an old phone, once it has signed for a new one and does not know yet whether the server took that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_moving_out: bool,
    /// Whether the server still lists the phone that this link came into the place of.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_old_listed: bool,
}

impl Account {
    /// An account as it is at first.
    pub(super) const fn new(id: AccountId, added_at: UnixSeconds, source: Source) -> Self {
        Self { id, label: None, colour: None, added_at, source, repairs: None }
    }

    /// The link, of an account that has one.
    pub(super) fn linked(&self) -> Result<&Linked, AuthError> {
        match &self.source {
            Source::Linked(linked) => Ok(linked),
            Source::Codes { .. } => Err(AuthError::CodesOnly),
        }
    }

    /// The link, of an account that may ask and answer.
    pub(super) fn active(&self) -> Result<&Linked, AuthError> {
        let linked = self.linked()?;
        match linked.state {
            LinkState::Active => Ok(linked),
            LinkState::Pending => Err(AuthError::NotConfirmed),
            LinkState::Unlinked => Err(AuthError::Unlinked),
        }
    }

    /// The account that its keys are named after.
    pub(super) fn key_owner(&self) -> AccountId {
        self.linked().ok().and_then(|linked| linked.keys).unwrap_or(self.id)
    }

    /// What makes this account's codes, if it has any.
    pub(super) fn otp_key(&self) -> Option<OtpKey> {
        match &self.source {
            Source::Linked(linked) => linked.otp.as_ref().and_then(grant_key),
            Source::Codes { uri } => Address::parse(&uri.0).ok().map(Address::into_key),
        }
    }

    /// How far this phone's clock is from the account's server.
    pub(super) fn time_offset_secs(&self) -> i64 {
        self.linked().map_or(0, |linked| linked.time_offset_secs)
    }
}

impl Linked {
    /// Whether both are links to one account of one server.
    pub(super) fn is_to_same_account(&self, other: &Self) -> bool {
        self.server_id == other.server_id && self.account == other.account
    }

    /// Until when it is quiet, in this phone's time, if it is at `now`.
    pub(super) fn quiet_at(&self, now: UnixSeconds) -> Option<UnixSeconds> {
        self.quiet_until.map(|until| until.saturating_sub(self.time_offset_secs)).filter(|until| *until > now)
    }

    /// The pinned root key.
    pub(super) fn root(&self) -> Result<PublicKey, AuthError> {
        read_key(&self.root_key)
    }

    /// The key set as it was accepted.
    pub(super) fn keys(&self) -> Result<KeySet, AuthError> {
        KeySet::open(&self.key_set, &self.root()?).map_err(|_| AuthError::DamagedAccount)
    }
}

/// A key as it was kept.
pub(super) fn read_key(jwk: &Jwk) -> Result<PublicKey, AuthError> {
    PublicKey::try_from(jwk).map_err(|_| AuthError::DamagedAccount)
}

/// The key of a server's grant, or `None` when this version can't make its codes.
pub(super) fn grant_key(grant: &OtpGrant) -> Option<OtpKey> {
    let period = Period::new(u16::try_from(grant.period_secs).ok()?)?;
    let secret = parse_base32(&grant.secret.0).ok()?;
    OtpKey::new(Kind::Totp { period }, Algorithm::find(&grant.algorithm)?, Digits::new(grant.digits)?, secret).ok()
}
