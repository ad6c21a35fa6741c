//! Administration: what a new server still needs, one step after the other.

use askama::Template;

use super::frame::Frame;

/// The list of first steps.
#[derive(Template)]
#[template(path = "start.html")]
pub struct Start {
    /// The page's surroundings.
    pub frame: Frame,
    /// Whether each is done, in the order of [`STEPS`].
    pub done: [bool; 4],
}

/// The steps: where each leads, and the key of its words.
const STEPS: [(&str, &str); 4] = [
    ("/admin/mail", "start-mail"),
    ("/security/add", "start-two-step"),
    ("/admin/services", "start-service"),
    ("/admin/people/add", "start-people"),
];

impl Start {
    fn steps(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        STEPS.into_iter().zip(self.done).map(|((path, key), done)| (path, key, done))
    }

    /// The first that is not done.
    fn next(&self) -> Option<&'static str> {
        self.steps().find(|(_, _, done)| !done).map(|(path, ..)| path)
    }

    fn text(&self, key: &str) -> String {
        self.frame.t(&format!("{key}-text")).to_string()
    }
}
