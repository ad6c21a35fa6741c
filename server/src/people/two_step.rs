//! Whether an account has a second step, and whether it must have one before anything else opens.

use crate::app::{App, Failure, TwoStep};
use crate::model::PersonId;

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
    let is_on = !app.store.list_two_step(&[person]).await?.is_empty();
    Ok(match (is_on, app.policy.two_step) {
        (true, _) => TwoStepState::On,
        (false, TwoStep::Required) => TwoStepState::Missing,
        (false, TwoStep::Optional) => TwoStepState::Off,
    })
}
