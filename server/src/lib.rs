//! Holds pending login challenges; every way in is a door.

pub mod commands;
pub mod config;
pub mod keys;
pub mod problem;
pub mod serve;
pub mod telemetry;
