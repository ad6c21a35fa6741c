//! Administration: one person.

use askama::Template;
use assent_core::clock::UnixSeconds;

use super::factor::Factor;
use super::frame::Frame;
use super::html::Html;
use crate::model::Role;

/// What an administrator sees of a person, and can do for them.
#[derive(Template)]
#[template(path = "person.html")]
pub struct PersonPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// As it stands in addresses.
    pub id: String,
    /// As they are called.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// What this administrator can make of them.
    pub roles: Vec<Role>,
    /// Their phones.
    pub phones: Vec<Factor>,
    /// Whether a second step is on.
    pub has_two_step: bool,
    /// When the account was made.
    pub made_at: UnixSeconds,
    /// Since when it is locked.
    pub locked_at: Option<UnixSeconds>,
    /// Whether this administrator can lock it.
    pub can_be_locked: bool,
    /// Whether they look at identity checks.
    pub is_reviewer: bool,
    /// Whether this administrator gives and takes that right.
    pub can_appoint: bool,
    /// Whether an administrator may say that it is them, when they can't get in.
    pub can_vouch: bool,
    /// Whether this server sends mail.
    pub has_mail: bool,
    /// What was just done, if anything.
    pub news: Option<PersonNews>,
}

/// What was just done, or why it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonNews {
    /// They have another role.
    Role,
    /// A mail about their settings goes out.
    Alert,
    /// A mail with a link for a new password goes out.
    Reset,
    /// Nothing opens the account any more.
    Locked,
    /// It opens again.
    Unlocked,
    /// They look at identity checks now.
    ReviewerOn,
    /// They look at them no more.
    ReviewerOff,
    /// What was said for them counts.
    Vouched,
    /// No recovery of theirs has this number.
    WrongNumber,
    /// They are the last legal representative.
    Last,
    /// Somebody else changed the role at the same time.
    Meanwhile,
}

impl PersonPage {
    fn notice(&self) -> Html {
        let t = |key| self.frame.t(key);
        match self.news {
            None => Html::default(),
            Some(PersonNews::Role) => self.frame.done(t("person-role-done")),
            Some(PersonNews::Alert) => self.frame.done(t("person-alert-done").with("name", &self.name)),
            Some(PersonNews::Reset) => self.frame.done(t("person-reset-done").with("name", &self.name)),
            Some(PersonNews::Locked) => self.frame.done(t("person-lock-done")),
            Some(PersonNews::Unlocked) => self.frame.done(t("person-unlock-done")),
            Some(PersonNews::ReviewerOn) => self.frame.done(t("reviewer-on-done")),
            Some(PersonNews::ReviewerOff) => self.frame.done(t("reviewer-off-done")),
            Some(PersonNews::Vouched) => self.frame.done(t("vouched")),
            Some(PersonNews::WrongNumber) => self.frame.bad(t("vouch-wrong")),
            Some(PersonNews::Last) => self.frame.bad(t("person-last")),
            Some(PersonNews::Meanwhile) => self.frame.bad(t("person-meanwhile")),
        }
    }
}
