//! A phone that is linked to a person, and the ticket it links with.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{DeviceId, TicketId};
use assent_core::keys::{Assurance, PublicKey};
use assent_core::message::{DeviceDescription, DeviceState, PushEndpoint};

use super::PersonId;

/// How often a link code may be typed; the last wrong one voids the ticket.
pub const LINK_TRIES: u8 = 3;

/// A phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Whose it is.
    pub person: PersonId,
    /// How it presents itself.
    pub description: DeviceDescription,
    /// The key that approves.
    pub approve_key: PublicKey,
    /// The key that asks, denies and reports.
    pub request_key: PublicKey,
    /// How well the approve key is kept: as its hardware's maker says, if that is `proved`, and as the phone says, if not.
    pub assurance: Assurance,
    /// Whether the maker of its hardware says so.
    pub proved: bool,
    /// Where it can be woken.
    pub push: Option<PushEndpoint>,
    /// Whether it may answer.
    pub state: DeviceState,
    /// The last counter it used.
    pub counter: u64,
    /// When it enrolled.
    pub linked_at: UnixSeconds,
    /// When it was last heard of, to the hour.
    pub seen_at: UnixSeconds,
    /// Since when it can't be woken: its push server knew its address no more, and it named no other.
    pub push_lost_at: Option<UnixSeconds>,
}

/// A ticket for one phone.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkTicket {
    /// Its id.
    pub id: TicketId,
    /// Whose phone will be linked.
    pub person: PersonId,
    /// The secret, sealed.
    pub sealed_secret: Vec<u8>,
    /// The PKCE challenge (RFC 7636 §4.2, S256) when the link was started on the phone itself.
    pub pkce_challenge: Option<String>,
    /// The phone that goes when the new one comes.
    pub replaces: Option<DeviceId>,
    /// Whether that phone asked for it: then it alone says which phone comes after it, and no code on the portal does.
    pub handover: bool,
    /// When it was made.
    pub made_at: UnixSeconds,
    /// When it ends.
    pub expires_at: UnixSeconds,
    /// Where it stands.
    pub state: TicketState,
}

/// Where a ticket stands: `Open → Claimed → Used`, or `Void` from either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TicketState {
    /// No phone came yet.
    Open,
    /// A phone came; the link code has to be typed.
    Claimed {
        /// Which phone.
        device: DeviceId,
        /// Keyed hash of the link code.
        code_mac: [u8; 32],
        /// Wrong tries so far.
        wrong_codes: u8,
    },
    /// The phone is linked.
    Used {
        /// Which phone.
        device: DeviceId,
    },
    /// It is worth nothing any more.
    Void(TicketVoid),
}

/// Why a ticket is void.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketVoid {
    /// A second phone came with it.
    SecondClaim,
    /// The link code was wrong three times.
    WrongCode,
    /// The person asked for another one or went away.
    Withdrawn,
}
