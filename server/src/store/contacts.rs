//! How people are reached besides the address they sign in with, and how they look.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{AddressId, AuditEvent, CredentialId, Email, Mail, MailAddress, PersonId, Picture, RecoveryNumber};

/// What became of a new address to sign in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Written.
    Done,
    /// Somebody has it.
    Taken,
    /// It was taken back.
    Gone,
}

/// Keeps addresses, numbers for getting back in, and pictures.
#[async_trait]
pub trait ContactStore {
    /// Adds an address, in place of an unproved one of the person that is the same or has the same purpose.
    async fn add_address(&self, address: MailAddress, event: AuditEvent) -> Result<(), StoreError>;

    /// By id.
    async fn find_address(&self, id: AddressId) -> Result<Option<MailAddress>, StoreError>;

    /// A person's, proved or not, oldest first.
    async fn list_addresses(&self, person: PersonId) -> Result<Vec<MailAddress>, StoreError>;

    /// Writes that an address was proved. `false` if it is gone or was proved before.
    async fn prove_address(&self, id: AddressId, now: UnixSeconds, event: AuditEvent) -> Result<bool, StoreError>;

    /// Removes one. `false` if it is gone.
    async fn remove_address(
        &self,
        id: AddressId,
        person: PersonId,
        event: Option<AuditEvent>,
    ) -> Result<bool, StoreError>;

    /// From now on the owner of this address signs in with it; half-done sign-ins end. `mail` waits to be sent.
    async fn move_to_address(&self, id: AddressId, mail: Option<Mail>, event: AuditEvent) -> Result<Moved, StoreError>;

    /// Adds a number for getting back in, in place of the ones that were not proved. One that is proved takes the place
    /// of all.
    async fn add_recovery_number(&self, number: RecoveryNumber, event: Option<AuditEvent>) -> Result<(), StoreError>;

    /// A person's, proved or not, oldest first.
    async fn list_recovery_numbers(&self, person: PersonId) -> Result<Vec<RecoveryNumber>, StoreError>;

    /// Writes that a number was proved; it takes the place of the one before. `false` if it is gone or was proved.
    async fn prove_recovery_number(
        &self,
        id: CredentialId,
        person: PersonId,
        now: UnixSeconds,
        event: AuditEvent,
    ) -> Result<bool, StoreError>;

    /// Removes a person's. `false` if there was none that was proved.
    async fn remove_recovery_number(&self, person: PersonId, event: AuditEvent) -> Result<bool, StoreError>;

    /// The addresses of those who have both this number and this address for getting back in, oldest first, at most
    /// `limit`.
    async fn find_by_recovery(&self, hash: [u8; 32], email: &Email, limit: u32)
    -> Result<Vec<MailAddress>, StoreError>;

    /// Sets or removes a person's picture.
    async fn set_picture(
        &self,
        person: PersonId,
        picture: Option<Picture>,
        event: AuditEvent,
    ) -> Result<(), StoreError>;

    /// Whether a person has a picture.
    async fn has_picture(&self, person: PersonId) -> Result<bool, StoreError>;

    /// A person's picture.
    async fn picture(&self, person: PersonId) -> Result<Option<Picture>, StoreError>;
}
