//! The way out: SMTP (RFC 5321) over TLS (RFC 8314).

use std::time::Duration;

use async_trait::async_trait;
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::post::{MailFailed, Post};
use crate::config::{MailProtection, MailSettings};
use crate::model::Letter;

const TIMEOUT: Duration = Duration::from_secs(30);

/// Hands mails to one mail server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// The way out that the settings describe; opens no connection.
    ///
    /// # Errors
    /// In words, when the sender's address is none or TLS can't be set up.
    pub fn new(settings: &MailSettings) -> Result<Self, String> {
        let from = settings.from.parse();
        let from = from.map_err(|error| format!("`mail.from` \"{}\" is no sender: {error}", settings.from))?;
        let tls = || TlsParameters::new(settings.host.clone()).map_err(|error| format!("no TLS for mail: {error}"));
        let tls = match settings.protection {
            MailProtection::Tls => Tls::Wrapper(tls()?),
            MailProtection::StartTls => Tls::Required(tls()?),
            MailProtection::Loopback => Tls::None,
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.clone());
        let mut builder = builder.port(settings.port).tls(tls).timeout(Some(TIMEOUT));
        if let Some((user, password)) = &settings.login {
            let password = String::from_utf8_lossy(password.expose()).into_owned();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self { transport: builder.build(), from })
    }
}

#[async_trait]
impl Post for Mailer {
    async fn send(&self, letter: &Letter) -> Result<(), MailFailed> {
        let never = |error: &dyn std::error::Error| MailFailed::Never(error.to_string());
        let to: Address = letter.to.parse().map_err(|error| never(&error))?;
        let body = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        let message = Message::builder().from(self.from.clone()).to(Mailbox::new(None, to)).subject(&letter.subject);
        // Nobody's holiday notice should answer (RFC 3834 §5).
        let message = message.header(AutoSubmitted).multipart(body).map_err(|error| never(&error))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailFailed::Never(error.to_string())),
            Err(error) => Err(MailFailed::Later(explain(&error))),
        }
    }
}

/// With what lies behind it, which says more.
fn explain(error: &dyn std::error::Error) -> String {
    let behind = std::iter::successors(error.source(), |error| error.source());
    behind.fold(error.to_string(), |text, error| format!("{text}: {error}"))
}

/// `Auto-Submitted: auto-generated` (RFC 3834 §5).
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
