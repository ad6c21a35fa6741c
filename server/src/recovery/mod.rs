//! Getting back in without the phone.

mod backup_code;
mod backup_codes;
#[cfg(test)]
mod tests;

pub use backup_code::{BackupCodeText, looks_like_backup_code};
pub use backup_codes::{BackupCodeResult, BackupCodesLeft, check_backup_code, count_backup_codes, make_backup_codes};
