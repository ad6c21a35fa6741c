//! Slow hashes (Argon2id, RFC 9106), keyed with the pepper, a few at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, Version};
use assent_core::random::{Random, make_bytes};
use assent_core::secret::{Secret, same};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::Failure;

const PASSWORD_HASH_LEN: usize = 32;

/// What one hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

/// What hashes cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costs {
    /// Of passwords. May change: each hash says what it cost.
    pub password: Cost,
    /// Of backup codes, which are 80 random bits. Must stay: sets that were made with another cost fit no more.
    pub backup_code: Cost,
}

impl Default for Costs {
    /// 64 MiB and 3 passes for what people think up (RFC 9106 §4, second choice, with one lane); the least that
    /// OWASP ASVS 5.0 (appendix C) has for backup codes.
    fn default() -> Self {
        Self {
            password: Cost { memory_kib: 64 * 1024, passes: 3 },
            backup_code: Cost { memory_kib: 46 * 1024, passes: 1 },
        }
    }
}

/// Hashes at most so many at a time, lets so many more wait and turns the others away.
pub struct Hashing {
    pepper: Secret,
    costs: Costs,
    places: Arc<Semaphore>,
    running: Arc<Semaphore>,
    done: Arc<AtomicU64>,
}

/// One hash to compute.
struct Job {
    cost: Cost,
    salt: Vec<u8>,
    input: Secret,
}

impl Hashing {
    /// `parallel` hashes at a time, `queue` more waiting.
    #[must_use]
    pub fn new(pepper: Secret, costs: Costs, parallel: usize, queue: usize) -> Self {
        let parallel = parallel.clamp(1, Semaphore::MAX_PERMITS / 2);
        let places = parallel + queue.min(Semaphore::MAX_PERMITS / 2);
        Self {
            pepper,
            costs,
            places: Arc::new(Semaphore::new(places)),
            running: Arc::new(Semaphore::new(parallel)),
            done: Arc::default(),
        }
    }

    /// How many hashes were computed, for metrics.
    #[must_use]
    pub fn hashes_done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// The hash of a new password, as PHC string. The pepper is not in it.
    ///
    /// # Errors
    /// [`Failure`], `Busy` when too many wait.
    pub async fn hash_password(&self, password: Secret, random: &dyn Random) -> Result<String, Failure> {
        let salt = make_bytes::<16>(random)?;
        let cost = self.costs.password;
        let hash = self.hash_one(Job { cost, salt: salt.to_vec(), input: password }).await?;
        print_phc(cost, &salt, &hash).map_err(|_| Failure::Hash("it can't be written"))
    }

    /// A PHC string that nobody knows the password of: random bytes instead of a hash, which to check costs the same.
    ///
    /// # Errors
    /// [`Failure::NoRandomness`].
    pub fn make_unknown(&self, random: &dyn Random) -> Result<String, Failure> {
        let (salt, hash) = (make_bytes::<16>(random)?, make_bytes::<PASSWORD_HASH_LEN>(random)?);
        print_phc(self.costs.password, &salt, &hash).map_err(|_| Failure::Hash("it can't be written"))
    }

    /// Whether the password fits the PHC string.
    ///
    /// # Errors
    /// [`Failure`], `Busy` when too many wait.
    pub async fn verify_password(&self, phc: &str, password: Secret) -> Result<bool, Failure> {
        let (cost, salt, expected) = read_phc(phc).ok_or(Failure::Hash("the stored one can't be read"))?;
        let hash = self.hash_one(Job { cost, salt, input: password }).await?;
        Ok(same(&hash, &expected))
    }

    /// Whether the PHC string was made with another cost than today's.
    #[must_use]
    pub fn needs_rehash(&self, phc: &str) -> bool {
        read_phc(phc).is_none_or(|(cost, _, _)| cost != self.costs.password)
    }

    /// The hashes of backup codes under their set's salt, in one place of the queue.
    ///
    /// # Errors
    /// [`Failure`], `Busy` when too many wait.
    pub async fn hash_backup_codes(&self, salt: [u8; 16], codes: Vec<Secret>) -> Result<Vec<[u8; 32]>, Failure> {
        let cost = self.costs.backup_code;
        let jobs = codes.into_iter().map(|input| Job { cost, salt: salt.to_vec(), input }).collect();
        self.hash_all(jobs).await
    }

    async fn hash_one(&self, job: Job) -> Result<[u8; 32], Failure> {
        self.hash_all(vec![job]).await?.pop().ok_or(Failure::Hash("nothing came out"))
    }

    /// The permits go with the work: a caller who hangs up does not make room before the work is over.
    async fn hash_all(&self, jobs: Vec<Job>) -> Result<Vec<[u8; 32]>, Failure> {
        let permits = self.take_turn().await?;
        let (pepper, done) = (self.pepper.clone(), Arc::clone(&self.done));
        let work = move || {
            let _permits = permits;
            let hashed = jobs.iter().map(|job| hash(&pepper, job)).collect::<Result<Vec<_>, _>>();
            done.fetch_add(jobs.len() as u64, Ordering::Relaxed);
            hashed
        };
        let hashed = tokio::task::spawn_blocking(work).await.map_err(|_| Failure::Hash("the work was stopped"))?;
        hashed.map_err(|_| Failure::Hash("too little memory or a wrong cost"))
    }

