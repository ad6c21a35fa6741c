//! Administration: everybody, with a red mark on those without two-step verification.

use askama::Template;

use super::frame::Frame;

/// The list of people.
#[derive(Template)]
#[template(path = "people.html")]
pub struct People {
    /// The page's surroundings.
    pub frame: Frame,
    /// The people of this page, by address.
    pub people: Vec<Person>,
    /// Who was just added.
    pub added: Option<String>,
    /// Address of the page after.
    pub older: Option<String>,
}

/// A person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// As it stands in addresses.
    pub id: String,
    /// As the person is called.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// Whether the person administers the server.
    pub is_admin: bool,
    /// Whether there is an option of the second step.
    pub has_two_step: bool,
    /// Whether the account is locked.
    pub is_locked: bool,
    /// Whether it can be: not when it is, and nobody locks themselves out.
    pub can_be_locked: bool,
}
