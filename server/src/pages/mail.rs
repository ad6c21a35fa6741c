//! A mail that tells a person what happened, as words and as simple HTML.

use askama::Template;
use assent_core::clock::UnixSeconds;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::identity_words;
pub use super::mail_topic::Topic;
use super::roles::role_key;
use super::words::{Lang, Say, Words};
use crate::model::{Reason, Role};

/// What a person is told.
pub struct Notice {
    /// Their language.
    pub lang: Lang,
    /// The server's name.
    pub server: String,
    /// Its address.
    pub url: String,
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub account: String,
    /// What happened.
    pub topic: Topic,
    /// When.
    pub at: UnixSeconds,
    /// The zone to say that in.
    pub zone: TimeZone,
    /// From which address.
    pub address: Option<String>,
    /// With which phone.
    pub phone: Option<String>,
    /// The name of the program or key that it is about.
    pub thing: Option<String>,
    /// The new role.
    pub role: Option<Role>,
    /// A code to type.
    pub code: Option<String>,
    /// Why an identity check was refused.
    pub answer: Option<Answer>,
    /// When a recovery opens the account.
    pub opens_at: Option<UnixSeconds>,
    /// Where to set a new password.
    pub link: Option<String>,
}

/// Why an identity check was refused.
pub struct Answer {
    /// Which of the reasons.
    pub reason: Reason,
    /// In the reviewer's words.
    pub note: Option<String>,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct AsHtml<'a> {
    it: &'a Notice,
}

#[derive(Template)]
#[template(path = "mail.txt")]
struct AsText<'a> {
    it: &'a Notice,
}

impl Notice {
    /// Subject, words, and the same as HTML; `None` when a template fails.
    #[must_use]
    pub fn write(&self) -> Option<(String, String, String)> {
        let subject = format!("{}: {}", self.server, self.what());
        Some((subject, AsText { it: self }.render().ok()?, AsHtml { it: self }.render().ok()?))
    }

