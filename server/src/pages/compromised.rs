//! Somebody else may know the password: what to do, one step after the other.

use askama::Template;

use super::factor::Factor;
use super::frame::Frame;
use super::profile::ChangeState;
use super::security::ProgramCount;

/// One of three pages.
#[derive(Template)]
#[template(path = "compromised.html")]
pub struct Compromised {
    /// The page's surroundings.
    pub frame: Frame,
    /// The account's address, for password managers.
    pub email: String,
    /// Which page.
    pub step: Step,
}

/// Which page.
pub enum Step {
    /// A new password.
    Password(ChangeState),
    /// What programs have.
    Programs([ProgramCount; 2]),
    /// A look at everything else that opens the account.
    Check(Vec<Factor>),
}

impl Compromised {
    const fn number(&self) -> u32 {
        match self.step {
            Step::Password(_) => 1,
            Step::Programs(_) => 2,
            Step::Check(_) => 3,
        }
    }
}
