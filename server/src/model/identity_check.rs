//! An identity check: somebody lost every second step, shows a document and their face, and reviewers answer.

use assent_core::clock::UnixSeconds;
use assent_core::message::{Context, Text};
use serde::{Deserialize, Serialize};

use super::{CheckId, PersonId, Role, Rules};

/// How long somebody has to send everything, in seconds.
const SEND_SECS: i64 = 3_600;
/// How long pictures are kept at most, from the asking on, in seconds: 72 hours.
pub const PICTURE_SECS: i64 = 72 * 3_600;
/// How long the link of an accepted check opens, in seconds.
const WAY_BACK_SECS: i64 = 86_400;
/// How long the row of a check is kept, in seconds.
pub const KEEP_CHECK_SECS: i64 = 7 * 86_400;
/// Largest head of a sealed picture, in bytes: more than any real number of reviewers makes.
pub const MAX_SEALED_HEAD: usize = 64 * 1024;
/// Largest sealed picture, in bytes: 10 MiB of picture, its head, the head's length and a tag.
pub const MAX_SEALED_PICTURE: usize = 10 * 1024 * 1024 + MAX_SEALED_HEAD + 4 + 16;
/// So many checks can be asked for in 24 hours.
pub const CHECKS_A_DAY: u32 = 3;
/// How long a code holds, in seconds, how often it may be tried, and how many are sent.
const CODE_SECS: i64 = 600;
const CODE_TRIES: u8 = 5;
const CODES: u8 = 3;

/// One check, from its asking to its end.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityCheck {
    /// Its id.
    pub id: CheckId,
    /// Whose account it is about.
    pub person: PersonId,
    /// From where it was asked for.
    pub context: Context,
    /// When.
    pub asked_at: UnixSeconds,
    /// Where it stands.
    pub state: CheckState,
    /// When it came to stand there.
    pub changed_at: UnixSeconds,
    /// The hash of the cookie of the one browser that goes through the steps.
    pub holder: Option<[u8; 32]>,
    /// The telephone number, sealed; forgotten when the check ends.
    pub sealed_number: Option<Vec<u8>>,
    /// The code that was sent last.
    pub code: Option<SentCode>,
    /// How many codes were sent.
    pub codes_sent: u8,
    /// How a code was proved.
    pub proved: Option<CodeWay>,
    /// What is shown.
    pub document: Option<Document>,
    /// What reviewers said.
    pub votes: Vec<Vote>,
}

/// Where a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// Asked for; things are still missing.
    Open,
    /// With the reviewers.
    Sent,
    /// Accepted; the link by mail opens.
    Accepted,
    /// Refused.
    Refused,
    /// Stopped.
    Cancelled,
    /// Too late.
    Expired,
    /// The link was used.
    Used,
}

/// A code on its way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentCode {
    /// The keyed hash of the code.
    pub mac: [u8; 32],
    /// Where it went.
    pub way: CodeWay,
    /// When it ends.
    pub ends_at: UnixSeconds,
    /// How often it was tried.
    pub tries: u8,
}

/// Where a code goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeWay {
    /// To the account's address; the number was only noted.
    Mail,
    /// To the number.
    Sms,
}

/// What is missing next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The telephone number.
    Number,
    /// The code.
    Code,
    /// Which document.
    Document,
    /// The pictures of it.
    Pictures(Document),
}

/// A document with a picture of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// A passport.
    Passport,
    /// An identity card.
    IdentityCard,
    /// A driving licence.
    DrivingLicence,
    /// A residence permit.
    ResidencePermit,
}

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureKind {
    /// The document's front, or the page with the photo.
    Front,
    /// Its back.
    Back,
    /// The person holding it.
    Selfie,
}

/// What a reviewer said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: UnixSeconds,
    /// Why it is refused; `None`: it is accepted.
    pub refused: Option<Reason>,
    /// In their own words.
    pub note: Option<Text>,
}

