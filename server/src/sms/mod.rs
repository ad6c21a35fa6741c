//! SMS to people, by an HTTP gateway that the operator names. There is no standard for it, so the request is made from
//! templates. How many go to a number and to a country is limited in the store.

mod gateway;
mod limits;
mod send;
mod template;

#[cfg(test)]
mod tests;

pub use gateway::{Gateway, HttpGateway, SmsFailed};
pub use send::{Sms, SmsRefused, send};
