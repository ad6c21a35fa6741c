//! Linking a phone from a computer: the QR code and the link code.

use askama::Template;

use super::frame::Frame;
use super::html::Html;
use super::words::Say;

/// Shows the ticket and asks for the link code.
#[derive(Template)]
#[template(path = "link_phone.html")]
pub struct LinkPhone {
    /// The page's surroundings.
    pub frame: Frame,
    /// Where it stands.
    pub state: LinkState,
    /// The phone that goes when the new one comes.
    pub replaced: Option<Replaced>,
}

/// A phone that makes room for another.
pub struct Replaced {
    /// As it stands in addresses.
    pub id: String,
    /// As it calls itself.
    pub name: String,
}

/// Where linking stands.
pub enum LinkState {
    /// The ticket is good.
    Open(Ticket),
    /// The ticket is worth nothing any more.
    Over(LinkEnd),
}

/// A ticket that can still be used.
pub struct Ticket {
    /// As it stands in addresses.
    pub id: String,
    /// The address as a QR code, from [`super::qr::draw`].
    pub qr: Html,
    /// The address itself, for a terminal.
    pub url: String,
    /// Seconds left.
    pub left_secs: u32,
    /// The phone that has scanned it, as it calls itself.
    pub phone: Option<String>,
    /// What came of the code before.
    pub typed: Typed,
    /// Address that answers with `{"go": address}` once something changed, else with `{}`.
    pub poll: String,
}

/// What came of a link code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// None was typed yet.
    Nothing,
    /// It is not what the phone shows.
    Wrong {
        /// How many tries are left.
        tries_left: u32,
    },
    /// Not six digits.
    NotACode,
    /// It was typed before any phone scanned.
    TooEarly,
    /// Too many tries.
    Throttled {
        /// Until the next try, at least 1.
        minutes: u32,
    },
}

/// Why a ticket is worth nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkEnd {
    /// The time ran out.
    Expired,
    /// The link code was wrong three times.
    WrongThreeTimes,
    /// A second phone scanned it.
    SecondClaim,
    /// It was called off.
    Cancelled,
}

impl LinkPhone {
    /// Where a new picture comes from.
    fn again(&self) -> String {
        let old = self.replaced.as_ref();
        old.map_or_else(|| "/security/link".to_owned(), |old| format!("/security/replace/{}", old.id))
    }

    const fn waits(&self) -> bool {
        matches!(&self.state, LinkState::Open(ticket) if ticket.phone.is_none())
    }
}

impl Ticket {
    fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }

    fn problem(&self, frame: &Frame) -> Option<Say<'static>> {
        match &self.typed {
            Typed::Nothing => None,
            Typed::Wrong { tries_left } => Some(frame.t("link-wrong").with("left", tries_left)),
            Typed::NotACode => Some(frame.t("link-not-a-code")),
            Typed::TooEarly => Some(frame.t("link-too-early")),
            Typed::Throttled { minutes } => Some(frame.t("throttled").with("minutes", minutes)),
        }
    }
}

impl LinkEnd {
    const fn icon(self) -> &'static str {
        match self {
            Self::Expired => "code",
            Self::WrongThreeTimes | Self::Cancelled => "no",
            Self::SecondClaim => "warn",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Expired => "link-expired",
            Self::WrongThreeTimes => "link-wrong-three",
            Self::SecondClaim => "link-second-claim",
            Self::Cancelled => "link-cancelled",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Expired => "link-expired-text",
            Self::WrongThreeTimes => "link-wrong-three-text",
            Self::SecondClaim => "link-second-claim-text",
            Self::Cancelled => "link-cancelled-text",
        }
    }
}
