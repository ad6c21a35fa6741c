//! What lies open before the person, over all servers.

use std::future::ready;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use assent_core::authenticator::{self as core, Authenticator, Bell, Change, Watch};
use assent_core::ids::ChallengeId;
use tokio::sync::{Mutex, MutexGuard, Notify};

use crate::failure::Failure;
use crate::history::Answered;
use crate::{Answer, AppError, AssentApp, CancelHandle, Notice, Outcome, Request, work};

/// What the watch sees until the next locking.
pub(crate) struct Desk {
    watch: Mutex<Watch>,
    /// Who waits with the watch, or next: one at a time, so that nobody who has a word to say stands behind two of them.
    waiting: Mutex<()>,
    /// Asks who waits with the watch to give it away for a moment.
    please: Notify,
    pub(crate) bell: Bell,
    /// Ends what waits when the vault is locked.
    pub(crate) closing: Arc<CancelHandle>,
}

/// A request that is over, without an answer of this phone.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EndedRequest {
    /// Which.
    pub request: Request,
    /// How; none when its server does not say.
    pub outcome: Option<Outcome>,
}

/// The whole picture of the screen, and what is new in it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Update {
    /// What waits for an answer, oldest first.
    pub requests: Vec<Request>,
    /// Warn: several sign-ins ask at once, and who began one did not begin the others.
    pub is_crowded: bool,
    /// Those of `requests` that are new, by id.
    pub arrived: Vec<String>,
    /// What is over since the last call.
    pub ended: Vec<EndedRequest>,
    /// What else happened since the last call.
    pub notices: Vec<Notice>,
    /// Accounts whose server can't be asked at the moment.
    pub unreachable: Vec<Failure>,
    /// Accounts whose server answers again.
    pub reached_again: Vec<String>,
}

#[uniffi::export]
impl AssentApp {
    /// Waits up to `wait_secs` until something changed, at all servers; gives the whole picture. To be called again and
    /// again while the screen is shown; with 0 it gives the picture of now. A server that is away holds up no other.
    ///
    /// # Errors
    /// [`AppError::Locked`], [`AppError::Cancelled`], or of the vault; a server that is away is no error.
    pub async fn watch(self: Arc<Self>, wait_secs: u32, cancel: Option<Arc<CancelHandle>>) -> Result<Update, AppError> {
        self.opened()?;
        let (desk, handles) = (self.desk(), self.handles(cancel));
        let wait = async move { desk.wait(Duration::from_secs(wait_secs.into())).await };
        self.log.note("watch", work::unless_cancelled(handles, wait).await)
    }

    /// Asks all servers once and waits for none that has nothing: after a wake in the background.
    ///
    /// # Errors
    /// As [`Self::watch`].
    pub async fn look(self: Arc<Self>) -> Result<Update, AppError> {
        self.opened()?;
        let (desk, handles) = (self.desk(), self.handles(None));
        self.log.note("look", work::unless_cancelled(handles, async move { desk.look().await }).await)
    }

    /// A push came. Whatever is in it, it only makes a [`Self::watch`] ask now; locked, the status says that it came.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn woken(&self, push: Vec<u8>) -> Result<(), AppError> {
        if self.is_locked()? {
            self.lock.note_arrival();
        }
        self.desk().bell.woken(&push);
        Ok(())
    }

    /// The network is another one, or there again: a [`Self::watch`] asks now, by new connections.
    ///
    /// # Errors
    /// None; a panic arrives as one.
    pub fn network_changed(&self) -> Result<(), AppError> {
        self.desk().bell.retry_now();
        Ok(())
    }

    /// Answers a request of the last picture. Once begun it goes on to its end. Of a request in the history "it was not me"
    /// may still be said, as long as its server takes it.
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
        let (authenticator, desk) = (self.opened()?, self.desk());
        let send = async move { desk.answer(&authenticator, &request, answer, number.as_deref()).await };
        self.log.note("answer", work::to_its_end(send).await)
    }
}

impl Desk {
    /// Nothing is asked yet.
    pub(crate) fn new(authenticator: &Arc<Authenticator>) -> Arc<Self> {
        let watch = Watch::new(Arc::clone(authenticator));
        let bell = watch.bell();
        Arc::new(Self {
            watch: Mutex::new(watch),
            waiting: Mutex::default(),
            please: Notify::new(),
            bell,
            closing: Arc::default(),
        })
    }

