//! Whether an account has a second step, and whether it must have one before anything else opens.

use crate::app::{App, Failure};
use crate::model::{PersonId, TwoStep};

/// Where two-step verification of an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TwoStepState {
    /// On.
    On,
    /// Off, and nobody asks for it.
    Off,
    /// Off, but asked for: until it is set up, every way in leads there or nowhere.
    Missing,
}

/// Where an account's two-step verification stands now. Every door asks here.
///
/// # Errors
/// When the store fails.
pub async fn two_step_state(app: &App, person: PersonId) -> Result<TwoStepState, Failure> {
    if has_two_step(app, person).await? {
        return Ok(TwoStepState::On);
    }
    Ok(match app.rules().await?.two_step {
        TwoStep::Required => TwoStepState::Missing,
        TwoStep::Optional => TwoStepState::Off,
    })
}

/// Whether an account has a second step.
///
/// # Errors
/// When the store fails.
pub async fn has_two_step(app: &App, person: PersonId) -> Result<bool, Failure> {
    Ok(!app.store.list_two_step(&[person]).await?.is_empty())
}

/// Whether two-step verification goes off when the phone, app, passkey or number of this id goes.
///
/// # Errors
/// When the store fails.
pub async fn is_last_step(app: &App, person: PersonId, id: &[u8; 16]) -> Result<bool, Failure> {
    let phones = app.store.list_devices(person).await?;
    let passkeys = app.store.list_passkeys(person).await?;
    // A phone's own codes go with it.
    let apps = app.store.list_otp(person).await?.into_iter().filter(|one| one.active && one.device.is_none());
    let numbers = app.store.list_sms_factors(person).await?.into_iter().filter(|one| one.active);
    let phones = phones.iter().map(|phone| phone.id.0);
    let others = phones.chain(apps.map(|one| one.id.0)).chain(passkeys.iter().map(|one| one.id.0));
    let mut others = others.chain(numbers.map(|one| one.id.0));
    Ok(!others.any(|other| other != *id))
}
