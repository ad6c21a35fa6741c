//! Telling services what happened to their people, as signed messages to an address of theirs (Standard Webhooks 1.0).
//! What is told is read from the log, as mails are; it waits in the store until the service took it.

mod deliver;
mod follow;
mod send;
mod settings;
mod sign;

#[cfg(test)]
mod tests;

pub use deliver::work;
pub use send::{HttpSender, SendFailed, Sender};
pub use settings::{NewWebhook, WebhookRefused, find_webhook, list_deliveries, remove_webhook, resend, set_webhook};
