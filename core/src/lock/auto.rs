//! When to lock without being told.

use super::LockSettings;
use crate::clock::UnixSeconds;

/// A clock that is corrected may step back this far, in seconds. Further back it can't be told how long nobody was
/// there.
const STEP_BACK_SECS: i64 = 5;

/// The shortest idle time, in seconds: a shorter one would lock somebody out who is only reading.
const MIN_IDLE_SECS: u32 = 10;

/// Counts from the last use.
#[derive(Debug, Clone, Copy)]
pub struct AutoLock {
    settings: LockSettings,
    /// `None`: nobody is in, so nobody can be away for too long.
    last_used: Option<UnixSeconds>,
}

impl AutoLock {
    /// Used right now.
    #[must_use]
    pub const fn new(settings: LockSettings, now: UnixSeconds) -> Self {
        Self { settings, last_used: Some(now) }
    }

    /// Left to work that shows nothing to anybody: it ends when it is locked, by no time.
    #[must_use]
    pub const fn for_work(settings: LockSettings) -> Self {
        Self { settings, last_used: None }
    }

    /// What it goes by.
    #[must_use]
    pub const fn settings(&self) -> LockSettings {
        self.settings
    }

    /// Notes a use, unless it is time to lock: gives whether it is. A use never moves the count back.
    pub fn touch(&mut self, now: UnixSeconds) -> bool {
        let is_due = self.is_due(now);
        if !is_due {
            self.last_used = self.last_used.map(|last| last.max(now));
        }
        is_due
    }

    /// Whether it is time to lock: nobody was there for too long, or the clock was put back.
    #[must_use]
    pub fn is_due(&self, now: UnixSeconds) -> bool {
        let (Some(idle_secs), Some(last_used)) = (self.settings.idle_secs, self.last_used) else { return false };
        let idle = now.saturating_sub(last_used);
        idle < -STEP_BACK_SECS || idle >= i64::from(idle_secs.max(MIN_IDLE_SECS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(idle_secs: Option<u32>) -> AutoLock {
        AutoLock::new(LockSettings { idle_secs, in_background: true }, 1000)
    }

    #[test]
    fn it_locks_when_nobody_was_there_for_the_time_set() {
        let mut auto = after(Some(60));
        assert!(!auto.is_due(1059) && auto.is_due(1060));
        assert!(!auto.touch(1059));
        assert!(!auto.is_due(1118) && auto.is_due(1119));
    }

    #[test]
    fn a_use_that_comes_too_late_does_not_keep_it_open() {
        let mut auto = after(Some(60));
        assert!(auto.touch(1060));
        assert!(auto.touch(1061));
    }

    #[test]
    fn a_clock_that_is_put_back_locks_and_one_that_is_corrected_does_not() {
        let mut auto = after(Some(60));
        assert!(auto.is_due(994) && auto.is_due(0) && auto.is_due(i64::MIN));
        // Corrections add up to nothing: the count never moves back.
        assert!(!auto.touch(995));
        assert!(!auto.touch(1001));
        assert!(auto.touch(991));
    }

    #[test]
    fn work_that_nobody_sees_is_ended_by_no_time() {
        let mut auto = AutoLock::for_work(LockSettings { idle_secs: Some(60), in_background: true });
        assert!(!auto.is_due(i64::MAX) && !auto.touch(2000) && !auto.is_due(0));
    }

    #[test]
    fn nobody_is_locked_out_while_reading_and_never_is_never() {
        assert!(!after(Some(0)).is_due(1009) && after(Some(0)).is_due(1010));
        assert!(!after(None).is_due(i64::MAX));
    }
}
