//! The choice of a method for the second step.

use axum::response::Response;

use crate::doors::web::{Reply, Result, Visitor};
use crate::model::{Level, Role};
use crate::pages::add_option::{AddOption, SmsOffer};
use crate::people::TwoStepState;
use crate::people::sessions::SignedIn;
use crate::sms::is_offered;

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = async {
        let me = visitor.fresh("/security/add")?;
        Reply::page(&add_option(&visitor, me).await?)
    };
    let result = result.await;
    visitor.answer(result)
}

/// The choice of a method, for the person who is signed in.
pub(super) async fn add_option(visitor: &Visitor, me: &SignedIn) -> Result<AddOption> {
    let is_recovery = me.session.level == Level::Recovery;
    let is_required = me.two_step == TwoStepState::Missing;
    let methods = visitor.app.rules().await?.methods;
    Ok(AddOption {
        frame: visitor.frame(),
        is_first: me.two_step != TwoStepState::On,
        is_required,
        is_recovery,
        can_leave: is_required && !is_recovery && me.person.role == Role::External,
        is_gone: visitor.query("gone").is_some(),
        can_code_app: methods.code_apps,
        can_passkey: methods.passkeys && visitor.app.passkeys.is_some(),
        problem: None,
        sms: offer(visitor).await?,
    })
}

/// What the choice of a method says of SMS.
async fn offer(visitor: &Visitor) -> Result<Option<SmsOffer>> {
    let Some(sms) = &visitor.app.sms else { return Ok(None) };
    let offer = SmsOffer { countries: sms.countries.to_string(), typed: String::new(), problem: None };
    Ok(is_offered(&visitor.app).await?.then_some(offer))
}
