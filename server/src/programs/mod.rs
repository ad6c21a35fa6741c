//! What programs use in a person's place: application passwords and API tokens, and how services check them.

mod check;
mod keys;
mod text;

#[cfg(test)]
mod tests;

pub use check::{Opened, SecretResult, check_secret};
pub use keys::{
    Listed, NewProgramKey, ProgramKeyRefused, Wish, list_program_keys, make_program_key, revoke_all, revoke_program_key,
};
