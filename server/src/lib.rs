//! Assent's server: holds pending challenges; every way in is a door (`ARCHITECTURE.md`).

pub mod app;
pub mod commands;
pub mod config;
pub mod keys;
pub mod model;
pub mod people;
pub mod problem;
pub mod recovery;
pub mod serve;
pub mod store;
pub mod telemetry;
pub mod wake;
