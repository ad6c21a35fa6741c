//! A person's picture. It is kept and shown as it came; nothing here decodes it.

use crate::app::{App, Failure};
use crate::model::{AuditKind, ImageKind, PersonId, Picture};
use crate::people::sessions::SignedIn;

/// Larger files are not taken, in bytes.
pub const MAX_PICTURE_BYTES: usize = 1024 * 1024;

/// Why a picture is not taken.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureRefused {
    /// Too large.
    #[error("the picture is larger than 1 MB; make it smaller")]
    TooLarge,
    /// Not PNG, JPEG or WebP.
    #[error("this is no picture that is taken here; use PNG, JPEG or WebP")]
    NoPicture,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Sets it.
///
/// # Errors
/// [`PictureRefused`].
pub async fn set_picture(app: &App, by: &SignedIn, bytes: Vec<u8>) -> Result<(), PictureRefused> {
    if bytes.len() > MAX_PICTURE_BYTES {
        return Err(PictureRefused::TooLarge);
    }
    let kind = ImageKind::of(&bytes).ok_or(PictureRefused::NoPicture)?;
    Ok(write(app, by, Some(Picture { kind, bytes })).await?)
}

/// Removes it; initials are shown again.
///
/// # Errors
/// When the store fails.
pub async fn remove_picture(app: &App, by: &SignedIn) -> Result<(), Failure> {
    write(app, by, None).await
}

/// Whether somebody has one.
///
/// # Errors
/// When the store fails.
pub async fn has_picture(app: &App, person: PersonId) -> Result<bool, Failure> {
    Ok(app.store.has_picture(person).await?)
}

/// Somebody's name and picture. `None` when there is no such person.
///
/// # Errors
/// When the store fails.
pub async fn find_picture(app: &App, person: PersonId) -> Result<Option<(String, Option<Picture>)>, Failure> {
    let Some(found) = app.store.find_person(person).await? else { return Ok(None) };
    Ok(Some((found.name.to_string(), app.store.picture(person).await?)))
}

async fn write(app: &App, by: &SignedIn, picture: Option<Picture>) -> Result<(), Failure> {
    let event = by.event(app, AuditKind::ProfileChanged);
    Ok(app.store.set_picture(by.person.id, picture, event).await?)
}
