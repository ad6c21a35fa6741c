//! Checking a typed code.

use std::ops::RangeInclusive;

use subtle::{ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

use super::code::OtpKey;
use super::parameters::Kind;
use crate::clock::UnixSeconds;

/// More than any code with its separators; nothing longer is looked at.
const MAX_TYPED_LEN: usize = 32;
const STEAM_ALPHABET: &str = "23456789BCDFGHJKMNPQRTVWXY";

/// How far the clock behind a code is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drift {
    /// The step whose code was typed.
    pub step: u64,
    /// Whole periods, in seconds: negative when that clock is slow, positive when it is fast, 0 when it is right.
    pub secs: i64,
}

/// A typed code without its spaces and one dash: `123 456` and `123-456` become `123456`.
/// `None` when anything else than ASCII digits is left, or nothing.
#[must_use]
pub fn normalise_code(typed: &str) -> Option<Zeroizing<String>> {
    without_separators(typed).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
}

impl OtpKey {
    /// The step that the typed code belongs to, at most `window` steps (RFC 6238 §5.2 advises 1) before or after
    /// `now`. HOTP looks ahead only (RFC 4226 §7.2). The time taken does not tell which step matched, or whether
    /// one did.
    ///
    /// A code counts once: refuse a step that is not above the last one accepted, and keep the new one.
    #[must_use]
    pub fn find_step(&self, typed: &str, now: UnixSeconds, window: u8) -> Option<u64> {
        let code = self.read_code(typed)?;
        let middle = self.step_at(now);
        let behind = if self.kind().period().is_some() { u64::from(window) } else { 0 };
        self.find_matching(&code, middle.saturating_sub(behind)..=middle.saturating_add(window.into()))
    }

    /// How far off the clock is that made the typed code, when it is at most `far` steps off; `None` for HOTP.
    ///
    /// Only to say why a code was refused, never to accept it. A step of the future must be marked as used
    /// before its drift is told: else the answer would reveal a code that is still to become valid.
    #[must_use]
    pub fn find_drift(&self, typed: &str, now: UnixSeconds, far: u8) -> Option<Drift> {
        self.kind().period()?;
        let step = self.find_step(typed, now, far)?;
        let off = step.wrapping_sub(self.step_at(now)).cast_signed();
        Some(Drift { step, secs: off * self.period_secs().cast_signed() })
    }

    fn read_code(&self, typed: &str) -> Option<Zeroizing<String>> {
        let code = match self.kind() {
            Kind::Steam => read_steam_code(typed),
            Kind::Totp { .. } | Kind::Hotp { .. } => normalise_code(typed),
        };
        code.filter(|code| code.len() == usize::from(self.digits()))
    }

    /// Looks at every step, always; the latest that matches wins.
    fn find_matching(&self, code: &str, steps: RangeInclusive<u64>) -> Option<u64> {
        let generator = self.generator();
        let (mut found, mut at) = (subtle::Choice::from(0), 0_u64);
        for step in steps {
            let candidate = Zeroizing::new(generator.generate(step).to_string());
            let same = candidate.as_bytes().ct_eq(code.as_bytes());
            at.conditional_assign(&step, same);
            found |= same;
        }
        bool::from(found).then_some(at)
    }
}

fn read_steam_code(typed: &str) -> Option<Zeroizing<String>> {
    let mut code = without_separators(typed)?;
    code.make_ascii_uppercase();
    code.chars().all(|c| STEAM_ALPHABET.contains(c)).then_some(code)
}

fn without_separators(typed: &str) -> Option<Zeroizing<String>> {
    if typed.len() > MAX_TYPED_LEN || typed.matches('-').count() > 1 {
        return None;
    }
    let mut code = Zeroizing::new(String::with_capacity(typed.len()));
    code.extend(typed.chars().filter(|c| !c.is_whitespace() && *c != '-'));
    Some(code).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{Algorithm, Digits, Period};
    use crate::secret::Secret;

    const NOW: UnixSeconds = 1_700_000_000;

    fn key(kind: Kind) -> OtpKey {
        OtpKey::new(kind, Algorithm::Sha1, Digits::default(), Secret::new(vec![7; 20])).ok().unwrap()
    }

    fn totp() -> OtpKey {
        key(Kind::Totp { period: Period::default() })
    }

    #[test]
    fn spaces_and_one_dash_are_passed_over() {
        for typed in ["123456", "123 456", " 12 34 56\n", "123-456", "123\u{a0}456"] {
            assert_eq!(normalise_code(typed).unwrap().as_str(), "123456", "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let long = "1".repeat(33);
        for typed in
            ["", " ", "-", "12-34-56", "12345a", "+123456", "\u{661}23456", "\u{ff11}23456", "12.456", long.as_str()]
        {
            assert!(normalise_code(typed).is_none(), "{typed:?}");
        }
    }

    #[test]
    fn a_code_is_found_one_step_around_now_and_no_further() {
        let (key, step) = (totp(), totp().step_at(NOW));
        for (offset, expected) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let of = step.saturating_add_signed(offset);
            let found = key.find_step(&key.code_for_step(of), NOW, 1);
            assert_eq!(found, expected.then_some(of), "offset {offset}");
        }
    }

    #[test]
    fn a_window_of_zero_takes_the_present_step_only() {
        let key = totp();
        assert_eq!(key.find_step(&key.code_at(NOW), NOW, 0), Some(key.step_at(NOW)));
        assert_eq!(key.find_step(&key.code_at(NOW - 30), NOW, 0), None);
    }

    #[test]
    fn a_code_of_another_length_is_never_found() {
        let key = totp();
        let code = key.code_at(NOW);
        assert_eq!(key.find_step(&code[..5], NOW, 255), None);
        assert_eq!(key.find_step(&format!("0{code}"), NOW, 255), None);
    }

    #[test]
    fn a_counter_looks_ahead_but_never_back() {
        let key = key(Kind::Hotp { counter: 10 });
        let found = |counter| key.find_step(&key.code_for_step(counter), NOW, 3);
        assert_eq!((found(9), found(10), found(13), found(14)), (None, Some(10), Some(13), None));
        assert_eq!(key.find_drift(&key.code_for_step(11), NOW, 20), None);
    }

    #[test]
    fn windows_stop_at_the_ends_of_the_count() {
        let last = key(Kind::Hotp { counter: u64::MAX });
        assert_eq!(last.find_step(&last.code_at(0), 0, 255), Some(u64::MAX));
        assert_eq!(totp().find_step(&totp().code_at(0), 0, 255), Some(0));
    }

    #[test]
    fn a_slow_and_a_fast_clock_are_told() {
        let key = totp();
        let drift = |secs| key.find_drift(&key.code_at(NOW + secs), NOW, 20).map(|drift| drift.secs);
        assert_eq!(drift(-90), Some(-90));
        assert_eq!(drift(600), Some(600));
        assert_eq!(drift(0), Some(0));
        assert_eq!((drift(-630), drift(630)), (None, None));
    }

    #[test]
    fn steam_codes_are_typed_in_any_case() {
        let key = key(Kind::Steam);
        let typed = key.code_at(NOW).to_ascii_lowercase();
        assert_eq!(key.find_step(&typed, NOW, 1), Some(key.step_at(NOW)));
        assert_eq!(key.find_step("AEIOU", NOW, 1), None);
    }
}