    async fn take_turn(&self) -> Result<[OwnedSemaphorePermit; 2], Failure> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Failure::Busy)?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Failure::Busy)?;
        Ok([turn, place])
    }
}

fn hash(pepper: &Secret, job: &Job) -> Result<[u8; 32], argon2::Error> {
    let params = Params::new(job.cost.memory_kib, job.cost.passes, 1, Some(PASSWORD_HASH_LEN))?;
    let argon2 = Argon2::new_with_secret(pepper.expose(), Algorithm::Argon2id, Version::V0x13, params)?;
    let mut hash = [0; PASSWORD_HASH_LEN];
    argon2.hash_password_into(job.input.expose(), &job.salt, &mut hash)?;
    Ok(hash)
}

/// <https://github.com/P-H-C/phc-string-format>.
fn print_phc(cost: Cost, salt: &[u8], hash: &[u8]) -> Result<String, argon2::password_hash::phc::Error> {
    let params = format!("m={},t={},p=1", cost.memory_kib, cost.passes);
    let phc = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: params.parse::<ParamsString>()?,
        salt: Some(Salt::new(salt)?),
        hash: Some(Output::new(hash)?),
    };
    Ok(phc.to_string())
}

/// Cost, salt and hash; `None` for anything but what [`print_phc`] writes.
fn read_phc(phc: &str) -> Option<(Cost, Vec<u8>, Vec<u8>)> {
    let phc = PasswordHash::new(phc).ok()?;
    let params = Params::try_from(&phc).ok()?;
    let ours = phc.algorithm == Algorithm::Argon2id.ident() && phc.version == Some(Version::V0x13.into());
    if !ours || params.p_cost() != 1 {
        return None;
    }
    let cost = Cost { memory_kib: params.m_cost(), passes: params.t_cost() };
    Some((cost, phc.salt?.to_vec(), phc.hash?.as_bytes().to_vec()))
}

#[cfg(test)]
mod tests {
    use assent_core::random::SystemEntropy;

    use super::*;
    use crate::app::testing::{CHEAP, hashing};

    fn secret(text: &str) -> Secret {
        Secret::copy_of(text.as_bytes())
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let hashing = hashing();
        let phc = hashing.hash_password(secret("correct horse"), &SystemEntropy::default()).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{phc}");
        assert_eq!(hashing.verify_password(&phc, secret("correct horse")).await, Ok(true));
        assert_eq!(hashing.verify_password(&phc, secret("correct horsf")).await, Ok(false));
        assert!(matches!(hashing.verify_password("$2b$10$x", secret("x")).await, Err(Failure::Hash(_))));
    }

    #[tokio::test]
    async fn an_unknown_password_is_checked_like_any_other() {
        let hashing = hashing();
        let phc = hashing.make_unknown(&SystemEntropy::default()).unwrap();
        assert!(!hashing.needs_rehash(&phc));
        assert_eq!(hashing.verify_password(&phc, secret("correct horse")).await, Ok(false));
        assert_eq!(hashing.hashes_done(), 1);
    }

    #[tokio::test]
    async fn without_the_pepper_a_hash_is_worth_nothing() {
        let random = SystemEntropy::default();
        let phc = hashing().hash_password(secret("correct horse"), &random).await.unwrap();
        let other = Hashing::new(Secret::new(vec![9; 32]), CHEAP, 1, 1);
        assert_eq!(other.verify_password(&phc, secret("correct horse")).await, Ok(false));
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_still_fits_and_wants_to_be_renewed() {
        let random = SystemEntropy::default();
        let phc = hashing().hash_password(secret("correct horse"), &random).await.unwrap();
        assert!(!hashing().needs_rehash(&phc));
        let costs = Costs { password: Cost { memory_kib: 128, passes: 2 }, ..CHEAP };
        let dearer = Hashing::new(Secret::new(vec![2; 32]), costs, 1, 1);
        assert!(dearer.needs_rehash(&phc));
        assert_eq!(dearer.verify_password(&phc, secret("correct horse")).await, Ok(true));
    }

    #[tokio::test]
    async fn who_finds_no_place_is_turned_away_at_once() {
        let hashing = Hashing::new(Secret::new(vec![2; 32]), CHEAP, 1, 1);
        let running = hashing.take_turn().await.unwrap();
        let waiting = hashing.take_turn();
        tokio::pin!(waiting);
        assert!(futures_pending(waiting.as_mut()).await);
        assert!(matches!(hashing.take_turn().await, Err(Failure::Busy)));
        drop(running);
        assert!(waiting.await.is_ok());
    }

    async fn futures_pending<F: Future>(mut future: std::pin::Pin<&mut F>) -> bool {
        std::future::poll_fn(|cx| std::task::Poll::Ready(future.as_mut().poll(cx).is_pending())).await
    }

    #[tokio::test]
    async fn the_default_cost_is_what_the_standards_ask_for() {
        let costs = Costs::default();
        assert_eq!(costs.password, Cost { memory_kib: 65_536, passes: 3 });
        assert!(costs.backup_code.memory_kib >= 46 * 1024);
    }
}
