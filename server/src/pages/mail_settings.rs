//! Administration: how mail goes out.

use askama::Template;

use super::frame::Frame;
use super::html::Html;
use super::words::Say;

/// How mail goes out, and a form for it where the configuration says nothing.
#[derive(Template)]
#[template(path = "mail_settings.html")]
pub struct MailSettingsPage {
    /// The page's surroundings.
    pub frame: Frame,
    /// How it goes out now.
    pub now: MailState,
    /// Where a test goes.
    pub to: String,
    /// The form as it was filled in; the password is typed anew.
    pub form: MailForm,
    /// What was just done.
    pub news: Option<MailNews>,
}

/// How mail goes out.
pub enum MailState {
    /// Not at all.
    Nowhere,
    /// As the configuration says.
    Configured,
    /// As it was set up here.
    Chosen {
        /// The server.
        smtp: String,
        /// Whom it comes from.
        from: String,
    },
}

/// What was typed.
#[derive(Default)]
pub struct MailForm {
    /// The server.
    pub smtp: String,
    /// Whom it comes from.
    pub from: String,
    /// Who signs in there.
    pub user: String,
    /// What is wrong, if anything.
    pub problem: Option<MailProblem>,
}

/// Why it was not kept.
pub enum MailProblem {
    /// Not a mail server's address.
    Server,
    /// Not a sender.
    Sender,
    /// A user without a password, or the other way round.
    HalfLogin,
    /// The mail server did not take the test; in its words.
    NotTaken(String),
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailNews {
    /// The test was taken and the settings are used.
    Saved,
    /// The test was taken.
    Tested,
    /// Mail goes out no more.
    Removed,
}

impl MailSettingsPage {
    fn notice(&self) -> Option<Html> {
        let (frame, to) = (&self.frame, self.to.as_str());
        if let Some(problem) = &self.form.problem {
            return Some(frame.bad(problem.words(frame)));
        }
        Some(frame.done(match self.news? {
            MailNews::Saved => frame.t("mail-set-saved").with("to", to),
            MailNews::Tested => frame.t("mail-set-tested").with("to", to),
            MailNews::Removed => frame.t("mail-set-removed"),
        }))
    }

    const fn can_change(&self) -> bool {
        !matches!(self.now, MailState::Configured)
    }
}

impl MailProblem {
    fn words<'a>(&'a self, frame: &'a Frame) -> Say<'a> {
        match self {
            Self::Server => frame.t("mail-set-no-server"),
            Self::Sender => frame.t("mail-set-no-sender"),
            Self::HalfLogin => frame.t("mail-set-half"),
            Self::NotTaken(why) => frame.t("mail-set-not-taken").with("why", why),
        }
    }
}
