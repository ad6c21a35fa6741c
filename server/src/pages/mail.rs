//! A mail that tells a person what happened, as words and as simple HTML.

use askama::Template;
use assent_core::clock::UnixSeconds;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::roles::role_key;
use super::words::{Lang, Say, Words};
use crate::model::Role;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Somebody signed in to your account.
    SignedIn,
    /// Somebody tried to sign in to your account.
    Failed,
    /// A sign-in was reported: it was not you.
    Reported,
    /// A backup code was used.
    BackupCodeUsed,
    /// A phone was linked to your account.
    PhoneLinked,
    /// A phone was removed from your account.
    PhoneRemoved,
    /// Another app makes codes for your account now.
    CodeAppAdded,
    /// An app that made codes was removed.
    CodeAppRemoved,
    /// A passkey was set up.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// New backup codes were made; the old ones are void.
    BackupCodesMade,
    /// Two-step verification is on.
    TwoStepOn,
    /// Two-step verification is off: secure your account again.
    TwoStepOff,
    /// Your password was changed.
    PasswordChanged,
    /// You asked for a new password.
    ResetAsked,
    /// An application password was made.
    AppPasswordMade,
    /// Application passwords were revoked.
    AppPasswordRevoked,
    /// An API token was made.
    ApiTokenMade,
    /// API tokens were revoked.
    ApiTokenRevoked,
    /// Your password was closed after too many wrong ones.
    PasswordClosed,
    /// Your password opens again.
    PasswordOpened,
    /// A browser is trusted for a while.
    BrowserTrusted,
    /// You are invited: choose your password.
    Invited,
    /// Your role was changed.
    RoleChanged,
    /// An administrator asks you to look at your security settings.
    Alert,
    /// You left the organisation.
    Left,
    /// Your account is deleted.
    Deleted,
    /// Your account was locked.
    Locked,
    /// Your account was unlocked.
    Unlocked,
    /// Mail works.
    Test,
}

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
    /// Where to set a new password.
    pub link: Option<String>,
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
        let at = Timestamp::from_second(self.at).unwrap_or_default().to_zoned(self.zone.clone());
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
            link: None,
        }
    }

    /// The words before the link.
    const fn link_key(&self) -> &'static str {
        match self.topic {
            Topic::Invited => "mail-invited-link",
            Topic::PasswordClosed => "mail-unlock-link",
            _ => "mail-reset-link",
        }
    }

    const fn ignore_key(&self) -> &'static str {
        match self.topic {
            Topic::Invited => "mail-invited-ignore",
            Topic::PasswordClosed => "mail-unlock-ignore",
            _ => "mail-reset-ignore",
        }
    }

    fn role_named(&self) -> Option<String> {
        Some(self.t(role_key(self.role?)).to_string())
    }

    /// The words before the way on.
    const fn look_key(&self) -> &'static str {
        if matches!(self.topic, Topic::Alert) { "mail-look" } else { "mail-not-you" }
    }

    /// Where whoever did not do this goes: a new password first.
    const fn look_path(&self) -> &'static str {
        if matches!(self.topic, Topic::Alert) { "/security" } else { "/compromised" }
    }

    /// Whether there is nothing that its reader could look at.
    const fn is_last(&self) -> bool {
        matches!(self.topic, Topic::Test | Topic::Deleted)
    }
}

impl Topic {
    /// Everything that is told.
    pub const ALL: [Self; 30] = [
        Self::SignedIn,
        Self::Failed,
        Self::Reported,
        Self::BackupCodeUsed,
        Self::PhoneLinked,
        Self::PhoneRemoved,
        Self::CodeAppAdded,
        Self::CodeAppRemoved,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::BackupCodesMade,
        Self::TwoStepOn,
        Self::TwoStepOff,
        Self::PasswordChanged,
        Self::ResetAsked,
        Self::AppPasswordMade,
        Self::AppPasswordRevoked,
        Self::ApiTokenMade,
        Self::ApiTokenRevoked,
        Self::PasswordClosed,
        Self::PasswordOpened,
        Self::BrowserTrusted,
        Self::Invited,
        Self::RoleChanged,
        Self::Alert,
        Self::Left,
        Self::Deleted,
        Self::Locked,
        Self::Unlocked,
        Self::Test,
    ];

    /// The word for it, which never changes; also the name of its words, after `mail-`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::Failed => "failed",
            Self::Reported => "reported",
            Self::BackupCodeUsed => "backup-code-used",
            Self::PhoneLinked => "phone-linked",
            Self::PhoneRemoved => "phone-removed",
            Self::CodeAppAdded => "code-app-added",
            Self::CodeAppRemoved => "code-app-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::BackupCodesMade => "backup-codes-made",
            Self::TwoStepOn => "two-step-on",
            Self::TwoStepOff => "two-step-off",
            Self::PasswordChanged => "password-changed",
            Self::ResetAsked => "reset-asked",
            Self::AppPasswordMade => "app-password-made",
            Self::AppPasswordRevoked => "app-password-revoked",
            Self::ApiTokenMade => "api-token-made",
            Self::ApiTokenRevoked => "api-token-revoked",
            Self::PasswordClosed => "password-closed",
            Self::PasswordOpened => "password-opened",
            Self::BrowserTrusted => "browser-trusted",
            Self::Invited => "invited",
            Self::RoleChanged => "role",
            Self::Alert => "alert",
            Self::Left => "left",
            Self::Deleted => "deleted",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
            Self::Test => "test",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::words::MISSING;

    fn has_link(topic: Topic) -> bool {
        matches!(topic, Topic::ResetAsked | Topic::Invited | Topic::PasswordClosed)
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
                assert_eq!(
                    text.contains("https://a.example/security") || text.contains("https://a.example/compromised"),
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
