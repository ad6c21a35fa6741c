//! A login that waits for an answer, and every way it can end.
//!
//! `Pending → Approved | Denied | Expired | Cancelled`, `Approved → Consumed`, nothing else. A transition takes the
//! state as it is and gives the new one or a named refusal; the store applies it as one conditional write.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::message::{Context, Text, Verdict};

use super::{PersonId, ServiceId};

/// How long after its answer a phone may add "it was not me", in seconds.
const REPORT_SECS: i64 = 900;
/// How long an approval can be redeemed, in seconds after the answer.
pub const REDEEM_SECS: i64 = 60;

/// Wrong numbers after which a challenge is dead.
const MAX_WRONG_NUMBERS: u8 = 2;

/// A login that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Its name.
    pub id: ChallengeId,
    /// Who asks.
    pub service: ServiceId,
    /// Whose login. An account that does not exist has an id too, made from its name, and waits like a real one.
    pub person: PersonId,
    /// The account's name as it is shown.
    pub account: Text,
    /// From where and with what.
    pub context: Context,
    /// The number that the login page shows, when one has to be typed. Gone once it is settled.
    pub number: Option<String>,
    /// How many digits that number has; 0 = plain YES / NO.
    pub number_digits: u8,
    /// When it was asked.
    pub asked_at: UnixSeconds,
    /// When it ends by itself.
    pub expires_at: UnixSeconds,
    /// Where it stands.
    pub state: State,
}

/// Where a challenge stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody answered yet.
    Pending {
        /// Wrong numbers so far.
        wrong_numbers: u8,
    },
    /// YES.
    Approved(Answer),
    /// NO.
    Denied(Answer),
    /// Nobody answered in time.
    Expired,
    /// Ended by something else than an answer.
    Cancelled(Cancelled),
    /// YES, and the service has taken it.
    Consumed(Consumed),
}

/// A phone's answer, with everything that proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which phone.
    pub device: DeviceId,
    /// What it said.
    pub verdict: Verdict,
    /// When the server took it.
    pub decided_at: UnixSeconds,
    /// The exact prompt, as compact JWS.
    pub prompt: String,
    /// The exact decision, as compact JWS.
    pub decision: String,
    /// The receipt, as compact JWS.
    pub receipt: String,
}

/// Why a challenge ended without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// The service or the person withdrew it.
    Withdrawn,
    /// A newer one of the same person and service took its place.
    Superseded,
    /// The number was wrong too often.
    WrongNumber,
}

/// An approval that was redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumed {
    /// The approval.
    pub answer: Answer,
    /// When it was redeemed.
    pub redeemed_at: UnixSeconds,
}

/// Why a transition is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It has another state already.
    #[error("this request was answered or ended already")]
    Settled,
    /// Too late.
    #[error("this request has expired")]
    Expired,
    /// Nothing to redeem.
    #[error("this request was not approved")]
    NotApproved,
    /// Redeemed before.
    #[error("this approval was redeemed already; it counts once")]
    Consumed,
}

impl Challenge {
    /// The state at `now`: a pending challenge past its time is expired, whether or not somebody wrote it down.
    #[must_use]
    pub fn state_at(&self, now: UnixSeconds) -> State {
        match &self.state {
            State::Pending { .. } if now >= self.expires_at => State::Expired,
            state => state.clone(),
        }
    }

    /// Whether an answer is possible at `now`.
    ///
    /// # Errors
    /// [`Refused::Expired`] or [`Refused::Settled`].
    pub fn check_open(&self, now: UnixSeconds) -> Result<u8, Refused> {
        match self.state_at(now) {
            State::Pending { wrong_numbers } => Ok(wrong_numbers),
            State::Expired => Err(Refused::Expired),
            _ => Err(Refused::Settled),
        }
    }

