//! Errors and the words that apps have for them.

/// An error that apps say in a person's language. Its `Display` is English, for logs.
pub trait Worded {
    /// The key of its words, stable: `error-` and what programs compare.
    fn key(&self) -> &'static str;

    /// What the words mention: a number, a name, what the server said. Empty when they stand alone.
    fn detail(&self) -> String {
        String::new()
    }
}
