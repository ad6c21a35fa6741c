//! What people see: plain data in, HTML out. No HTTP type and no store in here.
//!
//! To add a page: one file here with its struct (every visible state in it), one template of the same name in
//! `templates/`, its words in both catalogues under `locales/`. The tests in `tests.rs` hold it to the rules of
//! the house.

pub mod activity;
mod activity_words;
pub mod add_option;
pub mod add_person;
pub mod address_proof;
pub mod assets;
pub mod authorise;
pub mod backup_codes;
pub mod backup_entry;
pub mod code_app;
pub mod code_entry;
pub mod company;
pub mod compromised;
pub mod confirm;
pub mod contact;
pub mod delete_account;
pub mod error_page;
pub mod factor;
pub mod forgotten;
pub mod frame;
pub mod html;
pub mod identity_ask;
pub mod identity_case;
pub mod identity_checks;
pub mod identity_steps;
mod identity_words;
pub mod initials;
pub mod leave;
pub mod link_done;
pub mod link_landing;
pub mod link_phone;
pub mod mail;
pub mod mail_settings;
mod mail_topic;
pub mod not_me;
pub mod other_ways;
pub mod passkey_entry;
pub mod people;
pub mod person;
pub mod profile;
pub mod programs;
pub mod providers;
pub mod qr;
pub mod recover;
pub mod recovery_plan;
pub mod remove_factor;
pub mod replace_phone;
pub mod reviewer_key;
pub mod revoke_service;
pub mod ring;
pub mod roles;
pub mod rules;
pub mod security;
pub mod services;
pub mod set_up;
pub mod sign_in;
pub mod sms_code;
pub mod sms_text;
pub mod start;
pub mod trusting;
pub mod unlock;
pub mod waiting;
pub mod way_back;
pub mod webhook;
pub mod when;
pub mod words;

/// A page is rendered by [`askama::Template::render`].
pub use askama::Template;

#[cfg(test)]
mod tests;
