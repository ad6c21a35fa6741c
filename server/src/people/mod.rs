//! People: how they prove who they are, how long that holds, and what they may change about it.
//!
//! The rules for accounts that do not exist are the same as for those that do: the same hashes, the same writes, the
//! same answer. [`Account`] carries that through every check.

mod account;
pub mod accounts;
mod address_token;
mod admin;
mod codes;
mod common_passwords;
mod decoy;
mod hashing;
pub mod lockout;
mod other_apps;
mod password;
mod second_step;
mod seeds;
pub mod sessions;
mod set_up;
mod sign_in;
mod throttle;
mod token;
pub mod trust;
mod two_step;
mod user_agent;

#[cfg(test)]
pub(crate) mod tests;

pub use account::Account;
pub use address_token::{find_by_address_token, make_address_token};
pub use admin::{Admin, NotAllowed};
pub use codes::{CodeResult, Origin, check_code, check_code_as, reopen_pushes};
pub use decoy::Decoy;
pub use hashing::{Cost, Costs, Hashing};
pub use other_apps::{
    ConfirmResult, NewOtherApp, OtherAppRefused, add_other_app, code_names, confirm_other_app, list_other_apps,
    remove_other_app, show_other_app,
};
pub use password::{BadPassword, MAX_PASSWORD_BYTES, MIN_ADMIN_PASSWORD_CHARS, MIN_PASSWORD_CHARS, Password, Whose};
pub use second_step::{find_sign_in, set_challenge, step_again};
pub use seeds::{make_otp, open_key};
pub use sessions::{NewSession, SignedIn};
pub use set_up::SetUp;
pub use sign_in::{
    NextStep, Onward, PasswordOk, SignInRefused, after_company, after_password, check_password, prove_again,
    prove_password,
};
pub use throttle::{Factor, Judge, Judgement, Tried, check_throttle, count_failure, reset_throttle, try_factor};
pub use token::Token;
pub use two_step::{TwoStepState, has_two_step, is_last_step, two_step_state};
pub use user_agent::read_user_agent;
