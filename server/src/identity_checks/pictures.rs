//! Pictures come sealed.

use ring::digest::{SHA256, digest};

use super::envelope::is_sealed_for;
use super::reviewers_for;
use super::steps::Steps;
use crate::app::{App, Failure};
use crate::model::{PictureKind, Step};
use crate::store::NewPicture;

/// Why a picture is not kept.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureRefused {
    /// Not what this page's script makes.
    #[error("this is no sealed picture")]
    NotSealed,
    /// Others look at checks now than when the page was made.
    #[error("the reviewers have changed; load the page again and take the picture again")]
    OtherReviewers,
    /// This picture is not asked for now.
    #[error("this picture is not asked for now")]
    NotNow,
    /// The server can't.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Keeps a sealed picture, over an earlier one of its kind.
///
/// # Errors
/// [`PictureRefused`].
pub async fn put_picture(app: &App, steps: &Steps, kind: PictureKind, sealed: Vec<u8>) -> Result<(), PictureRefused> {
    let Step::Pictures(document) = steps.check.step() else { return Err(PictureRefused::NotNow) };
    if !document.pictures().contains(&kind) {
        return Err(PictureRefused::NotNow);
    }
    let reviewers = reviewers_for(app, &steps.person).await?;
    if !is_sealed_for(&sealed, &reviewers).ok_or(PictureRefused::NotSealed)? {
        return Err(PictureRefused::OtherReviewers);
    }
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, &sealed).as_ref());
    let new = NewPicture { check: steps.check.id, kind, sealed, sha256, now: app.now() };
    let kept = app.store.put_picture(new).await.map_err(Failure::from)?;
    if kept { Ok(()) } else { Err(PictureRefused::NotNow) }
}
