//! How careful an account is: trusted browsers, "ask every time", and when the password is closed.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use crate::doors::web::{Form, Nothing, Reply, Trouble};
use crate::people::{lockout, trust};

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    ask_always: String,
    #[serde(default)]
    lock_after: String,
}

pub(super) async fn save(Form(visitor, fields): Form<Fields>) -> Response {
    let result = async {
        let me = visitor.fresh("/security")?;
        let lock_after = match fields.lock_after.as_str() {
            "" => None,
            tries => Some(tries.parse().map_err(|_| Trouble::BadForm)?),
        };
        lockout::set_caution(&visitor.app, me, lock_after, fields.ask_always == "yes").await?;
        Ok(Reply::see_other("/security?done=caution"))
    };
    let result = result.await;
    visitor.answer(result)
}

pub(super) async fn forget(Path(id): Path<String>, Form(visitor, Nothing {}): Form<Nothing>) -> Response {
    let result = async {
        let id = id.parse().map_err(|_| Trouble::NotFound)?;
        trust::forget(&visitor.app, visitor.me()?, Some(id)).await?;
        Ok(Reply::see_other("/security?done=forgotten"))
    };
    let result = result.await;
    visitor.answer(result)
}
