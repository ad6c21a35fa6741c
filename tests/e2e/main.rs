//! The whole system from outside: the server as a process, real sockets, phones, services and other people's programs.
//! Tests are named after what people do (`A6`, `S1`, …: the feature ids of the design).
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong in a test ends the test")]

mod a12_repair;
mod a15_quiet;
mod a17_lock;
mod a19_transfer;
mod a2_a3_link;
mod a6_apns;
mod a6_ntfy;
mod a6_push;
mod a6_request;
mod a8_code;
mod a9_a10_accounts;
mod bad_input;
mod crashes;
mod newcomer;
mod o1_o7_organisation;
mod o7_attestation;
mod operation;
mod p11_p15_account;
mod p12_mail;
mod p17_company;
mod p18_reset;
mod p19_privacy;
mod p20_profile;
mod p2_p3_passkeys;
mod p2_p3_sms;
mod p8_p9_programs;
mod pages;
mod peers;
mod portal_account;
mod portal_begin;
mod portal_sign_in;
mod r1_move;
mod r1_move_killed;
mod r3_r4_identity;
mod r5_prepared;
mod races;
mod roles;
mod s1_service;
mod s5_webhooks;
mod terminal;
