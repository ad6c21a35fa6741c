//! Application passwords and API tokens: the list, a form for another, and the new one, shown once.

use askama::Template;
use assent_core::clock::UnixSeconds;
use assent_core::secret::Secret;

use super::frame::Frame;
use super::words::Say;
use crate::model::ProgramKeyKind;

/// The page of one kind.
#[derive(Template)]
#[template(path = "programs.html")]
pub struct Programs {
    /// The page's surroundings.
    pub frame: Frame,
    /// Which kind.
    pub kind: ProgramKeyKind,
    /// Those there are, newest first.
    pub keys: Vec<Key>,
    /// Services that one can be bound to.
    pub services: Vec<Service>,
    /// What was just done, if anything.
    pub news: Option<ProgramNews>,
    /// The form as it was filled in.
    pub form: ProgramForm,
}

/// One in the list.
pub struct Key {
    /// As it stands in addresses.
    pub id: String,
    /// As the person calls it.
    pub name: String,
    /// The only service that it opens.
    pub service: Option<String>,
    /// Whether it may only read.
    pub is_read_only: bool,
    /// When it was made.
    pub made_at: UnixSeconds,
    /// When it was last used.
    pub used_at: Option<UnixSeconds>,
    /// From where.
    pub used_from: Option<String>,
    /// Why it opens nothing any more, if so.
    pub state: KeyState,
}

/// Whether it opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// It does; perhaps until an instant.
    Live(Option<UnixSeconds>),
    /// Its time is over.
    Expired,
    /// Nobody used it for a year.
    Unused,
}

/// A service in the form.
pub struct Service {
    /// As it stands in the form.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The form.
#[derive(Default)]
pub struct ProgramForm {
    /// The name as typed.
    pub name: String,
    /// The id of the chosen service; empty: every one.
    pub service: String,
    /// What is wrong, if anything.
    pub problem: Option<ProgramProblem>,
}

/// What is wrong with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgramProblem {
    /// Nothing in the name that can be shown.
    NoName,
    /// The service is gone.
    NoService,
    /// A thousand already.
    TooMany,
}

/// What was just done.
pub enum ProgramNews {
    /// One was made: shown now and never again.
    Made {
        /// As the person calls it.
        name: String,
        /// The secret.
        secret: Secret,
    },
    /// One was revoked.
    Revoked(String),
    /// All were.
    AllRevoked,
}

/// "Revoke all": what stops then.
#[derive(Template)]
#[template(path = "revoke_programs.html")]
pub struct RevokePrograms {
    /// The page's surroundings.
    pub frame: Frame,
    /// Which kind.
    pub kind: ProgramKeyKind,
    /// The names of those that stop.
    pub names: Vec<String>,
}

/// After how many days a token can end.
const DAYS: [u32; 4] = [7, 30, 90, 365];

impl ProgramKeyKind {
    /// As it stands in addresses.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::AppPassword => "app-passwords",
            Self::ApiToken => "api-tokens",
        }
    }

    const fn is_token(self) -> bool {
        matches!(self, Self::ApiToken)
    }

    /// Words that differ between the kinds.
    pub(super) fn say(self, frame: &Frame, part: &str) -> String {
        frame.t(&format!("{}-{part}", self.path())).to_string()
    }
}

impl Programs {
    fn say(&self, part: &str) -> String {
        self.kind.say(&self.frame, part)
    }

    fn problem(&self) -> Option<Say<'static>> {
        Some(self.frame.t(match self.form.problem? {
            ProgramProblem::NoName => "programs-no-name",
            ProgramProblem::NoService => "programs-no-service",
            ProgramProblem::TooMany => "programs-too-many",
        }))
    }

    fn about(&self, key: &Key) -> String {
        let frame = &self.frame;
        let used = match (&key.used_at, &key.used_from) {
            (None, _) => frame.t("factor-unused").to_string(),
            (Some(at), None) => frame.t("factor-used").with("when", frame.when_inside(at)).to_string(),
            (Some(at), Some(from)) => {
                frame.t("programs-used-from").with("when", frame.when_inside(at)).with("from", from).to_string()
            }
        };
        let end = match key.state {
            KeyState::Live(Some(end)) => Some(frame.t("programs-until").with("when", frame.when(&end)).to_string()),
            _ => None,
        };
        let made = frame.t("programs-made").with("when", frame.when_inside(&key.made_at)).to_string();
        let service = key.service.clone().unwrap_or_else(|| frame.t("programs-everywhere").to_string());
        let scope = key.is_read_only.then(|| frame.t("programs-read").to_string());
        [Some(service), scope, Some(made), Some(used), end].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    const fn days(&self) -> [u32; 4] {
        DAYS
    }
}

impl RevokePrograms {
    fn say(&self, part: &str) -> String {
        self.kind.say(&self.frame, part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::words::{Lang, MISSING, Words};

    #[test]
    fn each_kind_has_its_words_in_both_languages() {
        for lang in Lang::ALL {
            for kind in ProgramKeyKind::ALL {
                for part in ["title", "text", "name", "go", "none", "revoke-all"] {
                    let said = Words::get(lang).t(&format!("{}-{part}", kind.path())).to_string();
                    assert!(!said.contains(MISSING), "{said}");
                }
            }
        }
    }
}
