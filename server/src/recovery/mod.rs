//! Getting back in without the phone.

mod backup_code;
mod backup_codes;
mod check_links;
mod reset;
#[cfg(test)]
mod tests;

pub use backup_code::{BackupCodeText, looks_like_backup_code, read_backup_code};
pub use backup_codes::{BackupCodeResult, BackupCodesLeft, check_backup_code, count_backup_codes, make_backup_codes};
pub use check_links::{Link, find_linked, make_link};
pub use reset::{
    INVITE_SECS, RESET_SECS, ResetRefused, ask_reset, find_reset, make_reset_token, replace_password, reset_password,
};
