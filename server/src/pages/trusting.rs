//! People who trust the one who looks.

use askama::Template;

use super::frame::Frame;
use super::html::Html;

/// Who asked, who trusts, and what is said for them.
#[derive(Template)]
#[template(path = "trusting.html")]
pub struct TrustingPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// Who trusts them, or asks them to.
    pub people: Vec<TrustingRow>,
    /// What was just done, if anything.
    pub notice: Option<TrustingNotice>,
}

/// Somebody who trusts them.
pub struct TrustingRow {
    /// In addresses.
    pub id: String,
    /// As they are called.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Whether it was agreed to.
    pub is_accepted: bool,
}

/// What was just done, or why it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrustingNotice {
    /// They agreed.
    Accepted,
    /// They don't, or no more.
    Declined,
    /// What they said counts.
    Vouched,
    /// No recovery has this number.
    WrongNumber,
}

impl TrustingPage {
    fn notice(&self) -> Html {
        match self.notice {
            None => Html::default(),
            Some(TrustingNotice::Accepted) => self.frame.done(self.frame.t("trusted-accepted")),
            Some(TrustingNotice::Declined) => self.frame.done(self.frame.t("trusted-declined")),
            Some(TrustingNotice::Vouched) => self.frame.done(self.frame.t("vouched")),
            Some(TrustingNotice::WrongNumber) => self.frame.bad(self.frame.t("vouch-wrong")),
        }
    }
}
