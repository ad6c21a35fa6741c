//! Mails to people: what is kept of one until it is sent, and when it is tried again.

use assent_core::clock::UnixSeconds;
use serde::{Deserialize, Serialize};

use super::{MailId, PersonId};

/// A mail is given up this long after it was made, in seconds: three days, as mail servers do (RFC 5321 §4.5.4.1).
pub const MAIL_LIFE_SECS: i64 = 3 * 86_400;

/// Between tries, in seconds; the last one again and again.
const WAITS: [i64; 4] = [60, 300, 900, 3_600];

/// A mail that waits for its sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id, also the place that its content is sealed for.
    pub id: MailId,
    /// To whom.
    pub person: PersonId,
    /// What it is about, for [`Mail::not_after`].
    pub about: String,
    /// Not made when the person got one about the same after this.
    pub not_after: Option<UnixSeconds>,
    /// Address, subject and words, sealed: links in it may open doors.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub made_at: UnixSeconds,
    /// How often it was tried.
    pub tries: u32,
}

impl Mail {
    /// When to try again after a failure at `now`; `None` when it is given up.
    #[must_use]
    pub fn next_try(&self, now: UnixSeconds) -> Option<UnixSeconds> {
        let at = (self.tries as usize).saturating_sub(1).min(WAITS.len() - 1);
        Some(now + WAITS[at]).filter(|next| *next < self.made_at + MAIL_LIFE_SECS)
    }
}

/// What is sent. Has no `Debug`: links in it may open doors.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// To which address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its words alone.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Which sign-ins a person is told of by mail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Alerts {
    /// None.
    Never,
    /// Those that failed.
    #[default]
    Failures,
    /// All.
    Always,
}

impl Alerts {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Never, Self::Failures, Self::Always];

    /// The word in forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Failures => "failures",
            Self::Always => "always",
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|alerts| alerts.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_again_after_growing_waits_for_three_days() {
        let mut mail = Mail {
            id: MailId([1; 16]),
            person: PersonId([1; 16]),
            about: String::new(),
            not_after: None,
            sealed: Vec::new(),
            made_at: 0,
            tries: 0,
        };
        let (mut now, mut waits) = (0, Vec::new());
        loop {
            mail.tries += 1;
            let Some(next) = mail.next_try(now) else { break };
            waits.push(next - now);
            now = next;
        }
        assert_eq!(waits[..5], [60, 300, 900, 3_600, 3_600]);
        assert!(now < MAIL_LIFE_SECS && now + 3_600 >= MAIL_LIFE_SECS);
    }

    #[test]
    fn a_choice_is_found_by_its_word() {
        assert!(Alerts::ALL.iter().all(|alerts| Alerts::find(alerts.word()) == Some(*alerts)));
        assert_eq!(Alerts::find("sometimes"), None);
    }
}
