//! Phones, the tickets they link with, and the news they get.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{DeviceId, TicketId};
use assent_core::message::{DeviceDescription, Notice, NoticeKind, PushEndpoint};
use async_trait::async_trait;

use super::StoreError;
use crate::model::{Attestation, AuditEvent, Device, LinkTicket, OtpCredential, PersonId, TicketState, TicketVoid};

/// A phone comes with a ticket.
pub struct Claim {
    /// Which ticket; must be open and not past its expiry at `now`.
    pub ticket: TicketId,
    /// The server's time.
    pub now: UnixSeconds,
    /// The phone: pending when a link code has to be typed, active when not.
    pub device: Device,
    /// What it offered as a proof of where its key lies, and what that is worth.
    pub attestation: Option<Attestation>,
    /// Its one-time codes, as active as the phone.
    pub otp: Option<OtpCredential>,
    /// The ticket's state afterwards: `Claimed` or `Used`.
    pub state: TicketState,
    /// Go into the chain.
    pub events: Vec<AuditEvent>,
    /// For the person's other phones.
    pub notice: Option<NewNotice>,
}

/// What became of a [`Claim`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// Written.
    Done,
    /// A phone came before: the ticket is void now, and a phone that was pending with it is removed.
    SecondClaim,
    /// Void, used, expired or unknown.
    NotOpen,
}

/// The link code was typed.
pub struct Confirm {
    /// Which ticket; must be claimed and not past its expiry.
    pub ticket: TicketId,
    /// Whose; another person's ticket is unknown.
    pub person: PersonId,
    /// Keyed hash of what was typed.
    pub code_mac: [u8; 32],
    /// The server's time.
    pub now: UnixSeconds,
    /// Go into the chain when the code is right.
    pub events: Vec<AuditEvent>,
    /// Go into the chain when another phone is removed because this one comes.
    pub cut: Vec<AuditEvent>,
    /// For the person's other phones.
    pub notice: Option<NewNotice>,
}

/// What became of a [`Confirm`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// The phone and its codes are active.
    Done(DeviceId),
    /// Wrong; so many tries are left. At 0 the ticket is void and the phone removed.
    Wrong {
        /// Tries left.
        tries_left: u8,
    },
    /// No phone came yet.
    NotClaimed,
    /// Void, used, expired or unknown.
    NotOpen,
}

/// New facts of a phone.
pub struct DeviceChange {
    /// Which phone; must be active.
    pub id: DeviceId,
    /// Must be higher than its last.
    pub counter: u64,
    /// How it presents itself from now on.
    pub description: DeviceDescription,
    /// Where it can be woken from now on; `None`: as before.
    pub push: Option<PushEndpoint>,
    /// Until when its person's phones get no requests (`Some(None)`: they get them); `None`: as before.
    pub quiet_until: Option<Option<UnixSeconds>>,
    /// Go into the chain.
    pub events: Vec<AuditEvent>,
    /// For the person's phones.
    pub notice: Option<NewNotice>,
}

/// An old phone signed for the one that comes after it.
pub struct Succeed {
    /// With which ticket the new one came; must be a handover of `old`, claimed by `new`, not past its expiry at `now`.
    pub ticket: TicketId,
    /// The phone that goes; must be active.
    pub old: DeviceId,
    /// Must be higher than the old phone's last.
    pub counter: u64,
    /// The phone that comes.
    pub new: DeviceId,
    /// The server's time.
    pub now: UnixSeconds,
    /// Go into the chain.
    pub events: Vec<AuditEvent>,
    /// For the person's phones.
    pub notice: NewNotice,
}

/// What became of a [`Succeed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Succeeded {
    /// The new phone and its codes are active, the old one and its codes are gone.
    Done,
    /// The counter does not rise, or the old phone is not active.
    StaleCounter,
    /// The ticket is not one that this phone came with, or is over.
    NotOpen,
}

/// News for all phones of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// Whose phones.
    pub person: PersonId,
    /// When.
    pub at: UnixSeconds,
    /// What.
    pub kind: NoticeKind,
}

/// Keeps phones.
#[async_trait]
pub trait DeviceStore {
    /// Stores a ticket; the person's other open tickets become void, but not their phones' handovers.
    async fn add_ticket(&self, ticket: LinkTicket) -> Result<(), StoreError>;

    /// A ticket.
    async fn find_ticket(&self, id: TicketId) -> Result<Option<LinkTicket>, StoreError>;

    /// Makes a ticket void if it is open or claimed, and removes a phone that is pending with it.
    async fn void_ticket(&self, id: TicketId, person: PersonId, why: TicketVoid) -> Result<bool, StoreError>;

    /// A phone takes a ticket. First claim wins, a second voids it.
    async fn claim(&self, claim: Claim) -> Result<Claimed, StoreError>;

    /// The link code is checked and the phone activated, in one write; the phone that it replaces is removed in it.
    /// Three wrong codes void the ticket.
    async fn confirm(&self, confirm: Confirm) -> Result<Confirmed, StoreError>;

    /// Stores a handover ticket if its phone (`replaces`) is active and `counter` rises; older ones of this phone become
    /// void, with the phones that came with them. `false` when nothing was stored.
    async fn begin_handover(&self, ticket: LinkTicket, counter: u64) -> Result<bool, StoreError>;

    /// Voids a handover ticket of this phone if `counter` rises. `false` if it does not; one that is over stays as it is.
    async fn stop_handover(&self, id: TicketId, of: DeviceId, counter: u64) -> Result<bool, StoreError>;

    /// Puts one phone into the place of another, in one write.
    async fn succeed(&self, succeed: Succeed) -> Result<Succeeded, StoreError>;

    /// A phone, removed ones too.
    async fn find_device(&self, id: DeviceId) -> Result<Option<Device>, StoreError>;

    /// What a phone that is not removed offered as a proof when it was linked.
    async fn find_attestation(&self, device: DeviceId) -> Result<Option<Attestation>, StoreError>;

    /// A person's active phones, oldest first.
    async fn list_devices(&self, person: PersonId) -> Result<Vec<Device>, StoreError>;

    /// Writes when a phone was last heard of.
    async fn touch_device(&self, id: DeviceId, now: UnixSeconds) -> Result<(), StoreError>;

    /// New facts of an active phone, if its counter rises. `false` if it does not or the phone is not active.
    async fn update_device(&self, change: DeviceChange) -> Result<bool, StoreError>;

    /// Ends the quiet of a person's phones. `false` when they were not quiet at `now`.
    async fn end_quiet(
        &self,
        person: PersonId,
        now: UnixSeconds,
        event: AuditEvent,
        notice: NewNotice,
    ) -> Result<bool, StoreError>;

    /// Removes a phone and its one-time codes. With `counter` (the phone itself says so) only if it rises.
    /// `false` when there was nothing to remove.
    async fn remove_device(
        &self,
        id: DeviceId,
        person: PersonId,
        counter: Option<u64>,
        events: Vec<AuditEvent>,
        notice: Option<NewNotice>,
    ) -> Result<bool, StoreError>;

    /// Notes that the log was read from `from` up to the entry `to` for phones, and stores what came of it. `false` if
    /// somebody else had read it already.
    async fn queue_notices(&self, from: u64, to: u64, notices: Vec<NewNotice>) -> Result<bool, StoreError>;

    /// News after `seq` and not older than `since`, oldest first, at most 16.
    async fn list_notices(&self, person: PersonId, seq: u64, since: UnixSeconds) -> Result<Vec<Notice>, StoreError>;
}