    fn t<'a>(&self, key: &'a str) -> Say<'a> {
        Words::get(self.lang).t(key)
    }

    fn what(&self) -> String {
        self.t(&format!("mail-{}", self.topic.word())).to_string()
    }

    /// A mail is read later: the whole date.
    fn when(&self) -> String {
        self.date(self.at)
    }

    fn opens(&self) -> Option<String> {
        self.opens_at.map(|at| self.date(at))
    }

    fn date(&self, at: UnixSeconds) -> String {
        let at = Timestamp::from_second(at).unwrap_or_default().to_zoned(self.zone.clone());
        at.strftime("%Y-%m-%d %H:%M %Z").to_string()
    }

    /// That mail works.
    #[must_use]
    pub fn test(server: String, url: String, to: &str, lang: Lang, at: UnixSeconds, zone: TimeZone) -> Self {
        let (name, account) = (to.to_owned(), to.to_owned());
        Self {
            lang,
            server,
            url,
            name,
            account,
            topic: Topic::Test,
            at,
            zone,
            address: None,
            phone: None,
            thing: None,
            role: None,
            code: None,
            answer: None,
            opens_at: None,
            link: None,
        }
    }

    /// The words before the link.
    const fn link_key(&self) -> &'static str {
        match self.topic {
            Topic::Invited => "mail-invited-link",
            Topic::PasswordClosed => "mail-unlock-link",
            Topic::RecoveryMailAsked | Topic::EmailAsked => "mail-address-link",
            Topic::LoginName => "mail-login-name-link",
            Topic::IdentityAsked | Topic::IdentitySent => "mail-identity-stop",
            Topic::RecoveryBegun | Topic::RecoveryWaiting => "mail-recovery-stop",
            Topic::TrusteeAsked => "mail-trustee-link",
            Topic::IdentityAccepted => "mail-identity-back",
            _ => "mail-reset-link",
        }
    }

    const fn ignore_key(&self) -> &'static str {
        match self.topic {
            Topic::Invited => "mail-invited-ignore",
            Topic::PasswordClosed => "mail-unlock-ignore",
            Topic::RecoveryMailAsked | Topic::EmailAsked => "mail-address-ignore",
            Topic::LoginName => "mail-login-name-ignore",
            Topic::IdentityAsked | Topic::IdentitySent => "mail-identity-stop-ignore",
            Topic::RecoveryBegun | Topic::RecoveryWaiting => "mail-recovery-stop-ignore",
            Topic::TrusteeAsked => "mail-trustee-ignore",
            Topic::IdentityAccepted => "mail-identity-back-ignore",
            _ => "mail-reset-ignore",
        }
    }

    fn role_named(&self) -> Option<String> {
        Some(self.t(role_key(self.role?)).to_string())
    }

    fn note(&self) -> Option<&str> {
        self.answer.as_ref()?.note.as_deref()
    }

    fn reason_named(&self) -> Option<String> {
        Some(self.t(identity_words::reason_key(self.answer.as_ref()?.reason)).to_string())
    }

    /// The words before the way on.
    const fn look_key(&self) -> &'static str {
        match self.topic {
            Topic::Alert => "mail-look",
            Topic::TrusteeAccepted | Topic::TrusteeDeclined => "mail-recovery-look",
            Topic::IdentityToReview | Topic::ReviewerOn => "mail-identity-look",
            Topic::IdentityRefused | Topic::IdentityExpired => "mail-identity-again",
            _ => "mail-not-you",
        }
    }

    /// Where whoever did not do this goes: a new password first.
    const fn look_path(&self) -> &'static str {
        match self.topic {
            Topic::Alert => "/security",
            Topic::TrusteeAccepted | Topic::TrusteeDeclined => "/security/recovery",
            Topic::IdentityToReview | Topic::ReviewerOn => "/admin/identity-checks",
            Topic::IdentityRefused | Topic::IdentityExpired => "/sign-in",
            _ => "/compromised",
        }
    }

    /// Whether there is nothing that its reader could look at.
    const fn is_last(&self) -> bool {
        matches!(self.topic, Topic::Test | Topic::Deleted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::words::MISSING;

    fn has_link(topic: Topic) -> bool {
        matches!(
            topic,
            Topic::ResetAsked
                | Topic::Invited
                | Topic::PasswordClosed
                | Topic::RecoveryMailAsked
                | Topic::EmailAsked
                | Topic::LoginName
                | Topic::IdentityAsked
                | Topic::IdentitySent
                | Topic::IdentityAccepted
                | Topic::RecoveryBegun
                | Topic::RecoveryWaiting
                | Topic::TrusteeAsked
        )
    }

    fn notice(lang: Lang, topic: Topic) -> Notice {
        let some = |text: &str| Some(text.to_owned());
        let to =
            Notice::test("Atelier".to_owned(), "https://a.example".to_owned(), "ada@a.example", lang, 0, TimeZone::UTC);
        Notice {
            topic,
            name: "<b>Ada</b>".to_owned(),
            address: some("192.0.2.7"),
            phone: some("Pixel"),
            link: has_link(topic).then(|| "https://a.example/reset?token=x".to_owned()),
            ..to
        }
    }

    #[test]
    fn a_mail_says_what_happened_and_where_to_go_in_both_languages() {
        for lang in Lang::ALL {
            for topic in Topic::ALL {
                let (subject, text, html) = notice(lang, topic).write().unwrap();
                assert!(!(subject + &text + &html).contains(MISSING), "{lang:?} {topic:?}");
                assert!(text.contains("1970-01-01 00:00 UTC") && text.contains("192.0.2.7") && text.contains("Pixel"));
                let ways_on = ["/security", "/compromised", "/admin/identity-checks", "/sign-in"];
                assert_eq!(
                    ways_on.iter().any(|path| text.contains(&format!("https://a.example{path}"))),
                    !matches!(topic, Topic::Test | Topic::Deleted) && !has_link(topic)
                );
                assert_eq!(text.contains("reset?token=x"), has_link(topic));
                assert!(html.contains("&#60;b&#62;Ada") && text.contains("<b>Ada</b>"), "{html}");
            }
        }
    }

    #[test]
    fn the_whole_mail_reads_so() {
        let (subject, text, _) = notice(Lang::En, Topic::PasswordChanged).write().unwrap();
        assert_eq!(subject, "Atelier: Your password was changed");
        let expected = "Hello <b>Ada</b>,\n\nYour password was changed.\n\nAccount: ada@a.example\n\
                        When: 1970-01-01 00:00 UTC\nFrom: 192.0.2.7\nPhone: Pixel\n\n\
                        This was you? Then there is nothing to do. If not, change your password and look at your \
                        account here:\nhttps://a.example/compromised\n\n-- \nAtelier · https://a.example";
        assert_eq!(text.trim_end(), expected);
    }
}
