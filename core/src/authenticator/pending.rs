//! What waits for an answer, over all accounts at once.

use std::sync::Arc;

use super::account::LinkState;
use super::pull::News;
use super::race::{Waiting, until_news};
use super::request::Request;
use super::{AccountId, AuthError, Authenticator};
use crate::ids::ChallengeId;
use crate::message::Notice;

/// What waits, what happened, and which servers could not be asked.
#[derive(Default)]
pub struct Pending {
    /// What waits for an answer; those that the caller knew already come again.
    pub requests: Vec<Arc<Request>>,
    /// What else happened.
    pub notices: Vec<AccountNotice>,
    /// The accounts whose server said something by now. A known request of these that is not in `requests` is over.
    pub asked: Vec<AccountId>,
    /// The accounts whose server could not be asked or can't be trusted; the others are not touched by that.
    pub errors: Vec<AccountError>,
}

/// News of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountNotice {
    /// The account.
    pub account: AccountId,
    /// What happened. After `Unlinked` the account's state says so too.
    pub notice: Notice,
}

/// The failure of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountError {
    /// The account.
    pub account: AccountId,
    /// Why its server could not be asked.
    pub error: AuthError,
}

type Asked = (AccountId, Result<News, AuthError>);

impl Authenticator {
    /// Asks the servers of `only` or of all linked accounts, all at once, and waits up to `wait_secs` (55 at most count)
    /// until one of them has something new. `known` are the requests that are shown already.
    ///
    /// # Errors
    /// [`AuthError`] of the vault, or [`AuthError::NoSuchAccount`]; failures of servers are in [`Pending::errors`].
    pub async fn pending(
        &self,
        only: Option<AccountId>,
        wait_secs: u32,
        known: &[(AccountId, ChallengeId)],
    ) -> Result<Pending, AuthError> {
        let ids = match only {
            Some(id) => vec![self.book.get(id)?.id],
            None => self.list_asking()?,
        };
        let pulls = ids.into_iter().map(|id| self.pull_known(id, wait_secs, known_of(id, known))).collect();
        // Who does not wait wants to hear all servers, not the fastest.
        let waits = wait_secs > 0;
        let results = until_news(pulls, |(id, result): &Asked| waits && is_news(*id, result, known)).await;
        Ok(gather(results))
    }

    /// The accounts whose servers are asked. What was cut short and came to nothing goes first.
    pub(super) fn list_asking(&self) -> Result<Vec<AccountId>, AuthError> {
        self.drop_leftovers()?;
        let known = self.book.known()?;
        let accounts = known.iter().map(|known| &known.account);
        let linked = accounts.filter_map(|account| Some((account, account.linked().ok()?)));
        // An old link is not asked once a new one counts in its place.
        let replaced: Vec<_> = linked
            .clone()
            .filter(|(_, link)| link.state == LinkState::Active)
            .filter_map(|(account, _)| account.repairs)
            .collect();
        let asking = linked.filter(|(_, link)| link.state != LinkState::Unlinked).map(|(account, _)| account.id);
        Ok(asking.filter(|id| !replaced.contains(id)).collect())
    }

    pub(super) fn pull_known(&self, id: AccountId, wait_secs: u32, known: Vec<ChallengeId>) -> Waiting<'_, Asked> {
        Box::pin(async move { (id, self.pull_settling(id, wait_secs, known).await) })
    }

    /// A pull of an account, and the end of its repair if it is a new link that counts by now.
    pub(super) async fn pull_settling(
        &self,
        id: AccountId,
        wait_secs: u32,
        known: Vec<ChallengeId>,
    ) -> Result<News, AuthError> {
        if self.settle_repair_of(id).await? {
            return Ok(News::NONE);
        }
        let news = self.pull(id, wait_secs, known).await?;
        // Its requests come again for the entry that it went into.
        if self.settle_repair_of(id).await? { Ok(News::NONE) } else { Ok(news) }
    }
}

fn known_of(id: AccountId, known: &[(AccountId, ChallengeId)]) -> Vec<ChallengeId> {
    known.iter().filter(|(account, _)| *account == id).map(|(_, challenge)| *challenge).collect()
}

/// A failure is no news: it must not cut the others' waiting short.
fn is_news(id: AccountId, result: &Result<News, AuthError>, known: &[(AccountId, ChallengeId)]) -> bool {
    let Ok(news) = result else { return false };
    let known = known_of(id, known);
    let same = news.requests.len() == known.len() && news.requests.iter().all(|it| known.contains(&it.challenge()));
    !same || !news.notices.is_empty() || news.state == LinkState::Unlinked
}

fn gather(results: Vec<Asked>) -> Pending {
    let mut pending = Pending::default();
    for (account, result) in results {
        match result {
            Ok(news) => {
                pending.asked.push(account);
                pending.requests.extend(news.requests.into_iter().map(Arc::new));
                pending.notices.extend(news.notices.into_iter().map(|notice| AccountNotice { account, notice }));
            }
            Err(error) => pending.errors.push(AccountError { account, error }),
        }
    }
    pending.requests.sort_by_key(|request| (request.prompt.asked_at, request.challenge()));
    pending
}
