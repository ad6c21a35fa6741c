//! What was answered, with the proof.

use assent_core::authenticator as core;
use assent_core::ids::ChallengeId;
use assent_core::message::{ReceiptBundle, Verdict};

use crate::{Answer, AppError, AssentApp, Outcome};

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Answered {
    /// How the request ended.
    pub outcome: Outcome,
    /// Whether it could be written into the history.
    pub in_history: bool,
}

/// One answered request.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HistoryEntry {
    /// Names it in [`AssentApp::receipt`].
    pub request: String,
    /// The account here; it may be gone since.
    pub account: String,
    /// What the server called itself.
    pub issuer: String,
    /// Whose login.
    pub account_name: String,
    /// Who asked.
    pub service: String,
    /// From where.
    pub address: Option<String>,
    /// The place of the address.
    pub place: Option<String>,
    /// When the login was begun, in Unix seconds by the server's clock.
    pub asked_at: i64,
    /// When it was answered, in Unix seconds by this phone's clock.
    pub answered_at: i64,
    /// The answer.
    pub answer: Answer,
    /// How it ended.
    pub outcome: Outcome,
}

/// What a receipt proves, checked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CheckedReceipt {
    /// The server's id; compare it with what is known.
    pub server_id: String,
    /// The thumbprint of the phone's key.
    pub device_key_id: String,
    /// The service's name, as it was shown.
    pub service: String,
    /// Whose login.
    pub account_name: String,
    /// The answer.
    pub answer: Answer,
    /// How it ended.
    pub outcome: Outcome,
    /// When the server took the answer, in Unix seconds.
    pub decided_at: i64,
}

#[uniffi::export]
impl AssentApp {
    /// What was answered, newest first.
    ///
    /// # Errors
    /// [`AppError::Locked`], or of the vault.
    pub fn history(&self) -> Result<Vec<HistoryEntry>, AppError> {
        let list = || Ok(self.opened()?.history()?.into_iter().map(HistoryEntry::from).collect());
        self.log.note("history", list())
    }

    /// The proof of an answer, as the file that `assent receipt check` reads.
    ///
    /// # Errors
    /// [`AppError::BadInput`] when it is not in the history, or of the vault.
    pub fn receipt(&self, request: String) -> Result<Vec<u8>, AppError> {
        let find = || {
            let bundle = self.entry(&request)?.receipt;
            serde_json::to_vec_pretty(&bundle).map_err(AppError::internal)
        };
        self.log.note("receipt", find())
    }

    /// Checks the proof of an answer again, all of it, without any network.
    ///
    /// # Errors
    /// [`AppError::BadInput`] when it is not in the history, [`AppError::Untrusted`], or of the vault.
    pub fn check_receipt(&self, request: String) -> Result<CheckedReceipt, AppError> {
        let check = || {
            let entry = self.entry(&request)?;
            check_bundle(&entry.receipt, &entry.service_id)
        };
        self.log.note("check_receipt", check())
    }
}

impl AssentApp {
    fn entry(&self, request: &str) -> Result<core::HistoryEntry, AppError> {
        let none = || AppError::bad_input("error-no-history", "there is no such answer here");
        let challenge: ChallengeId = request.parse().map_err(|_| none())?;
        self.opened()?.find_history(challenge)?.ok_or_else(none)
    }
}

/// Checks a receipt that is meant for the service `service_id`.
pub(crate) fn check_bundle(bundle: &ReceiptBundle, service_id: &str) -> Result<CheckedReceipt, AppError> {
    let proof = bundle.check(service_id).map_err(core::AuthError::BadReceipt)?;
    Ok(CheckedReceipt {
        server_id: proof.server_id,
        device_key_id: proof.device_key_id,
        service: proof.prompt.service.name.to_string(),
        account_name: proof.prompt.account.to_string(),
        answer: proof.decision.verdict.into(),
        outcome: proof.receipt.outcome.into(),
        decided_at: proof.receipt.decided_at,
    })
}

impl From<core::Answered> for Answered {
    fn from(answered: core::Answered) -> Self {
        Self { outcome: answered.outcome.into(), in_history: answered.in_history }
    }
}

impl From<Verdict> for Answer {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Approve => Self::Approve,
            Verdict::Deny => Self::Deny,
            Verdict::Report => Self::Report,
        }
    }
}

impl From<core::HistoryEntry> for HistoryEntry {
    fn from(entry: core::HistoryEntry) -> Self {
        let text = |text: Option<assent_core::message::Text>| text.map(|text| text.to_string());
        Self {
            request: entry.challenge.to_string(),
            account: entry.account.to_string(),
            issuer: entry.issuer.to_string(),
            account_name: entry.account_name.to_string(),
            service: entry.service.to_string(),
            address: text(entry.context.address),
            place: text(entry.context.place),
            asked_at: entry.asked_at,
            answered_at: entry.answered_at,
            answer: entry.verdict.into(),
            outcome: entry.outcome.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestPhone;

    #[test]
    fn what_was_never_answered_has_no_receipt() {
        let phone = TestPhone::with_vault();
        let app = &phone.app;
        assert!(app.history().unwrap().is_empty());
        for request in ["x", "00000000000000000000000000000000"] {
            let refused = app.receipt(request.to_owned());
            assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-no-history"));
        }
    }
}
