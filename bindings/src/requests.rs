//! What waits for an answer, and the answer.

use std::sync::{Arc, PoisonError};

use assent_core::authenticator as core;
use assent_core::message::{Text, Verdict};

use crate::history::Answered;
use crate::open::Open;
use crate::{AppError, AssentApp, CancelHandle, Notice, work};

/// The requests of the last `pending`, by which they are answered.
pub(crate) type Shown = Vec<Arc<core::Request>>;

/// What waits for an answer: exactly what was verified.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Request {
    /// Names it in [`AssentApp::answer`].
    pub id: String,
    /// The account here.
    pub account: String,
    /// What the account's server calls itself.
    pub issuer: String,
    /// The service that asks.
    pub service: String,
    /// Whose login.
    pub account_name: String,
    /// From where.
    pub address: Option<String>,
    /// The place of the address.
    pub place: Option<String>,
    /// With what.
    pub browser: Option<String>,
    /// On what.
    pub system: Option<String>,
    /// Whether the browser is new to the account; none when nobody knows.
    pub is_new_browser: Option<bool>,
    /// When, in Unix seconds by this phone's clock.
    pub asked_at: i64,
    /// When it ends, in Unix seconds by this phone's clock.
    pub expires_at: i64,
    /// How many digits have to be typed; 0 = YES or NO.
    pub number_digits: u8,
}

/// A server that could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Unreachable {
    /// The account here.
    pub account: String,
    /// The key of the words that say why.
    pub key: String,
}

/// What is new.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Update {
    /// What waits.
    pub requests: Vec<Request>,
    /// What else happened.
    pub notices: Vec<Notice>,
    /// Accounts whose server could not be asked.
    pub unreachable: Vec<Unreachable>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Answer {
    /// YES.
    Approve,
    /// NO.
    Deny,
    /// NO, and it was not me.
    Report,
}

#[uniffi::export]
impl AssentApp {
    /// Asks all servers at once, and waits up to `wait_secs` (55 at most count) for something that was not told yet.
    ///
    /// # Errors
    /// [`AppError::Locked`], [`AppError::Cancelled`], or of the vault; a server that is away is no error.
    pub async fn pending(
        self: Arc<Self>,
        wait_secs: u32,
        cancel: Option<Arc<CancelHandle>>,
    ) -> Result<Update, AppError> {
        let open = self.opened()?;
        let handles = open.handles(cancel);
        self.log.note("pending", work::unless_cancelled(handles, async move { open.pull(wait_secs).await }).await)
    }

    /// Answers a request of the last [`Self::pending`]. Once begun it goes on to its end.
    ///
    /// # Errors
    /// [`AppError::NumberNeeded`], [`AppError::NumberWrong`], [`AppError::Expired`], [`AppError::Settled`],
    /// [`AppError::NotConfirmed`], [`AppError::KeyGone`], [`AppError::NoNetwork`], [`AppError::NoAnswer`],
    /// [`AppError::ServerSaysNo`], [`AppError::Untrusted`], [`AppError::Unlinked`], or of the vault.
    pub async fn answer(
        self: Arc<Self>,
        request: String,
        answer: Answer,
        number: Option<String>,
    ) -> Result<Answered, AppError> {
        let open = self.opened()?;
        let send = async move { open.answer(&request, answer, number.as_deref()).await };
        self.log.note("answer", work::to_its_end(send).await)
    }
}

impl Open {
    async fn pull(&self, wait_secs: u32) -> Result<Update, AppError> {
        let known: Vec<_> = self.with_shown(|shown| shown.iter().map(|it| (it.account, it.challenge())).collect());
        let pending = self.authenticator.pending(None, wait_secs, &known).await?;
        let requests = pending.requests.iter().map(|request| Request::from(request.as_ref())).collect();
        let notices = pending.notices.into_iter().map(Notice::from).collect();
        let unreachable = pending.errors.into_iter().map(Unreachable::from).collect();
        self.with_shown(|shown| *shown = pending.requests);
        Ok(Update { requests, notices, unreachable })
    }

    async fn answer(&self, id: &str, answer: Answer, number: Option<&str>) -> Result<Answered, AppError> {
        let find = |shown: &mut Shown| shown.iter().find(|it| it.challenge().to_string() == id).map(Arc::clone);
        let gone = || AppError::bad_input("error-no-request", "this request is not shown here");
        let request = self.with_shown(find).ok_or_else(gone)?;
        let answered = self.authenticator.answer(&request, answer.into(), number).await?;
        self.with_shown(|shown| shown.retain(|it| it.challenge().to_string() != id));
        Ok(answered.into())
    }

    fn with_shown<T>(&self, work: impl FnOnce(&mut Shown) -> T) -> T {
        work(&mut self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl From<Answer> for Verdict {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Approve => Self::Approve,
            Answer::Deny => Self::Deny,
            Answer::Report => Self::Report,
        }
    }
}

impl From<core::AccountError> for Unreachable {
    fn from(failed: core::AccountError) -> Self {
        let error = AppError::from(failed.error);
        Self { account: failed.account.to_string(), key: error.key().to_owned() }
    }
}

impl From<&core::Request> for Request {
    fn from(request: &core::Request) -> Self {
        let (prompt, context) = (&request.prompt, &request.prompt.context);
        let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
        Self {
            id: request.challenge().to_string(),
            account: request.account.to_string(),
            issuer: request.issuer.to_string(),
            service: prompt.service.name.to_string(),
            account_name: prompt.account.to_string(),
            address: text(&context.address),
            place: text(&context.place),
            browser: text(&context.browser),
            system: text(&context.system),
            is_new_browser: context.new_browser,
            asked_at: request.asked_at,
            expires_at: request.expires_at,
            number_digits: prompt.number_digits,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestPhone, wait_for};

    #[test]
    fn nothing_is_pending_without_a_server_and_nothing_can_be_answered() {
        let phone = TestPhone::with_vault();
        let update = wait_for(phone.again().pending(0, None)).unwrap();
        assert_eq!(update, Update { requests: Vec::new(), notices: Vec::new(), unreachable: Vec::new() });
        let refused = wait_for(phone.again().answer("x".to_owned(), Answer::Approve, None));
        assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-no-request"));
    }
}
