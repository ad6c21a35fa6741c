//! A key and the codes it makes.

use ring::digest::{Context, SHA256};
use totp_rs::{Algorithm as Hash, Builder, Totp};
use zeroize::Zeroizing;

use super::base32_text::base32_of;
use super::parameters::{Algorithm, Digits, Kind, Period};
use crate::clock::UnixSeconds;
use crate::random::{NoRandomness, Random};
use crate::secret::Secret;

/// RFC 4226 §4 R6 recommends 160 bits.
const MADE_SECRET_LEN: usize = 20;
/// 112 bits: what common tools demand at the least.
const STRONG_SECRET_LEN: usize = 14;
const STEAM_DIGITS: u8 = 5;

/// A key with nothing in it would make the same codes for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the secret is empty; copy it again from where it was shown")]
pub struct EmptySecret;

/// A one-time-code key. Without `Debug`: it holds the secret.
#[derive(Clone)]
pub struct OtpKey {
    kind: Kind,
    algorithm: Algorithm,
    digits: Digits,
    secret: Secret,
}

impl OtpKey {
    /// A key made elsewhere. Steam has its own algorithm and length, so for it those two are passed over.
    ///
    /// # Errors
    /// [`EmptySecret`]; short ones are taken, see [`Self::is_weak`].
    pub fn new(kind: Kind, algorithm: Algorithm, digits: Digits, secret: Secret) -> Result<Self, EmptySecret> {
        if secret.expose().is_empty() {
            return Err(EmptySecret);
        }
        let (algorithm, digits) = match kind {
            Kind::Steam => (Algorithm::default(), Digits::default()),
            Kind::Totp { .. } | Kind::Hotp { .. } => (algorithm, digits),
        };
        Ok(Self { kind, algorithm, digits, secret })
    }

    /// The same key of counted codes at another counter.
    #[cfg(feature = "device")]
    pub(super) fn with_counter(&self, counter: u64) -> Self {
        Self { kind: Kind::Hotp { counter }, ..self.clone() }
    }

    /// A fresh key that every app reads: time-based, 160 bits, SHA-1, six digits, 30 seconds.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn make_totp(random: &dyn Random) -> Result<Self, NoRandomness> {
        let mut bytes = vec![0; MADE_SECRET_LEN];
        random.fill(&mut bytes)?;
        let kind = Kind::Totp { period: Period::default() };
        let secret = Secret::new(bytes);
        Ok(Self { kind, algorithm: Algorithm::default(), digits: Digits::default(), secret })
    }

    /// What moves its codes on.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The hash under HMAC.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// How many characters its codes have: 6 to 8, for Steam 5.
    #[must_use]
    pub const fn digits(&self) -> u8 {
        match self.kind {
            Kind::Steam => STEAM_DIGITS,
            Kind::Totp { .. } | Kind::Hotp { .. } => self.digits.get(),
        }
    }

    /// The secret, to be sealed.
    #[must_use]
    pub const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The secret as base32, to be shown to its owner; cleared when dropped.
    #[must_use]
    pub fn secret_base32(&self) -> Zeroizing<String> {
        base32_of(&self.secret)
    }

    /// Whether the secret has fewer than 112 bits: it works, but should be replaced at the website.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.secret.expose().len() < STRONG_SECRET_LEN
    }

    /// Tells duplicates apart: the first half of SHA-256 over kind and secret.
    /// Seal it too: short secrets can be guessed from it.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 16] {
        let mut context = Context::new(&SHA256);
        context.update(self.kind.name().as_bytes());
        context.update(&[0]);
        context.update(self.secret.expose());
        let mut half = [0; 16];
        half.copy_from_slice(&context.finish().as_ref()[..16]);
        half
    }

    /// The step that `now` falls in (RFC 6238 §4.2), step 0 before 1970; for HOTP its counter, whatever the time.
    #[must_use]
    pub fn step_at(&self, now: UnixSeconds) -> u64 {
        match self.kind {
            Kind::Hotp { counter } => counter,
            Kind::Totp { .. } | Kind::Steam => seconds(now) / self.period_secs(),
        }
    }

    /// How many seconds the code of `now` will still be shown, at least 1; `None` for HOTP.
    #[must_use]
    pub fn secs_left(&self, now: UnixSeconds) -> Option<u64> {
        self.kind.period()?;
        Some(self.period_secs() - seconds(now) % self.period_secs())
    }

    /// The code of `now`; for HOTP that of its counter.
    #[must_use]
    pub fn code_at(&self, now: UnixSeconds) -> String {
        self.code_for_step(self.step_at(now))
    }

    /// The code of one step, or of one count of HOTP (RFC 4226 §5.3).
    #[must_use]
    pub fn code_for_step(&self, step: u64) -> String {
        self.generator().generate(step).to_string()
    }

    /// Makes codes, each for the step it is given. "Noncompliant" lets in the short secrets that websites give
    /// out; what could make it panic, a period of 0 or more than nine digits, can't be held by our types.
    pub(super) fn generator(&self) -> Totp {
        Builder::new()
            .with_algorithm(self.hash())
            .with_digits(self.digits())
            // In steps of one second its time is our step, which serves HOTP as well.
            .with_step_duration(1)
            .with_secret(self.secret.expose())
            .build_noncompliant()
    }

    /// 1 for HOTP, so that nothing divides by zero.
    pub(super) fn period_secs(&self) -> u64 {
        self.kind.period().map_or(1, |period| u64::from(period.secs()))
    }

    const fn hash(&self) -> Hash {
        match (self.kind, self.algorithm) {
            (Kind::Steam, _) => Hash::Steam,
            (_, Algorithm::Sha1) => Hash::SHA1,
            (_, Algorithm::Sha256) => Hash::SHA256,
            (_, Algorithm::Sha512) => Hash::SHA512,
        }
    }
}

