//! First run: the first administrator.

use askama::Template;

use super::frame::Frame;
use super::words::Say;

/// Makes the first administrator.
#[derive(Template)]
#[template(path = "set_up.html")]
pub struct SetUp {
    /// The page's surroundings.
    pub frame: Frame,
    /// The token as it was typed.
    pub token: String,
    /// The name as it was typed.
    pub name: String,
    /// The address as it was typed.
    pub email: String,
    /// What is wrong, field by field.
    pub problems: SetUpProblems,
}

/// What is wrong with the set-up form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetUpProblems {
    /// The set-up token is not the one on the console.
    pub is_token_wrong: bool,
    /// No name.
    pub is_name_missing: bool,
    /// Not an address.
    pub is_email_wrong: bool,
    /// What the password lacks.
    pub password: Option<PasswordProblem>,
}

/// What a new password lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer characters than needed.
    TooShort {
        /// How many are needed.
        least: u32,
    },
    /// More than anyone types.
    TooLong,
    /// On the list of those everybody tries first.
    TooCommon,
    /// Contains the name or the address.
    LikeName,
    /// The same as before.
    Same,
}

impl SetUpProblems {
    const fn is_any(&self) -> bool {
        self.is_token_wrong || self.is_name_missing || self.is_email_wrong || self.password.is_some()
    }
}

impl PasswordProblem {
    /// The sentence under the field.
    pub(super) fn words(self, frame: &Frame) -> Say<'static> {
        match self {
            Self::TooShort { least } => frame.t("password-too-short").with("least", least),
            Self::TooLong => frame.t("password-too-long"),
            Self::TooCommon => frame.t("password-too-common"),
            Self::LikeName => frame.t("password-like-name"),
            Self::Same => frame.t("password-same"),
        }
    }
}