/// Why a check is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The pictures can't be read.
    Unreadable,
    /// The document is not valid.
    Invalid,
    /// The name is another one.
    OtherName,
    /// The face is another one.
    OtherFace,
    /// The person does not hold the document.
    NotHeld,
    /// Nobody answered at the number.
    NotReached,
}

impl IdentityCheck {
    /// One that was just asked for.
    #[must_use]
    pub const fn new(id: CheckId, person: PersonId, context: Context, asked_at: UnixSeconds) -> Self {
        Self {
            id,
            person,
            context,
            asked_at,
            state: CheckState::Open,
            changed_at: asked_at,
            holder: None,
            sealed_number: None,
            code: None,
            codes_sent: 0,
            proved: None,
            document: None,
            votes: Vec::new(),
        }
    }

    /// When it is over if nothing more happens; `None` when it is.
    #[must_use]
    pub const fn ends_at(&self) -> Option<UnixSeconds> {
        match self.state {
            CheckState::Open => Some(self.asked_at + SEND_SECS),
            CheckState::Sent => Some(self.asked_at + PICTURE_SECS),
            CheckState::Accepted => Some(self.changed_at + WAY_BACK_SECS),
            _ => None,
        }
    }

    /// Whether it stands so at `now`.
    #[must_use]
    pub fn is(&self, state: CheckState, now: UnixSeconds) -> bool {
        self.state == state && self.ends_at().is_some_and(|end| now < end)
    }

    /// Whether it still goes on at `now`.
    #[must_use]
    pub fn is_live(&self, now: UnixSeconds) -> bool {
        self.is(self.state, now)
    }

    /// What is missing next.
    #[must_use]
    pub const fn step(&self) -> Step {
        match (&self.code, self.proved, self.document) {
            (_, Some(_), Some(document)) => Step::Pictures(document),
            (_, Some(_), None) => Step::Document,
            (Some(_), None, _) => Step::Code,
            (None, None, _) => Step::Number,
        }
    }

    /// A number was typed and a code sent; `None` when too many were.
    #[must_use]
    pub fn sent_code(self, sealed_number: Vec<u8>, mac: [u8; 32], way: CodeWay, now: UnixSeconds) -> Option<Self> {
        if self.codes_sent >= CODES || self.proved.is_some() || !self.is(CheckState::Open, now) {
            return None;
        }
        let code = SentCode { mac, way, ends_at: now + CODE_SECS, tries: 0 };
        let codes_sent = self.codes_sent + 1;
        Some(Self { sealed_number: Some(sealed_number), code: Some(code), codes_sent, ..self })
    }

    /// A code was typed: counts it, before anybody learns whether it is right. `None` when none can be tried.
    #[must_use]
    pub fn tried_code(mut self, now: UnixSeconds) -> Option<Self> {
        let is_open = self.is(CheckState::Open, now);
        let code = self.code.as_mut().filter(|code| is_open && now < code.ends_at && code.tries < CODE_TRIES)?;
        code.tries += 1;
        Some(self)
    }

    /// The code was right.
    #[must_use]
    pub fn proved_code(self, now: UnixSeconds) -> Option<Self> {
        let way = self.code.as_ref().filter(|_| self.is(CheckState::Open, now))?.way;
        Some(Self { proved: Some(way), code: None, ..self })
    }

    /// The number was mistyped: another one, while codes are left.
    #[must_use]
    pub fn without_number(self, now: UnixSeconds) -> Option<Self> {
        let can = self.is(CheckState::Open, now) && self.proved.is_none();
        can.then_some(Self { code: None, sealed_number: None, ..self })
    }

    /// What is shown. `None` when something else is missing first.
    #[must_use]
    pub fn with_document(self, document: Option<Document>, now: UnixSeconds) -> Option<Self> {
        let can = self.is(CheckState::Open, now) && self.proved.is_some();
        can.then_some(Self { document, ..self })
    }

