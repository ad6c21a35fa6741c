//! What somebody prepares while all is well: of four ways to be recognised, two and a waiting time let them in again.

use assent_core::clock::UnixSeconds;
use serde::{Deserialize, Serialize};

use super::{Email, PersonId, TrusteeId};

/// So many of the [`Part`]s are needed, each another kind.
pub const PARTS_NEEDED: usize = 2;
/// What can be chosen as the waiting time, in seconds: a day, three days, a week.
pub const WAITS: [i64; 3] = [86_400, 3 * 86_400, 7 * 86_400];

/// A way to be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A code from another phone or app of theirs.
    Device,
    /// The code on the printed sheet.
    Sheet,
    /// Somebody they trust says so.
    Trustee,
    /// An administrator says so.
    Admin,
}

impl Part {
    /// In the order of the pages.
    pub const ALL: [Self; 4] = [Self::Device, Self::Sheet, Self::Trustee, Self::Admin];

    /// As it stands in catalogues and in the log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Sheet => "sheet",
            Self::Trustee => "trustee",
            Self::Admin => "admin",
        }
    }
}

/// What somebody prepared, besides the people they trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryPlan {
    /// Whose it is.
    pub person: PersonId,
    /// The keyed hash of the code on the printed sheet.
    pub sheet: Option<[u8; 32]>,
    /// When the sheet was made.
    pub sheet_made_at: Option<UnixSeconds>,
    /// Whether an administrator may say that it is them.
    pub by_admin: bool,
    /// How long everybody can stop it, in seconds: one of [`WAITS`].
    pub wait_secs: i64,
}

impl RecoveryPlan {
    /// Nothing prepared.
    #[must_use]
    pub const fn none(person: PersonId) -> Self {
        Self { person, sheet: None, sheet_made_at: None, by_admin: false, wait_secs: WAITS[1] }
    }
}

/// Somebody who is trusted to say that it is them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trustee {
    /// Its name in addresses.
    pub id: TrusteeId,
    /// Who trusts.
    pub person: PersonId,
    /// Who is trusted, as it was typed: there may be nobody of that name.
    pub email: Email,
    /// Who is trusted, once they agreed.
    pub trustee: Option<PersonId>,
    /// When they were asked.
    pub asked_at: UnixSeconds,
}
