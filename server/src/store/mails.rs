//! Mails that wait, and how far the log was read for them.

use assent_core::clock::UnixSeconds;
use async_trait::async_trait;

use super::StoreError;
use crate::model::{AuditEvent, Mail, MailId};

/// Keeps mails until they are sent.
#[async_trait]
pub trait MailStore {
    /// How mail goes out, sealed, if an administrator set it up.
    async fn mail_settings(&self) -> Result<Option<Vec<u8>>, StoreError>;

    /// Sets or forgets that.
    async fn set_mail_settings(&self, sealed: Option<Vec<u8>>, event: AuditEvent) -> Result<(), StoreError>;

    /// Notes that the log was read from `from` up to the entry `to`, and queues the mails that came of it. `false` if
    /// somebody else had read it already.
    async fn queue_mails(&self, from: u64, to: u64, mails: Vec<Mail>) -> Result<bool, StoreError>;

    /// Queues one mail that no log entry calls for. `false` if its [`Mail::not_after`] forbids it.
    async fn add_mail(&self, mail: Mail) -> Result<bool, StoreError>;

    /// The mail that is due first at `now`, counted as tried, for nobody else before `until`.
    async fn take_mail(&self, now: UnixSeconds, until: UnixSeconds) -> Result<Option<Mail>, StoreError>;

    /// It is tried again at `next_at`; without one it is over, and its content is forgotten.
    async fn put_off_mail(&self, id: MailId, next_at: Option<UnixSeconds>) -> Result<(), StoreError>;
}