    /// Off to the reviewers, if `pictures` are all that are needed.
    #[must_use]
    pub fn sent(self, pictures: &[PictureKind], now: UnixSeconds) -> Option<Self> {
        let needed = self.document.filter(|_| self.is(CheckState::Open, now))?.pictures();
        let is_whole = needed.iter().all(|kind| pictures.contains(kind));
        is_whole.then_some(Self { state: CheckState::Sent, changed_at: now, ..self })
    }

    /// A reviewer answers; `needed` of them have to accept, one refusal is enough. `None` when it is not with the
    /// reviewers any more, or this one has answered.
    #[must_use]
    pub fn voted(mut self, vote: Vote, needed: usize, now: UnixSeconds) -> Option<Self> {
        if !self.is(CheckState::Sent, now) || self.votes.iter().any(|other| other.by == vote.by) {
            return None;
        }
        let refuses = vote.refused.is_some();
        self.votes.push(vote);
        match (refuses, self.votes.len() >= needed) {
            (true, _) => Some(self.ended(CheckState::Refused, now)),
            (false, true) => Some(self.ended(CheckState::Accepted, now)),
            (false, false) => Some(self),
        }
    }

    /// The link of an accepted check was used.
    #[must_use]
    pub fn used(self, now: UnixSeconds) -> Option<Self> {
        self.is(CheckState::Accepted, now).then(|| self.ended(CheckState::Used, now))
    }

    /// Stopped before its end. `None` when it is over.
    #[must_use]
    pub fn cancelled(self, now: UnixSeconds) -> Option<Self> {
        self.is_live(now).then(|| self.ended(CheckState::Cancelled, now))
    }

    /// Too late for it. `None` while it goes on, or when it has ended otherwise.
    #[must_use]
    pub fn expired(self, now: UnixSeconds) -> Option<Self> {
        let is_late = self.ends_at().is_some_and(|end| end <= now);
        is_late.then(|| self.ended(CheckState::Expired, now))
    }

    /// What was only needed to decide is forgotten.
    fn ended(self, state: CheckState, now: UnixSeconds) -> Self {
        Self { state, changed_at: now, holder: None, sealed_number: None, code: None, ..self }
    }
}

/// How many reviewers have to accept: two where the rules say so, and for a legal representative, unless another one
/// accepts.
#[must_use]
pub fn votes_needed(rules: Rules, asker: Role, voter: Role) -> usize {
    let is_above = asker == Role::LegalRepresentative && voter != Role::LegalRepresentative;
    if rules.two_reviewers || is_above { 2 } else { 1 }
}

impl Document {
    /// In the order of the list.
    pub const ALL: [Self; 4] = [Self::Passport, Self::IdentityCard, Self::DrivingLicence, Self::ResidencePermit];

    /// The word in forms and names of words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passport => "passport",
            Self::IdentityCard => "identity-card",
            Self::DrivingLicence => "driving-licence",
            Self::ResidencePermit => "residence-permit",
        }
    }

    /// The pictures that show it.
    #[must_use]
    pub const fn pictures(self) -> &'static [PictureKind] {
        match self {
            Self::Passport => &[PictureKind::Front, PictureKind::Selfie],
            _ => &PictureKind::ALL,
        }
    }
}

impl PictureKind {
    /// In the order in which they are taken.
    pub const ALL: [Self; 3] = [Self::Front, Self::Back, Self::Selfie];

    /// The word in addresses and in what is sealed, which never changes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
            Self::Selfie => "selfie",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Reason {
    /// In the order of the list.
    pub const ALL: [Self; 6] =
        [Self::Unreadable, Self::Invalid, Self::OtherName, Self::OtherFace, Self::NotHeld, Self::NotReached];

    /// The word in forms and names of words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Invalid => "invalid",
            Self::OtherName => "other-name",
            Self::OtherFace => "other-face",
            Self::NotHeld => "not-held",
            Self::NotReached => "not-reached",
        }
    }
}

#[cfg(test)]
mod tests;
