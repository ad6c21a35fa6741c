//! `approve`, `deny`, `report`.

use assent_core::authenticator::Authenticator;
use assent_core::message::Verdict;
use serde_json::json;

use crate::error::CliError;
use crate::names::find_request;
use crate::output::Output;
use crate::show;

/// Fetches what waits and answers the one that is meant.
pub(super) async fn answer(
    own: &Authenticator,
    prefix: Option<&str>,
    verdict: Verdict,
    number: Option<&str>,
    to: &Output<'_>,
) -> Result<(), CliError> {
    let pending = own.pending(None, 0, &[]).await?;
    let request = match find_request(&pending.requests, prefix) {
        Ok(request) => request,
        // Perhaps it waits at a server that could not be asked.
        Err(error) => return Err(pending.errors.into_iter().next().map_or(error, |failed| failed.error.into())),
    };
    let answered = own.answer(&request, verdict, number).await?;
    let value = json!({
        "request": request.challenge(),
        "verdict": verdict,
        "outcome": answered.outcome,
        "receipt": answered.receipt,
        "in_history": answered.in_history,
    });
    to.print(&to.style.accent(&show::answered(verdict, &answered, to.words)), &value)
}
