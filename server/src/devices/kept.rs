//! Where a phone's approve key lies, and whether the rules take that.

use assent_core::clock::UnixSeconds;
use assent_core::keys::{Assurance, PublicKey};
use assent_core::message::{Enrol, derive_attestation_challenge};

use super::DeviceError;
use super::attestation::{About, Wrong, judge};
use crate::app::App;
use crate::model::{Attestation, Rules};

/// How a new phone's approve key is kept.
pub(super) struct Kept {
    /// As was proved; without a proof, as the phone says.
    pub(super) assurance: Assurance,
    /// What it offered as a proof.
    pub(super) attestation: Option<Attestation>,
}

impl Kept {
    /// Looks at what came with an enrolment.
    pub(super) fn find(app: &App, enrol: &Enrol, approve: &PublicKey, now: UnixSeconds) -> Result<Self, Wrong> {
        let challenge = derive_attestation_challenge(&app.signing.root_key.thumbprint_bytes(), enrol.ticket);
        let about = About { key: approve, challenge: &challenge, now };
        let offered = enrol.attestation.as_ref();
        let attestation = offered.map(|offered| judge(&app.attestation, offered, about)).transpose()?;
        let proved = attestation.as_ref().and_then(Attestation::proved);
        Ok(Self { assurance: proved.unwrap_or(enrol.assurance), attestation })
    }

    pub(super) fn is_proved(&self) -> bool {
        self.attestation.as_ref().is_some_and(|one| one.proved().is_some())
    }
}

/// Whether a phone may be linked whose approve key lies there.
pub(super) fn check_rules(rules: &Rules, assurance: Assurance, is_proved: bool) -> Result<(), DeviceError> {
    match (rules.allows(assurance), is_proved || !rules.proved_keys) {
        (false, _) => Err(DeviceError::WeakKey),
        (true, false) => Err(DeviceError::NotProved),
        (true, true) => Ok(()),
    }
}