/// Equal in everything; the secrets are compared in constant time.
impl PartialEq for OtpKey {
    fn eq(&self, other: &Self) -> bool {
        let facts = |key: &Self| (key.kind, key.algorithm, key.digits);
        facts(self) == facts(other) && self.secret.matches(other.secret.expose())
    }
}

impl Eq for OtpKey {}

fn seconds(now: UnixSeconds) -> u64 {
    now.max(0).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use serde_json::Value;

    use super::*;
    use crate::otp::parse_base32;
    use crate::random::SystemEntropy;

    fn vectors(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    fn hex_secret(vector: &Value) -> Secret {
        Secret::new(HEXLOWER.decode(vector["secret_hex"].as_str().unwrap().as_bytes()).unwrap())
    }

    fn key(kind: Kind, secret: Secret) -> OtpKey {
        OtpKey::new(kind, Algorithm::Sha1, Digits::default(), secret).ok().unwrap()
    }

    fn totp(secs: u16) -> OtpKey {
        key(Kind::Totp { period: Period::new(secs).unwrap() }, Secret::new(vec![7; 20]))
    }

    #[test]
    fn codes_are_those_of_rfc_4226_appendix_d() {
        let vector = vectors(include_str!("../../../tests/vectors/otp/rfc4226_d.json"));
        let codes = vector["codes"].as_array().unwrap();
        assert_eq!(codes.len(), 10);
        for (counter, code) in (0..).zip(codes) {
            let key = key(Kind::Hotp { counter }, hex_secret(&vector));
            assert_eq!(key.code_at(0), code.as_str().unwrap(), "counter {counter}");
        }
    }

    #[test]
    fn codes_are_those_of_rfc_6238_appendix_b() {
        let vector = vectors(include_str!("../../../tests/vectors/otp/rfc6238_b.json"));
        let cases = vector["cases"].as_array().unwrap();
        assert_eq!(cases.len(), 18);
        for case in cases {
            let algorithm = Algorithm::find(case["algorithm"].as_str().unwrap()).unwrap();
            let kind = Kind::Totp { period: Period::default() };
            let key = OtpKey::new(kind, algorithm, Digits::new(8).unwrap(), hex_secret(case)).ok().unwrap();
            assert_eq!(key.code_at(case["at"].as_i64().unwrap()), case["code"].as_str().unwrap(), "{case}");
        }
    }

    #[test]
    fn codes_are_those_steam_shows() {
        let vector = vectors(include_str!("../../../tests/vectors/otp/steam.json"));
        let secret = parse_base32(vector["secret_base32"].as_str().unwrap()).unwrap();
        let key = key(Kind::Steam, secret);
        for case in vector["cases"].as_array().unwrap() {
            assert_eq!(key.code_at(case["at"].as_i64().unwrap()), case["code"].as_str().unwrap(), "{case}");
        }
    }

    #[test]
    fn a_code_is_shown_until_its_period_ends() {
        let key = totp(30);
        assert_eq!((key.step_at(59), key.secs_left(59)), (1, Some(1)));
        assert_eq!((key.step_at(60), key.secs_left(60)), (2, Some(30)));
        assert_eq!((key.step_at(-5), key.secs_left(-5)), (0, Some(30)));
        assert_eq!(totp(3600).secs_left(3601), Some(3599));
    }

    #[test]
    fn time_does_not_move_a_counter() {
        let key = key(Kind::Hotp { counter: u64::MAX }, Secret::new(vec![7; 20]));
        assert_eq!((key.step_at(1_000_000), key.secs_left(1_000_000)), (u64::MAX, None));
        assert_eq!(key.code_at(0), key.code_at(1_000_000));
    }

    #[test]
    fn the_ends_of_time_still_have_codes() {
        assert_eq!(totp(1).code_at(i64::MAX).len(), 6);
        assert_eq!(totp(1).code_at(i64::MIN), totp(1).code_at(0));
    }

    #[test]
    fn a_made_key_is_long_and_differs_each_time() {
        let make = || OtpKey::make_totp(&SystemEntropy::default()).unwrap();
        let (one, other) = (make(), make());
        assert_eq!(one.secret().expose().len(), 20);
        assert_eq!((one.digits(), one.algorithm()), (6, Algorithm::Sha1));
        assert!(!one.is_weak());
        assert!(one != other);
    }

    #[test]
    fn short_secrets_work_and_are_called_weak_but_empty_ones_are_refused() {
        assert_eq!(key(Kind::Steam, Secret::new(vec![1])).code_at(0).len(), 5);
        assert!(key(Kind::Steam, Secret::new(vec![1; 13])).is_weak());
        assert!(!key(Kind::Steam, Secret::new(vec![1; 14])).is_weak());
        let empty = OtpKey::new(Kind::Steam, Algorithm::Sha1, Digits::default(), Secret::new(vec![]));
        assert!(empty.is_err());
    }

    #[test]
    fn the_fingerprint_follows_kind_and_secret_only() {
        let print = |kind, byte| key(kind, Secret::new(vec![byte; 20])).fingerprint();
        let (one, two) = (Kind::Hotp { counter: 1 }, Kind::Hotp { counter: 2 });
        assert_eq!(print(one, 7), print(two, 7));
        assert_ne!(print(one, 7), print(one, 8));
        assert_ne!(print(one, 7), print(Kind::Steam, 7));
    }
}
