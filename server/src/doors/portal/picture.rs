//! Pictures of people.

use axum::extract::Path;
use axum::response::Response;

use super::profile;
use crate::contacts::{PictureRefused, find_picture, remove_picture, set_picture};
use crate::doors::web::{Form, Nothing, Reply, Result, Trouble, Upload, Visitor};
use crate::pages::initials;
use crate::pages::profile::PictureState;

pub(super) async fn upload(Upload(visitor, file): Upload) -> Response {
    let result = async {
        match set_picture(&visitor.app, visitor.me()?, file).await {
            Ok(()) => Ok(Reply::see_other("/profile?picture=1")),
            Err(PictureRefused::TooLarge) => profile::picture_page(&visitor, PictureState::TooLarge).await,
            Err(PictureRefused::NoPicture) => profile::picture_page(&visitor, PictureState::NoPicture).await,
            Err(PictureRefused::Failed(failure)) => Err(failure.into()),
        }
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn remove(Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        remove_picture(&visitor.app, visitor.me()?).await?;
        Ok(Reply::see_other("/profile?picture=1"))
    };
    let result = result.await;
    visitor.answer(result)
}

/// Somebody's picture or initials, for whoever is signed in.
pub(super) async fn show(Path(id): Path<String>, visitor: Visitor) -> Response {
    let result = picture(&visitor, &id).await;
    visitor.answer(result)
}

async fn picture(visitor: &Visitor, id: &str) -> Result {
    visitor.me()?;
    let person = id.parse().map_err(|_| Trouble::NotFound)?;
    let (name, picture) = find_picture(&visitor.app, person).await?.ok_or(Trouble::NotFound)?;
    Ok(match picture {
        Some(picture) => Reply::picture(picture.kind.mime(), picture.bytes),
        None => Reply::picture("image/svg+xml", initials::draw(&name).into_bytes()),
    })
}
