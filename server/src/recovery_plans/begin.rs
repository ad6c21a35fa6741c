//! The beginning of a recovery, in some browser, under some name.

use assent_core::message::Context;
use assent_core::random::make_digits;

use super::plan::is_prepared;
use crate::app::{App, Failure};
use crate::model::{NewRecovery, Recovery, RecoveryId, RecoveryState, TokenHash};
use crate::people::{Account, Token};

/// What its cookie begins with.
const RECOVERY: &str = "ast_r_";
/// Read out on the telephone.
const NUMBER_DIGITS: u8 = 6;

/// Begins one for the account of a typed name; gives its cookie. For accounts that do not exist, are locked, or have
/// nothing prepared, it does the same, and nothing can be proved. Nobody is told before a part is proved.
///
/// # Errors
/// When the store, randomness or the hashing fails.
pub async fn begin(app: &App, typed: &str, context: Context) -> Result<Token, Failure> {
    let account = Account::find(app, typed).await?;
    // As dear as a sign-in, so that nobody begins many.
    app.decoy.spend(&app.hashing).await?;
    let is_prepared = is_prepared(app, account.logged_id(app)).await?;
    let person = account.open_person().filter(|person| is_prepared && person.has_password());
    let token = Token::make(RECOVERY, app.random.as_ref())?;
    let recovery = Recovery {
        id: RecoveryId::make(app.random.as_ref())?,
        person: person.map_or_else(|| account.nobody(app), |person| person.id),
        account: account.name().to_owned(),
        context,
        begun_at: app.now(),
        number: make_digits(app.random.as_ref(), NUMBER_DIGITS)?,
        proved: Vec::new(),
        state: RecoveryState::Open,
        opens_at: None,
    };
    app.store.add_recovery(NewRecovery { recovery, holder: token.hash() }).await?;
    Ok(token)
}

/// The one that the browser with this cookie began.
///
/// # Errors
/// When the store fails.
pub async fn find_begun(app: &App, cookie: &str) -> Result<Option<Recovery>, Failure> {
    Ok(app.store.find_recovery_of(TokenHash::of(cookie)).await?)
}