    /// Whether `device` may say `verdict` at `now`: once, while it is open. Whoever answered may still add "it was not me",
    /// for [`REPORT_SECS`] and until an approval was used.
    ///
    /// # Errors
    /// [`Refused::Expired`] or [`Refused::Settled`].
    pub fn check_answerable(&self, device: DeviceId, verdict: Verdict, now: UnixSeconds) -> Result<(), Refused> {
        if self.may_report(device, verdict, now) { Ok(()) } else { self.check_open(now).map(drop) }
    }

    fn may_report(&self, device: DeviceId, verdict: Verdict, now: UnixSeconds) -> bool {
        let (State::Approved(before) | State::Denied(before)) = &self.state else { return false };
        let is_new = verdict == Verdict::Report && before.verdict != Verdict::Report;
        is_new && before.device == device && now < before.decided_at + REPORT_SECS
    }

    /// The state after `answer` at `now`.
    ///
    /// # Errors
    /// [`Refused::Expired`] or [`Refused::Settled`].
    pub fn answered(&self, answer: Answer, now: UnixSeconds) -> Result<State, Refused> {
        self.check_answerable(answer.device, answer.verdict, now)?;
        Ok(match answer.verdict {
            Verdict::Approve => State::Approved(answer),
            Verdict::Deny | Verdict::Report => State::Denied(answer),
        })
    }

    /// The state after a wrong number at `now`.
    ///
    /// # Errors
    /// [`Refused::Expired`] or [`Refused::Settled`].
    pub fn wrong_number(&self, now: UnixSeconds) -> Result<State, Refused> {
        let wrong_numbers = self.check_open(now)? + 1;
        let dead = wrong_numbers >= MAX_WRONG_NUMBERS;
        Ok(if dead { State::Cancelled(Cancelled::WrongNumber) } else { State::Pending { wrong_numbers } })
    }

    /// The state after `why` at `now`.
    ///
    /// # Errors
    /// [`Refused::Expired`] or [`Refused::Settled`].
    pub fn cancelled(&self, why: Cancelled, now: UnixSeconds) -> Result<State, Refused> {
        self.check_open(now)?;
        Ok(State::Cancelled(why))
    }

