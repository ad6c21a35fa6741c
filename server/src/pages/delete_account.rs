//! Deleting one's account.

use askama::Template;

use super::confirm::PasswordState;
use super::frame::Frame;

/// Says what goes and what stays, and asks for the password one last time.
#[derive(Template)]
#[template(path = "delete_account.html")]
pub struct DeleteAccount {
    /// The page's surroundings.
    pub frame: Frame,
    /// The account's address.
    pub email: String,
    /// Whether the person stands for the organisation.
    pub stands: bool,
    /// Whether nobody else does, so that the account stays.
    pub is_last: bool,
    /// Whether a password opens this account, and is asked for.
    pub has_password: bool,
    /// What came of the password before.
    pub state: PasswordState,
}
