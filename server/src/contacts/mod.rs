//! How people are reached besides the address they sign in with, what they get back in by, and how they look.

mod addresses;
mod login_name;
mod number;
mod picture;

#[cfg(test)]
mod tests;

pub use addresses::{AddressRefused, Proved, ask_address, list_addresses, prove_address, remove_address};
pub use login_name::ask_login_name;
pub use number::{confirm_number, find_number, find_pending, remove_number, send_again, set_number};
pub use picture::{MAX_PICTURE_BYTES, PictureRefused, find_picture, has_picture, remove_picture, set_picture};
