//! What a visitor gets: the reply, or a page or a way on instead.

use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::reply::{Reply, Result, Trouble, encoded, error_page};
use super::visitor::Visitor;
use crate::identity_checks::note_step;

impl Visitor {
    /// On to a page, after a second step was proved in this session: it gets a new cookie.
    pub(in crate::doors) async fn stepped(&self, to: String) -> Result {
        let new = note_step(&self.app, self.me()?).await?.ok_or(Trouble::SignIn)?;
        Ok(Reply::see_other(to).with_session(&new.token))
    }

    /// The answer to this visitor, with what every answer carries.
    pub(in crate::doors) fn answer(&self, result: Result) -> Response {
        let reply = result.or_else(|trouble| self.explain(trouble));
        let mut response = match reply {
            Ok(reply) => reply.into_response(&self.app),
            // The page that explains could not be made either.
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
        self.put_cookies(response.headers_mut());
        response
    }

    fn explain(&self, trouble: Trouble) -> Result {
        let here =
            if self.path.starts_with("/sign-in") || self.path.contains("/options") { "/security" } else { &self.path };
        match trouble {
            Trouble::SignIn => Ok(Reply::see_other(format!("/sign-in?next={}", encoded(here)))),
            Trouble::Confirm(next) => Ok(Reply::see_other(format!("/confirm?next={}", encoded(&next)))),
            Trouble::Enrol => Ok(Reply::see_other("/security/add")),
            trouble => error_page(&self.app, self.frame(), trouble),
        }
    }
}
