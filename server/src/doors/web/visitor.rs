//! Who looks at a page, from where, in which language.

use std::sync::Arc;

use assent_core::message::{Context, Text};
use axum::extract::{FromRequestParts, OriginalUri};
use http::HeaderMap;
use http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use http::request::Parts;

use super::cookies::{Cookie, is_secure};
use super::reply::Trouble;
use crate::app::App;
use crate::identity_checks::{NotReviewer, Reviewing};
use crate::pages::frame;
use crate::pages::frame::Frame;
use crate::pages::words::Lang;
use crate::people::accounts::check_fresh;
use crate::people::sessions::{self, SignedIn};
use crate::people::{Admin, NotAllowed, Token, TwoStepState, read_user_agent};
use crate::serve::ClientAddress;

/// What somebody who must enrol may see: the way there.
const ENROLLING: [&str; 8] = [
    "/security/add",
    "/security/link",
    "/security/code-app",
    "/security/passkey",
    "/security/sms",
    "/confirm",
    "/leave",
    "/sign-out",
];

/// What a browser's random cookie begins with.
const VISIT: &str = "ast_v_";

/// Somebody in front of a browser.
pub(in crate::doors) struct Visitor {
    /// The rooms.
    pub(in crate::doors) app: Arc<App>,
    /// Who is signed in.
    pub(in crate::doors) signed_in: Option<SignedIn>,
    /// The cookie of a half-done sign-in.
    pub(in crate::doors) step: Option<String>,
    /// The cookie of a browser that is trusted for a while.
    pub(in crate::doors) trusted: Option<String>,
    /// The cookie of a recovery that was begun.
    pub(in crate::doors) recovery: Option<String>,
    /// From where and with what.
    pub(in crate::doors) context: Context,
    /// In which language.
    pub(in crate::doors) lang: Lang,
    /// Path and query, for the language switch.
    pub(in crate::doors) path: String,
    session_cookie: Option<String>,
    visit: String,
    is_new_visit: bool,
    chosen: Option<Lang>,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = axum::response::Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        let made = Self::read(parts, app).await;
        made.map_err(|trouble| super::reply::bare(app, Lang::default(), trouble))
    }
}

impl Visitor {
    async fn read(parts: &Parts, app: &Arc<App>) -> Result<Self, Trouble> {
        let is_secure = is_secure(app);
        let find = |cookie: Cookie| cookie.find(&parts.headers, is_secure);
        let session_cookie = find(Cookie::Session);
        let signed_in = match &session_cookie {
            Some(cookie) => sessions::find(app, cookie).await?,
            None => None,
        };
        let visit = find(Cookie::Visit);
        let is_new_visit = visit.is_none();
        let visit = match visit {
            Some(visit) => visit,
            None => Token::make(VISIT, app.random.as_ref())?.expose().to_owned(),
        };
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
        let chosen = uri.query().and_then(chosen_in);
        let remembered = find(Cookie::Language).as_deref().and_then(Lang::find);
        let own = signed_in.as_ref().and_then(|me| Lang::find(&me.person.language));
        Ok(Self {
            lang: chosen.or(remembered).or(own).unwrap_or_else(|| asked_for(&parts.headers)),
            path: uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned(),
            context: context_of(parts),
            step: find(Cookie::Step),
            trusted: find(Cookie::Trust),
            recovery: find(Cookie::Recovery),
            app: Arc::clone(app),
            session_cookie,
            signed_in,
            visit,
            is_new_visit,
            chosen,
        })
    }

    /// What forms of this visitor carry; ties them to the cookie that matters most.
    pub(in crate::doors) fn csrf(&self) -> String {
        sessions::derive_csrf(&self.app, self.anchor())
    }

    /// Whether a form came from a page that was made for this visitor.
    pub(in crate::doors) fn check_csrf(&self, given: &str) -> Result<(), Trouble> {
        if sessions::check_csrf(&self.app, self.anchor(), given) { Ok(()) } else { Err(Trouble::FormExpired) }
    }

    /// What stays the same in this browser, whoever is signed in.
    pub(in crate::doors) fn browser(&self) -> &str {
        &self.visit
    }

    fn anchor(&self) -> &str {
        let session = self.session_cookie.as_ref().filter(|_| self.signed_in.is_some());
        session.or(self.step.as_ref()).unwrap_or(&self.visit)
    }

