//! One option of the second step, and where a phone's keys are.

use assent_core::clock::UnixSeconds;
use assent_core::keys;

use super::frame::Frame;
use crate::model::Device;

/// One option of the second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// As it stands in addresses.
    pub id: String,
    /// As the person calls it.
    pub name: String,
    /// What it is.
    pub kind: FactorKind,
    /// When it last served to sign in.
    pub last_used_at: Option<UnixSeconds>,
}

/// What an option is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorKind {
    /// The Assent app.
    Phone {
        /// Maker and model, as the phone said.
        model: String,
        /// Where its keys are.
        assurance: Assurance,
        /// Whether its push address is gone and it named no other.
        is_push_lost: bool,
    },
    /// Another app that makes one-time codes.
    CodeApp,
    /// A passkey or security key.
    Passkey,
    /// A number that gets codes by SMS.
    Sms {
        /// Masked.
        number: String,
    },
}

/// Where a phone's keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assurance {
    /// In the phone's hardware, and its maker says so.
    Proved,
    /// In the phone's hardware, as only the phone says.
    Said,
    /// In a file of the app.
    Software,
}

impl Factor {
    /// A phone that is linked.
    #[must_use]
    pub fn of_phone(device: &Device) -> Self {
        let assurance = match (device.assurance, device.proved) {
            (keys::Assurance::Software, _) => Assurance::Software,
            (_, true) => Assurance::Proved,
            (_, false) => Assurance::Said,
        };
        let model = device.description.model.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            id: device.id.to_string(),
            name: device.description.name.to_string(),
            kind: FactorKind::Phone { model, assurance, is_push_lost: device.push_lost_at.is_some() },
            last_used_at: Some(device.seen_at),
        }
    }

    pub(super) fn kind_named(&self, frame: &Frame) -> String {
        match &self.kind {
            FactorKind::CodeApp => frame.t("factor-app").to_string(),
            FactorKind::Passkey => frame.t("factor-passkey").to_string(),
            FactorKind::Sms { number } => frame.t("factor-sms").with("number", number).to_string(),
            FactorKind::Phone { model, assurance, is_push_lost } => {
                let kind = frame.t("factor-phone").to_string();
                let lost = is_push_lost.then(|| frame.t("factor-not-woken").to_string());
                let model = Some(model.clone()).filter(|model| !model.is_empty());
                let parts = [Some(kind), model, Some(assurance.named(frame)), lost];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
            }
        }
    }

    pub(super) const fn is_phone(&self) -> bool {
        matches!(self.kind, FactorKind::Phone { .. })
    }

    pub(super) const fn icon(&self) -> &'static str {
        match self.kind {
            FactorKind::Phone { .. } | FactorKind::Sms { .. } => "phone",
            FactorKind::CodeApp => "code",
            FactorKind::Passkey => "key",
        }
    }
}

impl Assurance {
    /// In the words of the page.
    pub(super) fn named(self, frame: &Frame) -> String {
        let word = match self {
            Self::Proved => frame.t("factor-proved"),
            Self::Said => frame.t("factor-said"),
            Self::Software => frame.t("factor-software"),
        };
        word.to_string()
    }
}
