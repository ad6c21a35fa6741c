//! Administration: adding a person.

use askama::Template;

use super::frame::Frame;
use super::set_up::PasswordProblem;
use crate::model::Role;

/// The form for one more person.
#[derive(Template)]
#[template(path = "add_person.html")]
pub struct AddPerson {
    /// The page's surroundings.
    pub frame: Frame,
    /// The name as it was typed.
    pub name: String,
    /// The address as it was typed.
    pub email: String,
    /// What they shall be.
    pub role: Role,
    /// What they can be made.
    pub roles: Vec<Role>,
    /// Whether this server sends mail, so that they can be invited.
    pub has_mail: bool,
    /// What is wrong, field by field.
    pub problems: AddPersonProblems,
}

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AddPersonProblems {
    /// No name.
    pub is_name_missing: bool,
    /// What is wrong with the address.
    pub email: Option<EmailProblem>,
    /// What the password lacks.
    pub password: Option<PasswordProblem>,
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailProblem {
    /// Not an address.
    Wrong,
    /// Somebody has it.
    Taken,
}

impl AddPersonProblems {
    const fn is_any(&self) -> bool {
        self.is_name_missing || self.email.is_some() || self.password.is_some()
    }
}

impl EmailProblem {
    const fn key(self) -> &'static str {
        match self {
            Self::Wrong => "email-wrong",
            Self::Taken => "email-taken",
        }
    }
}
