//! How mail goes out.

use assent_core::secret::Secret;
use url::Url;

use super::source::Settings;

/// How mail goes out. Has no `Debug`: it holds a secret.
#[derive(Clone)]
pub struct MailSettings {
    /// The server that takes it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub protection: MailProtection,
    /// Whom people see it come from, such as `Example <no-reply@example.org>`.
    pub from: String,
    /// How to sign in there.
    pub login: Option<(String, Secret)>,
}

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailProtection {
    /// TLS from the first byte (RFC 8314 §3.3).
    Tls,
    /// STARTTLS (RFC 3207), and nothing without it.
    StartTls,
    /// None: the server is this machine.
    Loopback,
}

const EXAMPLE: &str = "write smtp = \"smtps://mail.example.org\" or \"smtp://mail.example.org:587\"";

/// The settings of `[mail]`; without `mail.smtp` there is no mail.
pub(super) fn read_mail(from: &mut Settings) -> Option<MailSettings> {
    let (sender, user, password) = (from.text("mail.from"), from.text("mail.user"), from.secret("mail.password"));
    if !from.found.contains_key("mail.smtp") {
        if sender.is_some() || user.is_some() || password.is_some() {
            from.complain("mail.smtp", "`mail.smtp` is missing, so no mail could go out", EXAMPLE);
        }
        return None;
    }
    let server = read_server(from);
    if sender.is_none() {
        from.complain("mail.from", "`mail.from` is missing", "write from = \"Example <no-reply@example.org>\"");
    }
    if user.is_some() != password.is_some() {
        let what = "`mail.user` and `mail.password` belong together";
        from.complain("mail.user", what, "write both, or neither; the password best in ASSENT_MAIL_PASSWORD_FILE");
    }
    let (host, port, protection) = server?;
    Some(MailSettings { host, port, protection, from: sender?, login: user.zip(password) })
}

fn read_server(from: &mut Settings) -> Option<(String, u16, MailProtection)> {
    let text = from.text("mail.smtp")?;
    let server = parse_server(&text);
    if server.is_none() {
        from.complain("mail.smtp", format!("`mail.smtp` can't be \"{text}\""), EXAMPLE);
    }
    server
}

/// Host, port and protection of a mail server as it is written: `smtps://…`, or `smtp://…` with STARTTLS. `None` if it
/// is none.
#[must_use]
pub fn parse_server(text: &str) -> Option<(String, u16, MailProtection)> {
    let url = Url::parse(text).ok()?;
    let bare = url.username().is_empty() && url.password().is_none() && matches!(url.path(), "" | "/");
    let host = url.host_str().filter(|host| bare && !host.is_empty())?;
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let (protection, usual) = match url.scheme() {
        "smtps" => (MailProtection::Tls, 465),
        "smtp" if is_here => (MailProtection::Loopback, 25),
        "smtp" => (MailProtection::StartTls, 587),
        _ => return None,
    };
    Some((host.trim_matches(['[', ']']).to_owned(), url.port().unwrap_or(usual), protection))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_protected_on_every_way_that_leaves_this_machine() {
        let found =
            |text: &str| parse_server(text).map(|(host, port, protection)| format!("{host} {port} {protection:?}"));
        for (text, expected) in [
            ("smtps://mail.example.org", Some("mail.example.org 465 Tls")),
            ("smtp://mail.example.org", Some("mail.example.org 587 StartTls")),
            ("smtp://127.0.0.1:1025", Some("127.0.0.1 1025 Loopback")),
            ("smtp://[::1]", Some("::1 25 Loopback")),
            ("smtp://ada:secret@mail.example.org", None),
            ("http://mail.example.org", None),
            ("mail.example.org", None),
        ] {
            assert_eq!(found(text).as_deref(), expected, "{text}");
        }
    }
}
