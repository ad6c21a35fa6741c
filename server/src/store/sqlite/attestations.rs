//! What phones offered as a proof of where their keys lie.

use assent_core::ids::DeviceId;
use rusqlite::Connection;

use super::Tx;
use super::rows::{change, change_one, find, json};
use crate::model::{Attestation, Device};
use crate::store::StoreError;

/// What came with a phone that is linked.
pub(super) fn find_attestation(conn: &Connection, device: DeviceId) -> Result<Option<Attestation>, StoreError> {
    find(conn, "SELECT facts FROM attestations WHERE device = ?1", [device.0], |columns| columns.json())
}

/// Stores what came with a phone.
pub(super) fn add_attestation(tx: &Tx<'_>, device: &Device, attestation: &Attestation) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO attestations (device, person, facts) VALUES (?1, ?2, ?3)";
    change_one(tx.conn, SQL, (device.id.0, device.person.0, json(attestation)?))
}

/// Forgets it with the phone.
pub(super) fn drop_attestation(tx: &Tx<'_>, device: DeviceId) -> Result<(), StoreError> {
    change(tx.conn, "DELETE FROM attestations WHERE device = ?1", [device.0]).map(drop)
}
