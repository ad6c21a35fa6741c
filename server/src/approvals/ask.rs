//! Asking a person.

use assent_core::clock::UnixSeconds;
use assent_core::ids::ChallengeId;
use assent_core::message::{Context, Text};
use assent_core::random::make_digits;

use crate::app::{App, Failure, RETRIES};
use crate::model::{
    AuditEvent, AuditKind, Challenge, Email, NumberMatch, Person, PersonId, PushRefused, Rules, ServiceId, State,
};
use crate::people::Account;
use crate::store::{Ask, Asked};

const MIN_SECS: i64 = 10;
const MAX_SECS: i64 = 600;

/// Who asks whom, about what.
pub struct AskWish {
    /// Who asks.
    pub service: ServiceId,
    /// The account's name as it was typed.
    pub account: String,
    /// From where and with what.
    pub context: Context,
    /// Whether a number has to be typed on the phone.
    pub number: NumberWish,
    /// How long it waits, in seconds, 10 to 600; the server's default when absent.
    pub lives_secs: Option<i64>,
}

/// Whether a number has to be typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NumberWish {
    /// As the server's policy says.
    #[default]
    Policy,
    /// Yes, even where policy does not ask for it.
    Always,
}

/// What the login page needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The challenge.
    pub id: ChallengeId,
    /// The number to show, if one has to be typed.
    pub number: Option<String>,
    /// When it ends.
    pub expires_at: UnixSeconds,
}

/// Why nobody was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Not a name that can be shown.
    #[error("the account's name is not an e-mail address")]
    BadAccount,
    /// Shorter than 10 or longer than 600 seconds.
    #[error("a request waits 10 to 600 seconds")]
    BadLife,
    /// The person's push budget is spent.
    #[error(transparent)]
    Budget(#[from] PushRefused),
    /// Others are faster, again and again.
    #[error("several requests for this account came at once; try again")]
    Busy,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Asks. An unknown account gets a decoy that waits like a real request and that nobody can answer.
///
/// # Errors
/// [`AskError`]; then nobody was asked.
pub async fn ask(app: &App, mut wish: AskWish) -> Result<Asking, AskError> {
    let email = Email::parse(&wish.account).map_err(|_| AskError::BadAccount)?;
    let account = Account::find(app, email.as_str()).await?;
    let person = account.open_person().map_or_else(|| account.nobody(app), |person| person.id);
    if let Some(until) = account.open_person().and_then(|person| person.quiet_at(app.now())) {
        return Err(PushRefused::Quiet { until }.into());
    }
    name_place(app, &mut wish.context, account.open_person());
    let challenge = make_challenge(app, app.rules().await?, wish, &email, person)?;
    let asking = Asking { id: challenge.id, number: challenge.number.clone(), expires_at: challenge.expires_at };
    store(app, challenge).await?;
    app.wake.call(person, asking.expires_at);
    Ok(asking)
}

/// A service that knows better says so; else this server's file of places is asked.
fn name_place(app: &App, context: &mut Context, person: Option<&Person>) {
    let language = person.map_or("", |person| &person.language);
    if let (None, Some(address)) = (&context.place, &context.address) {
        context.place = app.place_of(address.as_str(), language).as_deref().and_then(Text::tidy);
    }
}

fn make_challenge(
    app: &App,
    rules: Rules,
    wish: AskWish,
    email: &Email,
    person: PersonId,
) -> Result<Challenge, AskError> {
    let lives_secs = wish.lives_secs.unwrap_or_else(|| rules.request_secs.map_or(app.policy.challenge_secs, i64::from));
    if !(MIN_SECS..=MAX_SECS).contains(&lives_secs) {
        return Err(AskError::BadLife);
    }
    let asks_number = wish.number == NumberWish::Always
        || match rules.number_match {
            NumberMatch::Never => false,
            NumberMatch::NewBrowser => wish.context.new_browser != Some(false),
            NumberMatch::Always => true,
        };
    let number_digits = if asks_number { rules.number_digits } else { 0 };
    let number =
        if asks_number { Some(make_digits(&*app.random, number_digits).map_err(Failure::from)?) } else { None };
    let now = app.clock.now();
    Ok(Challenge {
        id: ChallengeId::make(&*app.random).map_err(Failure::from)?,
        service: wish.service,
        person,
        account: Text::new(email.as_str()).map_err(|_| AskError::BadAccount)?,
        context: wish.context,
        number,
        number_digits,
        asked_at: now,
        expires_at: now + lives_secs,
        state: State::Pending { wrong_numbers: 0 },
    })
}

async fn store(app: &App, challenge: Challenge) -> Result<(), AskError> {
    for _ in 0..RETRIES {
        let (rev, budget) = app.store.push_budget(challenge.person).await.map_err(Failure::from)?;
        let spent = budget.spend(challenge.asked_at)?;
        let event = event(&challenge);
        match app
            .store
            .ask(Ask { challenge: challenge.clone(), budget: (rev, spent), event })
            .await
            .map_err(Failure::from)?
        {
            Asked::Stored(superseded) => {
                superseded.into_iter().for_each(|id| app.wake.answers.wake(id));
                return Ok(());
            }
            Asked::Conflict => {}
        }
    }
    Err(AskError::Busy)
}

fn event(challenge: &Challenge) -> AuditEvent {
    AuditEvent {
        person: Some(challenge.person),
        service: Some(challenge.service),
        address: challenge.context.address.as_ref().map(ToString::to_string),
        detail: Some(challenge.id.to_string()),
        ..AuditEvent::new(challenge.asked_at, AuditKind::ChallengeAsked)
    }
}