    /// The state after the service took the approval at `now`.
    ///
    /// # Errors
    /// [`Refused::Consumed`], [`Refused::Expired`] when it comes later than [`REDEEM_SECS`], else [`Refused::NotApproved`].
    pub fn redeemed(&self, now: UnixSeconds) -> Result<State, Refused> {
        match &self.state {
            State::Approved(answer) if now < answer.decided_at + REDEEM_SECS => {
                Ok(State::Consumed(Consumed { answer: answer.clone(), redeemed_at: now }))
            }
            State::Approved(_) => Err(Refused::Expired),
            State::Consumed(_) => Err(Refused::Consumed),
            _ => Err(Refused::NotApproved),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn challenge(state: State) -> Challenge {
        Challenge {
            id: ChallengeId([1; 16]),
            service: ServiceId([2; 16]),
            person: PersonId([3; 16]),
            account: Text::new("ada@atelier.example").unwrap(),
            context: Context::default(),
            number: None,
            number_digits: 0,
            asked_at: 1000,
            expires_at: 1120,
            state,
        }
    }

    fn answer(verdict: Verdict, decided_at: UnixSeconds) -> Answer {
        let text = String::new;
        Answer { device: DeviceId([4; 16]), verdict, decided_at, prompt: text(), decision: text(), receipt: text() }
    }

    const PENDING: State = State::Pending { wrong_numbers: 0 };

    #[test]
    fn an_answer_counts_until_the_second_before_expiry() {
        let open = challenge(PENDING);
        assert!(matches!(open.answered(answer(Verdict::Approve, 1119), 1119), Ok(State::Approved(_))));
        assert_eq!(open.answered(answer(Verdict::Approve, 1120), 1120), Err(Refused::Expired));
    }

    #[test]
    fn the_second_wrong_number_kills_the_challenge() {
        let first = challenge(PENDING).wrong_number(1001).unwrap();
        assert_eq!(first, State::Pending { wrong_numbers: 1 });
        assert_eq!(challenge(first).wrong_number(1002), Ok(State::Cancelled(Cancelled::WrongNumber)));
    }

    #[test]
    fn an_approval_is_redeemed_once_and_soon() {
        let approved = challenge(State::Approved(answer(Verdict::Approve, 1010)));
        let consumed = approved.redeemed(1069).unwrap();
        assert_eq!(approved.redeemed(1070), Err(Refused::Expired));
        assert_eq!(challenge(consumed).redeemed(1069), Err(Refused::Consumed));
        assert_eq!(challenge(PENDING).redeemed(1001), Err(Refused::NotApproved));
    }

    #[test]
    fn it_was_not_me_is_taken_after_an_answer_of_the_same_phone_until_that_was_used() {
        let report = |state, now| challenge(state).answered(answer(Verdict::Report, now), now);
        let denied = State::Denied(answer(Verdict::Deny, 1010));
        let approved = State::Approved(answer(Verdict::Approve, 1010));
        for before in [denied.clone(), approved.clone()] {
            assert!(matches!(report(before.clone(), 1010 + REPORT_SECS - 1), Ok(State::Denied(_))));
            assert_eq!(report(before.clone(), 1010 + REPORT_SECS), Err(Refused::Settled));
            let others = Answer { device: DeviceId([5; 16]), ..answer(Verdict::Report, 1011) };
            assert_eq!(challenge(before).answered(others, 1011), Err(Refused::Settled));
        }
        let consumed = challenge(approved).redeemed(1011).unwrap();
        let reported = State::Denied(answer(Verdict::Report, 1010));
        for end in [consumed, reported] {
            assert_eq!(report(end, 1012), Err(Refused::Settled));
        }
        assert_eq!(challenge(denied).answered(answer(Verdict::Approve, 1011), 1011), Err(Refused::Settled));
    }

    #[derive(Debug, Clone)]
    enum Event {
        Answer(Verdict),
        WrongNumber,
        Cancel,
        Redeem,
        Pass(i64),
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Answer(Verdict::Approve)),
            Just(Event::Answer(Verdict::Deny)),
            Just(Event::Answer(Verdict::Report)),
            Just(Event::WrongNumber),
            Just(Event::Cancel),
            Just(Event::Redeem),
            (0_i64..80).prop_map(Event::Pass),
        ]
    }

    /// How far along a state is; a transition never goes back.
    fn rank(state: &State) -> u8 {
        match state {
            State::Pending { wrong_numbers } => *wrong_numbers,
            State::Approved(_) => 10,
            State::Denied(answer) if answer.verdict == Verdict::Report => 21,
            State::Denied(_) | State::Expired | State::Cancelled(_) => 20,
            State::Consumed(_) => 11,
        }
    }

    proptest! {
        #[test]
        fn whatever_happens_there_is_one_end_and_at_most_one_redemption(events in proptest::collection::vec(event(), 0..40)) {
            let mut now = 1000;
            let mut it = challenge(PENDING);
            let mut redeemed = 0;
            for event in events {
                let before = it.clone();
                let next = match event {
                    Event::Pass(secs) => { now += secs; continue }
                    Event::Answer(verdict) => it.answered(answer(verdict, now), now),
                    Event::WrongNumber => it.wrong_number(now),
                    Event::Cancel => it.cancelled(Cancelled::Withdrawn, now),
                    Event::Redeem => it.redeemed(now),
                };
                let Ok(state) = next else { continue };
                prop_assert!(rank(&state) > rank(&before.state), "{:?} after {:?}", state, before.state);
                let is_late = matches!(&state, State::Consumed(_)) || matches!(&state, State::Denied(it) if it.verdict == Verdict::Report);
                prop_assert!(is_late || now < it.expires_at);
                redeemed += i32::from(matches!(state, State::Consumed(_)));
                it.state = state;
            }
            prop_assert!(redeemed <= 1);
        }
    }
}
