//! Assent's server: holds pending challenges; every way in is a door (`ARCHITECTURE.md`).

pub mod app;
pub mod approvals;
pub mod audit;
pub mod commands;
pub mod config;
pub mod devices;
pub mod doors;
pub mod keys;
pub mod mail;
pub mod model;
pub mod organisation;
pub mod pages;
pub mod passkeys;
pub mod people;
pub mod places;
pub mod privacy;
pub mod problem;
pub mod programs;
pub mod recovery;
pub mod run;
pub mod serve;
pub mod services;
pub mod store;
pub mod telemetry;
pub mod wake;
pub mod webhooks;
