//! How many people there are, and how many of them need a word.

use crate::app::{App, Failure};
use crate::people::Admin;
use crate::store::{Kind, Which};

/// Counting stops here: more are "many".
const MANY: u32 = 1000;

/// How many people of each kind there are, at most [`MANY`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overview {
    /// All.
    pub everyone: u32,
    /// Those without a second step.
    pub without_two_step: u32,
    /// Those who are locked.
    pub locked: u32,
    /// Those who work with the organisation from outside.
    pub external: u32,
}

/// Whether there is more than one person.
///
/// # Errors
/// When the store fails.
pub async fn has_people(app: &App, _: &Admin) -> Result<bool, Failure> {
    Ok(count(app, Kind::Everyone, 2).await? > 1)
}

/// Counts them.
///
/// # Errors
/// When the store fails.
pub async fn look_over(app: &App, _: &Admin) -> Result<Overview, Failure> {
    let count = async |kind| count(app, kind, MANY).await;
    Ok(Overview {
        everyone: count(Kind::Everyone).await?,
        without_two_step: count(Kind::WithoutTwoStep).await?,
        locked: count(Kind::Locked).await?,
        external: count(Kind::External).await?,
    })
}

async fn count(app: &App, kind: Kind, most: u32) -> Result<u32, Failure> {
    let which = Which { kind, search: String::new() };
    Ok(app.store.count_some(&which, most).await?)
}
