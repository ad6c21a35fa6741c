//! Phones: linked with a ticket, asked what is new for them, changed and removed.

mod attestation;
mod confirm;
mod enrol;
mod error;
mod follow;
mod handover;
mod kept;
mod open;
mod pull;
mod quiet;
mod remove;
mod succeed;
mod tickets;
mod update;

#[cfg(test)]
mod handover_tests;
#[cfg(test)]
mod quiet_tests;
#[cfg(test)]
mod tests;

pub use attestation::{About, BadTrust, Trust, Wrong, is_description, judge};
pub use confirm::{ConfirmLink, confirm_link};
pub use enrol::enrol;
pub use error::DeviceError;
pub use follow::tell_phones;
pub use handover::handover;
pub use pull::{OpenPull, hold_pull, open_pull};
pub use quiet::end_quiet;
pub use remove::{find_phone, list_phones, remove_phone};
pub use succeed::succeed;
pub use tickets::{
    NewTicket, OldPhone, TicketAt, TicketView, TicketWish, look_at_ticket, make_ticket, show_ticket, wait_for_phone,
    withdraw_ticket,
};
pub use update::{leave, update};
