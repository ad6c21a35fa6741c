//! Name, language and password.

use askama::Template;

use super::frame::Frame;
use super::set_up::PasswordProblem;
use super::words::Lang;
use crate::model::Alerts;

/// What a person can change about themselves.
#[derive(Template)]
#[template(path = "profile.html")]
pub struct Profile {
    /// The page's surroundings.
    pub frame: Frame,
    /// The name, saved or as it was typed.
    pub name: String,
    /// The address that they sign in with.
    pub email: String,
    /// The language chosen.
    pub lang: Lang,
    /// Which sign-ins are told of by mail.
    pub alerts: Alerts,
    /// Whether this server sends mail.
    pub has_mail: bool,
    /// Whether a password opens this account.
    pub has_password: bool,
    /// The person, as their picture is asked for.
    pub id: String,
    /// Whether there is a picture; else initials stand for it.
    pub has_picture: bool,
    /// What came of the picture.
    pub picture: PictureState,
    /// What came of the first form.
    pub details: DetailsState,
    /// What came of the second form.
    pub password: ChangeState,
}

impl Profile {
    const fn alerts_key(&self, alerts: &Alerts) -> &'static str {
        match alerts {
            Alerts::Never => "alerts-never",
            Alerts::Failures => "alerts-failures",
            Alerts::Always => "alerts-always",
        }
    }
}

/// What came of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureState {
    /// Nothing was changed yet.
    Fresh,
    /// It was set or removed.
    Saved,
    /// Too large.
    TooLarge,
    /// Of a kind that is not taken.
    NoPicture,
}

/// What came of changing name, language and alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailsState {
    /// Nothing was changed yet.
    Fresh,
    /// It was saved.
    Saved,
    /// No name.
    NameMissing,
}

/// What came of changing the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeState {
    /// Nothing was typed yet.
    Fresh,
    /// The current password is wrong.
    Wrong,
    /// The new one will not do.
    Refused(PasswordProblem),
    /// Too many tries.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
    /// It was changed.
    Done,
}