    async fn wait(&self, wait: Duration) -> Result<Update, AppError> {
        let _turn = self.waiting.lock().await;
        let mut watch = self.watch.lock().await;
        let change = tokio::select! {
            biased;
            change = watch.next(wait) => change?,
            () = self.please.notified() => Change::default(),
        };
        Ok(picture(&watch, change))
    }

    async fn look(&self) -> Result<Update, AppError> {
        let mut watch = self.take().await;
        let change = watch.look().await?;
        Ok(picture(&watch, change))
    }

    async fn answer(
        &self,
        authenticator: &Authenticator,
        id: &str,
        answer: Answer,
        number: Option<&str>,
    ) -> Result<Answered, AppError> {
        let gone = || AppError::bad_input("error-no-request", "this request is not shown here");
        let id: ChallengeId = id.parse().map_err(|_| gone())?;
        let mut watch = self.take().await;
        let open = watch.open().iter().find(|request| request.challenge() == id).cloned();
        let request = match open {
            Some(open) => open,
            None => Arc::new(authenticator.recall(id)?.ok_or_else(gone)?),
        };
        Ok(watch.answer(&request, answer.into(), number).await?.into())
    }

    /// The watch, also when somebody waits with it: it ends its call with what is there.
    async fn take(&self) -> MutexGuard<'_, Watch> {
        let mut free = pin!(self.watch.lock());
        // In line first: whoever is asked before that may give it to another one who waits.
        tokio::select! {
            biased;
            free = &mut free => return free,
            () = ready(()) => self.please.notify_one(),
        }
        free.await
    }
}

impl Drop for Desk {
    /// Whoever locks the vault or frees the app does it on a thread of its own.
    fn drop(&mut self) {
        let _inside = work::enter();
        self.watch.get_mut().let_go();
    }
}

fn picture(watch: &Watch, change: Change) -> Update {
    let ended = |it: core::Ended| EndedRequest {
        request: Request::from(it.request.as_ref()),
        outcome: it.outcome.map(Outcome::from),
    };
    Update {
        requests: watch.open().iter().map(|request| Request::from(request.as_ref())).collect(),
        is_crowded: watch.is_crowded(),
        arrived: change.arrived.iter().map(|request| request.challenge().to_string()).collect(),
        ended: change.ended.into_iter().map(ended).collect(),
        notices: change.notices.into_iter().map(Notice::from).collect(),
        unreachable: watch.failing().iter().cloned().map(Failure::from).collect(),
        reached_again: change.reached_again.iter().map(ToString::to_string).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestPhone, wait_for};

    #[test]
    fn nothing_waits_without_a_server_and_nothing_can_be_answered() {
        let phone = TestPhone::with_vault();
        let update = wait_for(phone.again().watch(0, None)).unwrap();
        assert!(update.requests.is_empty() && update.unreachable.is_empty() && !update.is_crowded);
        assert_eq!(wait_for(phone.again().look()).unwrap(), update);
        let refused = wait_for(phone.again().answer("x".to_owned(), Answer::Approve, None));
        assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-no-request"));
    }

    #[test]
    fn who_answers_waits_for_none_of_two_watches() {
        let phone = TestPhone::with_vault();
        let desk = phone.app.desk();
        let _inside = work::enter();
        wait_for(async {
            let hour = Duration::from_hours(1);
            let watches = async { tokio::join!(desk.wait(hour), desk.wait(hour)) };
            tokio::select! {
                biased;
                _ = watches => panic!("nothing changed"),
                looked = desk.look() => assert!(looked.is_ok()),
            }
        });
    }

    #[test]
    fn who_answers_waits_for_no_watch() {
        let phone = TestPhone::with_vault();
        let watching = std::thread::spawn({
            let app = phone.again();
            move || wait_for(app.watch(3600, None))
        });
        while phone.app.desk().watch.try_lock().is_ok() {
            std::thread::yield_now();
        }
        assert!(wait_for(phone.again().look()).is_ok());
        assert!(watching.join().unwrap().is_ok());
    }
}
