//! What the doors for people share: who is there, forms that are theirs, answers to a browser.

mod answer;
mod cookies;
mod form;
mod reply;
mod upload;
mod visitor;

pub(super) use cookies::Cookie;
pub(super) use form::{Form, Nothing, safe_next};
pub(super) use reply::{Reply, Result, Trouble, encoded, minutes_until};
pub(super) use upload::Upload;
pub(super) use visitor::{Visitor, name_browser};
