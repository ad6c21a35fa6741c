//! Assent's server: holds pending challenges; every way in is a door (`ARCHITECTURE.md`).

pub mod model;
pub mod store;
