//! What is kept about a person: a copy for them, and its deletion.

mod delete;
mod export;

#[cfg(test)]
mod tests;

pub use delete::{DeleteRefused, delete_account};
pub use export::export;
