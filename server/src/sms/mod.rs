//! SMS to people, by an HTTP gateway that the operator names, and the codes that go out by them. There is no standard for
//! gateways, so the request is made from templates. How many go to a number and to a country is limited in the store.

mod codes;
mod factor;
mod first_code;
mod gateway;
mod limits;
mod prove;
mod send;
mod template;

#[cfg(test)]
mod tests;

pub use codes::{Purpose, SmsCodeResult, open_number, seal_number};
pub use factor::{
    ConfirmNumber, NumberRefused, SmsNumber, add_number, confirm_number, find_unproved, is_offered, list_numbers,
    remove_number, send_again,
};
pub use first_code::{Unproved, check_first_code, send_first_code};
pub use gateway::{Gateway, HttpGateway, SmsFailed};
pub use prove::{check_step_code, list_usable, send_step_code};
pub use send::{Sms, SmsRefused, send};
