//! Assent's server: holds pending challenges; every way in is a door (`ARCHITECTURE.md`).

pub mod app;
pub mod model;
pub mod people;
pub mod recovery;
pub mod store;
pub mod wake;
