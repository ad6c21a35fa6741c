//! Telling services what happened.

use assent_core::clock::UnixSeconds;

use super::{DeliveryId, ServiceId};

/// Between tries, in seconds: quickly at first, for three days in all.
const WAITS: [i64; 8] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 86_400];

/// What was told is forgotten so long after it was made, in seconds: thirty days.
pub const DELIVERY_LIFE_SECS: i64 = 30 * 86_400;

/// Where a service is told.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Which service.
    pub service: ServiceId,
    /// Its address.
    pub url: String,
    /// The secret that signs, sealed with the service's id as its place.
    pub sealed_secret: Vec<u8>,
    /// When it was set.
    pub created_at: UnixSeconds,
}

/// Something that a service is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id: the same at every try, so that a service can tell it was told before.
    pub id: DeliveryId,
    /// Which service.
    pub service: ServiceId,
    /// What it is about.
    pub kind: String,
    /// The JSON that is sent.
    pub body: String,
    /// When it was made.
    pub made_at: UnixSeconds,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, if it is.
    pub next_at: Option<UnixSeconds>,
    /// When the service took it, if it did.
    pub done_at: Option<UnixSeconds>,
    /// What came of the last try.
    pub answer: Option<String>,
}

impl Delivery {
    /// When to try again after a failure at `now`; `None` when it is given up.
    #[must_use]
    pub fn next_try(&self, now: UnixSeconds) -> Option<UnixSeconds> {
        let wait = WAITS.get((self.tries as usize).saturating_sub(1))?;
        Some(now + wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_get_rarer_and_end() {
        let delivery = |tries| Delivery {
            id: DeliveryId([0; 16]),
            service: ServiceId([0; 16]),
            kind: String::new(),
            body: String::new(),
            made_at: 0,
            tries,
            next_at: None,
            done_at: None,
            answer: None,
        };
        assert_eq!(delivery(1).next_try(100), Some(105));
        assert_eq!(delivery(8).next_try(100), Some(86_500));
        assert_eq!(delivery(9).next_try(100), None);
    }
}