    /// Whoever is signed in; others are sent to the sign-in page and back.
    pub(in crate::doors) fn me(&self) -> Result<&SignedIn, Trouble> {
        let me = self.signed_in.as_ref().ok_or(Trouble::SignIn)?;
        if me.two_step == TwoStepState::Missing && !self.is_enrolling() {
            return Err(Trouble::Enrol);
        }
        Ok(me)
    }

    /// Whether this page belongs to setting up a second step.
    fn is_enrolling(&self) -> bool {
        let rest = |part: &&str| self.path.strip_prefix(*part);
        ENROLLING.iter().filter_map(rest).any(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// Whoever is signed in and proved it recently; others do so first and go on at `next`.
    pub(in crate::doors) fn fresh(&self, next: &str) -> Result<&SignedIn, Trouble> {
        let me = self.me()?;
        check_fresh(&self.app, me).map_err(|_| Trouble::Confirm(next.to_owned()))?;
        Ok(me)
    }

    /// An administrator who proved it recently.
    pub(in crate::doors) fn admin(&self, next: &str) -> Result<Admin, Trouble> {
        Admin::of(&self.app, self.me()?).map_err(|why| match why {
            NotAllowed::NotAdmin => Trouble::Forbidden,
            NotAllowed::NotFresh => Trouble::Confirm(next.to_owned()),
        })
    }

    /// A reviewer of identity checks who proved it recently.
    pub(in crate::doors) fn reviewer(&self, next: &str) -> Result<Reviewing, Trouble> {
        Reviewing::of(&self.app, self.me()?).map_err(|why| match why {
            NotReviewer::NoRight => Trouble::Forbidden,
            NotReviewer::NoSecondStep => Trouble::Enrol,
            NotReviewer::NotFresh => Trouble::Confirm(next.to_owned()),
        })
    }

    /// A value of the address's query.
    pub(in crate::doors) fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.path.split_once('?')?;
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
        pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The surroundings of a page.
    pub(in crate::doors) fn frame(&self) -> Frame {
        let person = self.signed_in.as_ref().map(|me| frame::SignedIn {
            name: me.person.name.to_string(),
            is_admin: me.person.role.administers(),
            reviews: me.person.reviews,
        });
        Frame {
            lang: self.lang,
            host: self.app.policy.issuer.to_string(),
            path: self.path.clone(),
            csrf: self.csrf(),
            person,
            now: self.app.now(),
            zone: self.app.policy.time_zone.clone(),
        }
    }

    /// A network address as people read it, with its place where that is known.
    pub(in crate::doors) fn place_of(&self, address: &str) -> String {
        match self.app.place_of(address, self.lang.tag()) {
            Some(place) => format!("{place} · {address}"),
            None => address.to_owned(),
        }
    }

    /// The network address, for checks and logs.
    pub(in crate::doors) fn address(&self) -> Option<&Text> {
        self.context.address.as_ref()
    }

    /// Cookies that go with every answer: the browser's own, and a language that was just chosen.
    pub(in crate::doors) fn put_cookies(&self, headers: &mut HeaderMap) {
        let is_secure = is_secure(&self.app);
        if self.is_new_visit {
            super::cookies::put(headers, Cookie::Visit.set(&self.visit, is_secure));
        }
        if let Some(lang) = self.chosen {
            super::cookies::put(headers, Cookie::Language.set(lang.tag(), is_secure));
        }
    }
}

fn chosen_in(query: &str) -> Option<Lang> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::find)
}

fn asked_for(headers: &HeaderMap) -> Lang {
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.map_or_else(Lang::default, Lang::from_accept_language)
}

/// Browser and system, as far as they are known.
pub(in crate::doors) fn name_browser(context: &Context) -> Option<String> {
    let names = [&context.browser, &context.system].into_iter().flatten().map(ToString::to_string);
    Some(names.collect::<Vec<_>>().join(", ")).filter(|names| !names.is_empty())
}

fn context_of(parts: &Parts) -> Context {
    let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let address = parts.extensions.get::<ClientAddress>().map(|address| address.0.to_string());
    Context { address: address.as_deref().and_then(Text::tidy), ..read_user_agent(agent) }
}
