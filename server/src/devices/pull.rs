//! A phone asks what is new, and waits while nothing is.

use std::time::Duration;

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, DeviceId};
use assent_core::message::{DeviceState, Notice, NoticeKind, Outcome, Pull, Pulled};
use tokio::time::{Instant, sleep_until};

use super::DeviceError;
use super::open::{open_by_request_key, sign_to};
use super::quiet::quiet_until;
use crate::app::App;
use crate::approvals::{PromptError, sign_prompts};
use crate::model::{Challenge, Device, PersonId, State};

/// A message is at most 8 KiB, and prompts in it are base64 twice: so many bytes of prompts and of notices fit.
const PROMPTS_BYTES: usize = 3600;
const MAX_NOTICES: usize = 6;
/// What a prompt takes without its texts.
const BARE_PROMPT_BYTES: usize = 640;
/// Notices older than this are not told any more, in seconds.
const NOTICE_SECS: i64 = 30 * 86_400;
/// When a phone was last heard of is written at most this often, in seconds.
const TOUCH_SECS: i64 = 3600;

/// A pull that may wait.
pub struct OpenPull {
    device: DeviceId,
    person: PersonId,
    pull: Pull,
}

/// Reads a pull. Nothing waits yet.
///
/// # Errors
/// [`DeviceError`].
pub async fn open_pull(app: &App, bytes: &[u8]) -> Result<OpenPull, DeviceError> {
    let now = app.now();
    let (device, claims) = open_by_request_key::<Pull>(app, bytes, now).await?;
    if device.state == DeviceState::Active && now - device.seen_at >= TOUCH_SECS {
        app.store.touch_device(device.id, now).await?;
    }
    Ok(OpenPull { device: device.id, person: device.person, pull: claims.message })
}

/// Gives the signed [`Pulled`]: at once when there is news, else as soon as there is, when the time is over or when the
/// server stops.
///
/// # Errors
/// [`DeviceError`].
pub async fn hold_pull(app: &App, open: OpenPull) -> Result<String, DeviceError> {
    let waiting = app.wake.phones.register(open.person);
    let until = Instant::now() + Duration::from_secs(open.pull.wait_secs.into());
    let mut last = open.pull.wait_secs == 0;
    loop {
        let news = waiting.news();
        last |= app.shutdown.has_begun();
        if let Some(answer) = answer(app, &open, last).await? {
            return Ok(answer);
        }
        tokio::select! {
            () = news => {}
            () = sleep_until(until) => last = true,
            () = app.shutdown.begun() => last = true,
        }
    }
}

/// What there is to say; `None` while there is nothing, unless it is the `last` chance.
async fn answer(app: &App, open: &OpenPull, last: bool) -> Result<Option<String>, DeviceError> {
    let device = app.store.find_device(open.device).await?.ok_or(DeviceError::NotLinked)?;
    match device.state {
        DeviceState::Active => answer_active(app, open, &device, last).await,
        DeviceState::Pending if !last => Ok(None),
        state => sign_to(app, device.id, nothing_new(open, state), app.now()).map(Some),
    }
}

async fn answer_active(app: &App, open: &OpenPull, device: &Device, last: bool) -> Result<Option<String>, DeviceError> {
    let (now, pull) = (app.now(), &open.pull);
    let quiet_until = quiet_until(app, device.person, now).await?;
    let pending = list_shown(app, device.person, quiet_until, now).await?;
    // What was before the phone is no news to it.
    let since = (now - NOTICE_SECS).max(device.linked_at);
    let mut notices = app.store.list_notices(device.person, pull.seen_notice, since).await?;
    notices.truncate(MAX_NOTICES);
    let key_set = (pull.key_epoch < app.signing.epoch).then(|| app.signing.key_set.clone());
    // A phone that shows nothing yet knows nothing: its first pull is always answered.
    let changed = !is_same(&pending, &pull.known) || !notices.is_empty() || key_set.is_some();
    if !changed && !last {
        return Ok(None);
    }
    notices.extend(tell_settled(app, &pending, &pull.known).await?);
    let signed = sign_prompts(app, device, &pending, pull.nonce, now).await.map_err(|error| match error {
        PromptError::Store(error) => DeviceError::from(error),
        PromptError::Sign(error) => DeviceError::from(error),
    })?;
    let prompts = signed.prompts;
    let pulled = Pulled { prompts, notices, key_set, quiet_until, ..nothing_new(open, DeviceState::Active) };
    sign_to(app, device.id, pulled, now).map(Some)
}

fn nothing_new(open: &OpenPull, state: DeviceState) -> Pulled {
    let (prompts, notices) = (Vec::new(), Vec::new());
    Pulled { nonce: open.pull.nonce, state, prompts, notices, key_set: None, quiet_until: None }
}

/// What waits and fits. While it is quiet nothing is shown, not even what was asked before.
async fn list_shown(
    app: &App,
    person: PersonId,
    quiet_until: Option<UnixSeconds>,
    now: UnixSeconds,
) -> Result<Vec<Challenge>, DeviceError> {
    if quiet_until.is_some() {
        return Ok(Vec::new());
    }
    let mut pending = app.store.list_pending(person, now).await?;
    keep_what_fits(&mut pending);
    Ok(pending)
}

fn is_same(pending: &[Challenge], known: &[ChallengeId]) -> bool {
    pending.len() == known.len() && pending.iter().all(|challenge| known.contains(&challenge.id))
}

/// The oldest first; those that do not fit come when others are settled.
fn keep_what_fits(pending: &mut Vec<Challenge>) {
    let mut left = PROMPTS_BYTES;
    let fits = pending.iter().take_while(|challenge| {
        let bytes = prompt_bytes(challenge);
        let fits = bytes <= left;
        left = left.saturating_sub(bytes);
        fits
    });
    let count = fits.count().max(1);
    pending.truncate(count);
}

fn prompt_bytes(challenge: &Challenge) -> usize {
    let context = &challenge.context;
    let texts = [&context.address, &context.place, &context.browser, &context.system];
    let texts: usize = texts.into_iter().flatten().map(|text| text.as_str().len()).sum();
    BARE_PROMPT_BYTES + (texts + challenge.account.as_str().len()) * 4 / 3
}

/// How those that the phone still shows have ended.
async fn tell_settled(app: &App, pending: &[Challenge], known: &[ChallengeId]) -> Result<Vec<Notice>, DeviceError> {
    let mut notices = Vec::new();
    for id in known.iter().filter(|id| pending.iter().all(|challenge| challenge.id != **id)) {
        let Some(challenge) = app.store.find_challenge(*id).await? else { continue };
        let outcome = match challenge.state_at(app.now()) {
            State::Pending { .. } => continue,
            State::Approved(_) | State::Consumed(_) => Outcome::Approved,
            State::Denied(_) => Outcome::Denied,
            State::Expired => Outcome::Expired,
            State::Cancelled(_) => Outcome::Cancelled,
        };
        notices.push(Notice { seq: 0, at: app.now(), kind: NoticeKind::Settled { challenge: *id, outcome } });
    }
    Ok(notices)
}
