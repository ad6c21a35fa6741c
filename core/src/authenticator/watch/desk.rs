//! What lies open before the person.

use std::sync::Arc;

use super::super::pull::News;
use super::super::{AccountError, AccountId, AccountNotice, AuthError, Request};
use crate::clock::UnixSeconds;
use crate::ids::ChallengeId;
use crate::message::{Notice, NoticeKind, Outcome};

/// What is new.
#[derive(Default)]
pub struct Change {
    /// Requests that came.
    pub arrived: Vec<Arc<Request>>,
    /// Requests that ended without an answer of this phone.
    pub ended: Vec<Ended>,
    /// What else happened.
    pub notices: Vec<AccountNotice>,
    /// Accounts whose server can't be asked any more, or for another reason than before.
    pub failed: Vec<AccountError>,
    /// Accounts whose server answers again.
    pub reached_again: Vec<AccountId>,
}

/// A request that is over.
pub struct Ended {
    /// Which.
    pub request: Arc<Request>,
    /// How; `None` when its server does not say.
    pub outcome: Option<Outcome>,
}

impl Change {
    /// Whether nothing is new.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.arrived.is_empty()
            && self.ended.is_empty()
            && self.notices.is_empty()
            && self.failed.is_empty()
            && self.reached_again.is_empty()
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.arrived.extend(other.arrived);
        self.ended.extend(other.ended);
        self.notices.extend(other.notices);
        self.failed.extend(other.failed);
        self.reached_again.extend(other.reached_again);
    }
}

#[derive(Default)]
pub(super) struct Desk {
    open: Vec<Arc<Request>>,
    failing: Vec<AccountError>,
}

impl Desk {
    pub(super) fn open(&self) -> &[Arc<Request>] {
        &self.open
    }

    pub(super) fn failing(&self) -> &[AccountError] {
        &self.failing
    }

    pub(super) fn is_failing(&self, account: AccountId) -> bool {
        self.failing.iter().any(|failed| failed.account == account)
    }

    /// The challenges of an account that are open here.
    pub(super) fn known(&self, account: AccountId) -> Vec<ChallengeId> {
        self.open.iter().filter(|request| request.account == account).map(|request| request.challenge()).collect()
    }

    pub(super) fn take(&mut self, account: AccountId, pulled: Result<News, AuthError>) -> Change {
        match pulled {
            Ok(news) => self.take_news(account, news),
            Err(error) => self.take_failure(AccountError { account, error }),
        }
    }

    pub(super) fn forget(&mut self, request: &Request) {
        self.open.retain(|other| !is_same(other, request));
    }

    /// Forgets accounts that are gone or unlinked.
    pub(super) fn keep_only(&mut self, accounts: &[AccountId]) {
        self.open.retain(|request| accounts.contains(&request.account));
        self.failing.retain(|failed| accounts.contains(&failed.account));
    }

    pub(super) fn drop_expired(&mut self, now: UnixSeconds) -> Change {
        let expired = self.open.extract_if(.., |request| request.secs_left(now) == 0);
        let ended = expired.map(|request| Ended { request, outcome: Some(Outcome::Expired) });
        Change { ended: ended.collect(), ..Change::default() }
    }

    fn take_news(&mut self, account: AccountId, news: News) -> Change {
        let over = |request: &Request| {
            request.account == account && !news.requests.iter().any(|other| is_same(other, request))
        };
        let gone = self.open.extract_if(.., |request| over(request));
        let ended = gone.map(|request| Ended { outcome: find_outcome(&news.notices, &request), request }).collect();
        let new = news.requests.into_iter().filter(|request| !self.open.iter().any(|other| is_same(other, request)));
        let arrived: Vec<_> = new.map(Arc::new).collect();
        self.open.extend(arrived.iter().cloned());
        self.open.sort_by_key(|request| (request.asked_at, request.challenge()));
        let told = news.notices.into_iter().filter(|notice| !matches!(notice.kind, NoticeKind::Settled { .. }));
        let notices = told.map(|notice| AccountNotice { account, notice }).collect();
        let was_failing = self.failing.extract_if(.., |failed| failed.account == account).count() > 0;
        let reached_again = was_failing.then_some(account).into_iter().collect();
        Change { arrived, ended, notices, failed: Vec::new(), reached_again }
    }

    /// The same failure is told once.
    fn take_failure(&mut self, failed: AccountError) -> Change {
        if self.failing.contains(&failed) {
            return Change::default();
        }
        self.failing.retain(|other| other.account != failed.account);
        self.failing.push(failed.clone());
        Change { failed: vec![failed], ..Change::default() }
    }
}

fn is_same(one: &Request, other: &Request) -> bool {
    (one.account, one.challenge()) == (other.account, other.challenge())
}

fn find_outcome(notices: &[Notice], request: &Request) -> Option<Outcome> {
    notices.iter().find_map(|notice| match notice.kind {
        NoticeKind::Settled { challenge, outcome } if challenge == request.challenge() => Some(outcome),
        _ => None,
    })
}
