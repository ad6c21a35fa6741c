//! Bad input gets a clear refusal with a stable code, and nothing is lost by it.

mod messages;
mod requests;
mod tickets;
