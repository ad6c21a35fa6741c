//! Where a stranger can type a name, and what comes back.

use crate::Fault;
use crate::http::{Answer, Wire};
use crate::process::Process;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
/// What is new in each answer: what stands before and after it.
const NEW: [(&str, char); 4] =
    [("assent-recovery=", ';'), (r#""id":""#, '"'), (r#""number":""#, '"'), (r#""expires_at":"#, '}')];

/// A place where a name is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    /// Name and password.
    SignIn,
    /// A link for a new password.
    Forgotten,
    /// A recovery that was prepared.
    Recover,
    /// A request to the phone.
    Challenge,
    /// A one-time code.
    Code,
}

impl Door {
    /// All.
    pub(super) const ALL: [Self; 5] = [Self::SignIn, Self::Forgotten, Self::Recover, Self::Challenge, Self::Code];

    /// In the table.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Forgotten => "forgotten",
            Self::Recover => "recovery",
            Self::Challenge => "challenge",
            Self::Code => "code check",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::SignIn => "/sign-in",
            Self::Forgotten => "/forgotten",
            Self::Recover => "/recover",
            Self::Challenge => "/service/v1/challenges",
            Self::Code => "/service/v1/code-checks",
        }
    }
}

/// Somebody in front of a door.
pub(super) struct Stranger {
    door: Door,
    wire: Wire,
    csrf: String,
}

impl Stranger {
    /// As a browser that has seen the page, or as a service.
    pub(super) async fn begin(door: Door, process: &Process, api_key: &str) -> Result<Self, Fault> {
        if matches!(door, Door::Challenge | Door::Code) {
            let wire = Wire::connect(process.address, Some(api_key)).await?;
            return Ok(Self { door, wire, csrf: String::new() });
        }
        let mut fresh = Wire::connect(process.address, None).await?;
        // Without mail, which would only add noise, this is the page with a form; its token is good for both.
        let page = fresh.get(Door::SignIn.path()).await?;
        let cookie = part(page.head, "set-cookie: ", ';').ok_or("no cookie")?.to_owned();
        let csrf = std::str::from_utf8(page.expect(200)?)?;
        let csrf = part(csrf, r#"name="csrf" value=""#, '"').ok_or("no form")?.to_owned();
        Ok(Self { door, wire: Wire::with_cookie(process.address, &cookie).await?, csrf })
    }

    /// What is sent for a name.
    pub(super) fn body(&self, name: &str) -> String {
        let (csrf, typed) = (&self.csrf, name.replace('@', "%40"));
        match self.door {
            Door::SignIn => format!("csrf={csrf}&email={typed}&password=five+large+red+boats&next=%2Fsecurity"),
            Door::Forgotten | Door::Recover => format!("csrf={csrf}&email={typed}"),
            Door::Challenge => format!(r#"{{"account":"{name}","context":{{"address":"192.0.2.7"}}}}"#),
            Door::Code => format!(r#"{{"account":"{name}","code":"271828","address":"192.0.2.7"}}"#),
        }
    }

    /// Sends it.
    pub(super) async fn ask(&mut self, body: &str) -> Result<Answer<'_>, Fault> {
        let kind = if self.csrf.is_empty() { JSON } else { FORM };
        self.wire.post(self.door.path(), kind, body.as_bytes()).await
    }
}

/// An answer without what has to differ: the date, the name itself, and what is random or counts on. What is left out
/// leaves its length behind.
pub(super) fn normal(answer: &Answer<'_>, name: &str) -> String {
    let head = answer.head.lines().filter(|line| !line.starts_with("date: "));
    let mut text = head.collect::<Vec<_>>().join("\n") + "\n" + &String::from_utf8_lossy(answer.body);
    text = text.replace(name, &"*".repeat(name.len()));
    for (before, after) in NEW {
        if let Some(value) = part(&text, before, after) {
            let masked = format!("{before}{}", "*".repeat(value.len()));
            text = text.replace(&format!("{before}{value}"), &masked);
        }
    }
    text
}

fn part<'a>(text: &'a str, before: &str, after: char) -> Option<&'a str> {
    text.split_once(before)?.1.split(after).next()
}
