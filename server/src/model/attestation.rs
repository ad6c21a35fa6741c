//! What is known of where a phone's approve key lies, beside the phone's own word.

use assent_core::keys::Assurance;
use assent_core::message;
use serde::{Deserialize, Serialize};

/// What a phone offered as a proof, and what was found in it when it was linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// What came, for whoever wants to look again.
    pub offered: message::Attestation,
    /// What it is worth.
    pub finding: Finding,
    /// With what system the phone had started, as its hardware says; believed only of a proof.
    pub boot: Option<Boot>,
}

/// What an offered proof is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The key lies there; the maker of the hardware says so.
    Proved(Assurance),
    /// As much as no proof.
    NotProved(Doubt),
}

/// Why an honest chain proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Of a format that is not known here.
    OtherFormat,
    /// A certificate, or what it says of the key, can't be read, or is signed in a way that is not known here.
    Unreadable,
    /// No certificate speaks of a key in hardware.
    NoAttestation,
    /// It ends in a root that nobody here trusts.
    UnknownRoot,
    /// One of its certificates was revoked.
    Revoked,
    /// One of its certificates does not hold yet, or any more.
    Untimely,
    /// The key lies in software, or software says where it lies.
    Software,
    /// The key was not made in the hardware, or is not for signing.
    OtherKind,
    /// The key signs without asking the person.
    AsksNobody,
}

/// How far a phone checked the system that it started with (Android Verified Boot).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Boot {
    /// It is the maker's.
    Verified,
    /// It is signed with a key that the owner put in.
    SelfSigned,
    /// Nobody checked: the phone is unlocked for any system.
    Unverified,
    /// The check failed.
    Failed,
}

impl Attestation {
    /// Where the key provably lies.
    #[must_use]
    pub const fn proved(&self) -> Option<Assurance> {
        match self.finding {
            Finding::Proved(assurance) => Some(assurance),
            Finding::NotProved(_) => None,
        }
    }
}
