//! Administration: everybody with an account.

use askama::Template;

use super::frame::Frame;
use crate::model::Role;

/// A list of people; who has no second step is marked.
#[derive(Template)]
#[template(path = "people.html")]
pub struct People {
    /// The page's surroundings.
    pub frame: Frame,
    /// The people of this page.
    pub people: Vec<Person>,
    /// Ways to look at fewer.
    pub tabs: Vec<Tab>,
    /// How many have no second step.
    pub without_two_step: u32,
    /// The word of the tab that is shown.
    pub show: String,
    /// What was searched for.
    pub search: String,
    /// Who was just added, with a password to hand over.
    pub added: Option<String>,
    /// Who was just invited by mail.
    pub invited: Option<String>,
    /// Address of the page with more.
    pub older: Option<String>,
}

/// A way to look at fewer.
pub struct Tab {
    /// As it stands in addresses.
    pub word: &'static str,
    /// Its words.
    pub key: &'static str,
    /// How many there are, up to a thousand.
    pub count: u32,
    /// Whether it is the one that is shown.
    pub is_here: bool,
}

/// Somebody with an account.
pub struct Person {
    /// As it stands in addresses.
    pub id: String,
    /// As they are called.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// Whether a second step is on; else they are marked.
    pub has_two_step: bool,
    /// Whether nothing opens the account.
    pub is_locked: bool,
}

impl Tab {
    fn counted(&self) -> String {
        if self.count >= 1000 { "1000+".to_owned() } else { self.count.to_string() }
    }
}
