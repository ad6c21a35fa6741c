//! A file that came from a form of one of our pages.

use std::sync::Arc;

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;

use super::reply::Trouble;
use super::visitor::Visitor;
use crate::app::App;

/// A file and who sent it. The form's token was checked; it comes before the file (`multipart/form-data`, RFC 7578).
pub(in crate::doors) struct Upload(pub(in crate::doors) Visitor, pub(in crate::doors) Vec<u8>);

impl FromRequest<Arc<App>> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, app).await?;
        let form = Multipart::from_request(Request::from_parts(parts, body), app).await;
        match read(&visitor, form.ok()).await {
            Ok(file) => Ok(Self(visitor, file)),
            Err(trouble) => Err(visitor.answer(Err(trouble))),
        }
    }
}

async fn read(visitor: &Visitor, form: Option<Multipart>) -> Result<Vec<u8>, Trouble> {
    // Without a form there is no token either.
    let mut form = form.ok_or(Trouble::FormExpired)?;
    let proof = next(&mut form, "csrf").await.ok_or(Trouble::FormExpired)?;
    visitor.check_csrf(&proof.text().await.map_err(|_| Trouble::FormExpired)?)?;
    let file = next(&mut form, "file").await.ok_or(Trouble::BadForm)?;
    Ok(file.bytes().await.map_err(|_| Trouble::BadForm)?.to_vec())
}

async fn next<'a>(form: &'a mut Multipart, name: &str) -> Option<Field<'a>> {
    let field = form.next_field().await.ok()??;
    (field.name() == Some(name)).then_some(field)
}
