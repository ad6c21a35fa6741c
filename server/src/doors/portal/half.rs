//! A sign-in between its two steps, or a session before a dangerous act whose second step is too old.

use crate::approvals::{self, WaitError};
use crate::devices::list_phones;
use crate::doors::web::{Cookie, Reply, Result, Trouble, Visitor, safe_next};
use crate::model::{Aim, Device, Level, Person, SignIn};
use crate::passkeys::list_usable_passkeys;
use crate::people::sessions::{Proof, SignedIn, has_fresh_step};
use crate::people::{NewSession, Origin, code_names, find_sign_in, lockout, sessions, step_again, trust};
use crate::services::PORTAL;
use crate::sms::{SmsNumber, list_usable};

/// A sign-in whose password was right.
pub(super) struct Half {
    pub(super) sign_in: SignIn,
    pub(super) person: Person,
    pub(super) phones: Vec<Device>,
}

impl Half {
    /// The one of this browser; without, the sign-in begins anew.
    pub(super) async fn find(visitor: &Visitor) -> Result<Self> {
        let cookie = visitor.step.as_deref().ok_or(Trouble::SignIn)?;
        let (sign_in, person) = find_sign_in(&visitor.app, cookie).await?.ok_or(Trouble::SignIn)?;
        let phones = list_phones(&visitor.app, person.id).await?;
        Ok(Self { sign_in, person, phones })
    }

    /// The numbers that can get a code now.
    pub(super) async fn numbers(&self, visitor: &Visitor) -> Result<Vec<SmsNumber>> {
        Ok(list_usable(&visitor.app, self.person.id).await?)
    }

    /// Where to begin for somebody without a phone: with the weakest way only if there is no other.
    pub(super) async fn first_way(&self, visitor: &Visitor) -> Result<&'static str> {
        if !list_usable_passkeys(&visitor.app, self.person.id).await?.is_empty() {
            return Ok("/sign-in/passkey");
        }
        let has_codes = !code_names(&visitor.app, self.person.id).await?.is_empty();
        Ok(if has_codes || self.numbers(visitor).await?.is_empty() { "/sign-in/code" } else { "/sign-in/sms" })
    }

    /// The second step was proved: in.
    pub(super) async fn finish(self, visitor: &Visitor, to: Option<&str>) -> Result {
        let (app, context) = (&visitor.app, visitor.context.clone());
        self.withdraw(visitor).await?;
        if self.sign_in.aim == Aim::Unlock {
            return self.unlock(visitor).await;
        }
        let from = visitor.step.as_deref();
        let new = match (self.sign_in.session, &visitor.signed_in) {
            (Some(id), Some(me)) if me.session.id == id => {
                sessions::renew(app, &me.session, Proof::SecondStep, from).await?
            }
            (Some(_), _) => None,
            (None, _) => sessions::begin(app, self.person.id, Level::TwoStep, context, from).await?,
        };
        let new = new.ok_or(Trouble::SignIn)?;
        let next = to.unwrap_or_else(|| safe_next(self.sign_in.next.as_deref().unwrap_or_default()));
        let reply = Reply::see_other(next).with_session(&new.token);
        if self.sign_in.aim != Aim::Trust {
            return Ok(reply);
        }
        let trusted = trust::trust_browser(app, &self.person, visitor.context.clone()).await?;
        Ok(match trusted {
            Some(token) => reply.with_cookie(Cookie::Trust, token.expose()),
            None => reply,
        })
    }

    /// The password opens again; then the sign-in begins anew.
    async fn unlock(self, visitor: &Visitor) -> Result {
        let origin = Origin::portal(visitor.address());
        if !lockout::open(&visitor.app, &self.person, visitor.step.as_deref(), origin).await? {
            return Err(Trouble::SignIn);
        }
        Ok(Reply::see_other("/sign-in?unlocked=1").with_cookie(Cookie::Step, ""))
    }

    /// The request on the phone, if one is still open, is called off.
    pub(super) async fn withdraw(&self, visitor: &Visitor) -> Result<()> {
        let Some(id) = self.sign_in.challenge else { return Ok(()) };
        match approvals::withdraw(&visitor.app, id, PORTAL).await {
            Ok(_) | Err(WaitError::Unknown) => Ok(()),
            Err(WaitError::Failed(failure)) => Err(failure.into()),
        }
    }
}

/// On to where they were going, or to the second step when the last one is too old.
pub(super) async fn go_on(visitor: &Visitor, me: &SignedIn, new: &NewSession, next: &str) -> Result {
    if has_fresh_step(&visitor.app, me) {
        return Ok(Reply::see_other(next).with_session(&new.token));
    }
    let step = step_again(&visitor.app, &new.session, next.to_owned()).await?;
    let reply = Reply::see_other("/sign-in/waiting").with_session(&new.token);
    Ok(reply.with_cookie(Cookie::Step, step.expose()))
}
