//! What a phone is shown: signed for this phone and this pull.

use assent_core::clock::UnixSeconds;
use assent_core::ids::{ChallengeId, Nonce};
use assent_core::keys::SignError;
use assent_core::message::{Addressing, Party, Prompt, Sha256, sign};

use crate::app::App;
use crate::model::{Challenge, Device};
use crate::store::StoreError;

/// What is pending for a phone.
pub struct PromptList {
    /// Which challenges.
    pub ids: Vec<ChallengeId>,
    /// A signed prompt for each.
    pub prompts: Vec<String>,
}

/// Why there are no prompts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server's key failed.
    #[error("the server could not sign: {0}")]
    Sign(#[from] SignError),
}

/// Signs a prompt for each of `pending`, bound to the pull's `nonce`.
///
/// # Errors
/// [`PromptError`].
pub async fn sign_prompts(
    app: &App,
    device: &Device,
    pending: &[Challenge],
    nonce: Nonce,
    now: UnixSeconds,
) -> Result<PromptList, PromptError> {
    let audience = device.id.to_string();
    let mut list = PromptList { ids: Vec::new(), prompts: Vec::new() };
    for challenge in pending {
        let to =
            Addressing { issuer: &app.signing.server_id, audience: &audience, now, expires_at: challenge.expires_at };
        let prompt = sign(make_prompt(app, challenge, nonce).await?, to, &app.signing.prompt, &*app.random)?;
        let hash = Sha256::of(prompt.as_bytes());
        app.issued.note(hash, challenge.id, device.id, challenge.expires_at, now);
        if app.wake.reached.note(challenge.id, device.id, challenge.expires_at, now) {
            // The waiting page says "reached".
            app.wake.answers.wake(challenge.id);
        }
        list.ids.push(challenge.id);
        list.prompts.push(prompt);
    }
    Ok(list)
}

async fn make_prompt(app: &App, challenge: &Challenge, nonce: Nonce) -> Result<Prompt, StoreError> {
    let service = app.store.find_service(challenge.service).await?;
    let service = service.ok_or(StoreError::Damaged("a challenge without its service"))?;
    Ok(Prompt {
        nonce,
        challenge: challenge.id,
        service: Party { id: service.id.to_string(), name: service.name },
        account: challenge.account.clone(),
        context: challenge.context.clone(),
        number_digits: challenge.number_digits,
        asked_at: challenge.asked_at,
    })
}
