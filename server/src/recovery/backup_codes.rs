//! Ten backup codes a person, each good once (NIST SP 800-63B-4 §3.1.2, §4.2.1.1).

use assent_core::clock::UnixSeconds;
use assent_core::message::Text;
use assent_core::random::make_bytes;
use assent_core::secret::{Secret, same};
use async_trait::async_trait;

use super::backup_code::{BackupCodeText, read_backup_code};
use crate::app::{App, Failure};
use crate::model::{AuditKind, BackupCode, BackupSet, PersonId, Throttled};
use crate::people::{Account, Factor, Judge, Judgement, Origin, Tried, reopen_pushes, try_factor};
use crate::store::Accept;

/// How many codes a set has.
const COUNT: usize = 10;

/// How many codes a person has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupCodesLeft {
    /// Unused ones.
    pub left: usize,
    /// When the set was made.
    pub made_at: UnixSeconds,
}

/// What became of a backup code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupCodeResult {
    /// Right, and used up.
    Accepted {
        /// How many are left.
        left: usize,
    },
    /// Wrong, or no such account.
    Wrong,
    /// It was used before.
    Used,
    /// Not sixteen characters that a code can have; nothing was counted.
    NotACode,
    /// Not looked at.
    Throttled(Throttled),
}

/// Makes new codes; the old ones are worth nothing any more. The caller has checked that the person may, and shows
/// them once.
///
/// # Errors
/// [`Failure`], `Busy` when too many hash at once.
pub async fn make_backup_codes(
    app: &App,
    person: PersonId,
    address: Option<&Text>,
) -> Result<Vec<BackupCodeText>, Failure> {
    let random = app.random.as_ref();
    let texts = (0..COUNT).map(|_| BackupCodeText::make(random)).collect::<Result<Vec<_>, _>>()?;
    let salt = make_bytes::<16>(random)?;
    let codes = texts.iter().filter_map(|text| read_backup_code(text.expose())).collect();
    let hashes = app.hashing.hash_backup_codes(salt, codes).await?;
    let codes = hashes.into_iter().map(|hash| BackupCode { hash, used_at: None }).collect();
    let set = BackupSet { salt, made_at: app.now(), codes };
    let event = Origin::portal(address).event(set.made_at, AuditKind::BackupCodesMade, Some(person));
    app.store.set_backup_codes(person, &set, event).await?;
    Ok(texts)
}

/// How many codes are left; `None` when none were ever made.
///
/// # Errors
/// When the store fails.
pub async fn count_backup_codes(app: &App, person: PersonId) -> Result<Option<BackupCodesLeft>, Failure> {
    let set = app.store.backup_codes(person).await?;
    Ok(set.map(|set| BackupCodesLeft { left: count_unused(&set), made_at: set.made_at }))
}

/// Checks a backup code as it was typed. Takes the same time and writes the same for accounts that do not exist.
///
/// # Errors
/// [`Failure`], `Busy` when too many hash at once.
pub async fn check_backup_code(
    app: &App,
    account: &Account,
    typed: &str,
    origin: Origin<'_>,
) -> Result<BackupCodeResult, Failure> {
    let Some(code) = read_backup_code(typed) else { return Ok(BackupCodeResult::NotACode) };
    let judge = BackupCodeJudge { account, code, origin };
    let result = match try_factor(app, Factor::BackupCode, account, &judge).await? {
        Tried::Throttled(throttled) => BackupCodeResult::Throttled(throttled),
        Tried::Told(result) => result,
    };
    if let (BackupCodeResult::Accepted { .. }, Some(person)) = (&result, account.person_id()) {
        reopen_pushes(app, person).await?;
    }
    Ok(result)
}

struct BackupCodeJudge<'a> {
    account: &'a Account,
    code: Secret,
    origin: Origin<'a>,
}

#[async_trait]
impl Judge for BackupCodeJudge<'_> {
    type Told = BackupCodeResult;

    /// Always one hash, and ten comparisons.
    async fn judge(&self, app: &App, now: UnixSeconds) -> Result<Judgement<BackupCodeResult>, Failure> {
        let person = self.account.open_person().map(|person| person.id);
        let set = self.find_set(app, person).await?;
        let hashes = app.hashing.hash_backup_codes(set.salt, vec![self.code.clone()]).await?;
        let hash = hashes.first().ok_or(Failure::Hash("nothing came out"))?;
        let found = find_code(&set, hash).filter(|_| person.is_some());
        let told = match found.map(|index| set.codes[index].used_at) {
            None => BackupCodeResult::Wrong,
            Some(Some(_)) => BackupCodeResult::Used,
            Some(None) => BackupCodeResult::Accepted { left: count_unused(&set).saturating_sub(1) },
        };
        let right = matches!(told, BackupCodeResult::Accepted { .. });
        let uses = person.zip(found).filter(|_| right);
        let uses = uses.map(|(person, index)| Accept::BackupCode { person, salt: set.salt, index });
        let kind = if right { AuditKind::BackupCodeAccepted } else { AuditKind::BackupCodeRefused };
        let event = Some(self.origin.event(now, kind, Some(self.account.logged_id(app))));
        Ok(Judgement { told, right, uses, event })
    }
}

impl BackupCodeJudge<'_> {
    /// The person's set; for nobody, and people without one, a set that nothing fits.
    async fn find_set(&self, app: &App, person: Option<PersonId>) -> Result<BackupSet, Failure> {
        let read = app.store.backup_codes(person.unwrap_or_else(|| self.account.nobody(app))).await?;
        Ok(read.unwrap_or_else(|| BackupSet { salt: [0; 16], made_at: 0, codes: decoy_codes() }))
    }
}

fn decoy_codes() -> Vec<BackupCode> {
    vec![BackupCode { hash: [0; 32], used_at: None }; COUNT]
}

/// Looks at every code, always.
fn find_code(set: &BackupSet, hash: &[u8; 32]) -> Option<usize> {
    let fits = |code: &BackupCode| same(&code.hash, hash);
    set.codes.iter().enumerate().fold(None, |found, (index, code)| if fits(code) { Some(index) } else { found })
}

fn count_unused(set: &BackupSet) -> usize {
    set.codes.iter().filter(|code| code.used_at.is_none()).count()
}
