//! Measurements for Prometheus.

use std::fmt::Write;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http::StatusCode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// Makes an enum whose variants are written as a word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl EncodeLabelValue for $name {
            fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> std::fmt::Result {
                encoder.write_str(match self { $(Self::$variant => $word),+ })
            }
        }
    };
}

words! {
    /// The way in by which something was asked.
    Door {
        /// Phones.
        Device = "device",
        /// Services.
        Service = "service",
        /// People's pages.
        Portal = "portal",
        /// Administrators' pages.
        Admin = "admin",
    }
}

words! {
    /// How a challenge ended.
    Answered {
        /// By YES.
        Approved = "approved",
        /// By NO.
        Denied = "denied",
        /// By "it was not me".
        Reported = "reported",
        /// By time.
        Expired = "expired",
        /// By who asked, or by a newer one.
        Cancelled = "cancelled",
    }
}

words! {
    /// What became of a push.
    Pushed {
        /// A push server took it.
        Sent = "sent",
        /// The address is gone, and was forgotten.
        Gone = "gone",
        /// No push server took it while the request waited.
        Late = "late",
        /// The push server, or this one, refuses it.
        Refused = "refused",
        /// Too many at once; it was dropped.
        Full = "full",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: String,
    class: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DoorLabels {
    door: Door,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: Answered,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PushLabels {
    outcome: Pushed,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ThrottleLabels {
    what: &'static str,
}

/// All that is measured. Labels are never made from what somebody sent.
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    asked: Family<DoorLabels, Counter>,
    answered: Family<OutcomeLabels, Counter>,
    pushed: Family<PushLabels, Counter>,
    throttled: Family<ThrottleLabels, Counter>,
    held_phones: Gauge,
    writes: Counter,
    changes: Counter,
    write_micros: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("assent"),
            requests: Family::default(),
            asked: Family::default(),
            answered: Family::default(),
            pushed: Family::default(),
            throttled: Family::default(),
            held_phones: Gauge::default(),
            writes: Counter::default(),
            changes: Counter::default(),
            write_micros: Counter::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    /// Counts an answered request by route template and class of status.
    pub fn note_request(&self, route: &str, status: StatusCode) {
        let labels = RequestLabels { route: route.to_owned(), class: class_of(status) };
        self.requests.get_or_create(&labels).inc();
    }

    /// Counts a challenge that was asked.
    pub fn note_asked(&self, door: Door) {
        self.asked.get_or_create(&DoorLabels { door }).inc();
    }

    /// Counts a challenge that ended.
    pub fn note_answered(&self, outcome: Answered) {
        self.answered.get_or_create(&OutcomeLabels { outcome }).inc();
    }

    /// Counts a push to a phone that was tried.
    pub fn note_push(&self, outcome: Pushed) {
        self.pushed.get_or_create(&PushLabels { outcome }).inc();
    }

    /// Counts a try that was throttled; `what` names the throttle, such as `password` or `push`.
    pub fn note_throttled(&self, what: &'static str) {
        self.throttled.get_or_create(&ThrottleLabels { what }).inc();
    }

    /// Counts a phone that waits, until what it gives is dropped.
    #[must_use]
    pub fn hold_phone(&self) -> HeldPhone {
        self.held_phones.inc();
        HeldPhone(self.held_phones.clone())
    }

    /// What was written to disk since the start: commits, changes in them, and how long the disk took.
    pub fn set_writes(&self, commits: u64, changes: u64, took: Duration) {
        self.writes.inner().store(commits, Ordering::Relaxed);
        self.changes.inner().store(changes, Ordering::Relaxed);
        self.write_micros.inner().store(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// All of it as Prometheus reads it (OpenMetrics text, version 1.0).
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("http_requests", "Requests answered", self.requests.clone());
        registry.register("challenges_asked", "Challenges asked", self.asked.clone());
        registry.register("challenges_answered", "Challenges ended, by outcome", self.answered.clone());
        registry.register("pushes", "Pushes to phones, by outcome", self.pushed.clone());
        registry.register("throttled", "Tries that were throttled", self.throttled.clone());
        registry.register("held_phones", "Phones that wait now", self.held_phones.clone());
        registry.register("store_commits", "Writes to disk", self.writes.clone());
        registry.register("store_changes", "Changes in them", self.changes.clone());
        registry.register("store_commit_micros", "Microseconds that the disk took for them", self.write_micros.clone());
    }
}

/// A phone that waits; counted until dropped.
pub struct HeldPhone(Gauge);

impl Drop for HeldPhone {
    fn drop(&mut self) {
        self.0.dec();
    }
}

const fn class_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        500.. => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_stands_in_the_text() {
        let metrics = Metrics::default();
        metrics.note_request("/service/v1/challenges/{id}", StatusCode::OK);
        metrics.note_request("unmatched", StatusCode::NOT_FOUND);
        metrics.note_asked(Door::Service);
        metrics.note_answered(Answered::Denied);
        metrics.note_push(Pushed::Gone);
        metrics.note_throttled("password");
        metrics.set_writes(2, 3, Duration::from_millis(2));
        let text = metrics.to_text();
        for line in [
            "assent_http_requests_total{route=\"/service/v1/challenges/{id}\",class=\"2xx\"} 1",
            "assent_http_requests_total{route=\"unmatched\",class=\"4xx\"} 1",
            "assent_challenges_asked_total{door=\"service\"} 1",
            "assent_challenges_answered_total{outcome=\"denied\"} 1",
            "assent_pushes_total{outcome=\"gone\"} 1",
            "assent_throttled_total{what=\"password\"} 1",
            "assent_store_commits_total 2",
            "assent_store_changes_total 3",
            "assent_store_commit_micros_total 2000",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }

    #[test]
    fn a_phone_is_counted_while_it_waits() {
        let metrics = Metrics::default();
        let phone = metrics.hold_phone();
        assert!(metrics.to_text().contains("assent_held_phones 1"));
        drop(phone);
        assert!(metrics.to_text().contains("assent_held_phones 0"));
    }
}
