//! A phone as one option of the second step, and where its keys are.

use assent_core::keys;

use super::frame::Frame;
use super::security::{Factor, FactorKind};
use crate::model::Device;

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
