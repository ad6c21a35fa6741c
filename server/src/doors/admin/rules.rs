//! What the organisation asks of everybody.

use std::str::FromStr;

use assent_core::keys::Assurance;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::doors::web::{Form, Reply, Result, Trouble, Visitor};
use crate::model::{Methods, NumberMatch, Rules, TwoStep};
use crate::organisation::{look_over, set_rules};
use crate::pages::rules::{REQUEST_SECS, RulesPage, SESSION_SECS};

const HERE: &str = "/admin/rules";

pub(super) async fn show(visitor: Visitor) -> Response {
    let result = async {
        visitor.admin(HERE)?;
        let rules = visitor.app.rules().await?;
        page(&visitor, StatusCode::OK, rules, None)
    };
    let result = result.await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    two_step: String,
    number_match: String,
    number_digits: u8,
    #[serde(default)]
    code_apps: String,
    #[serde(default)]
    passkeys: String,
    #[serde(default)]
    sms: String,
    #[serde(default)]
    assurance: String,
    #[serde(default)]
    proved_keys: String,
    #[serde(default)]
    request_secs: String,
    #[serde(default)]
    session_secs: String,
    #[serde(default)]
    strict: String,
    #[serde(default)]
    two_reviewers: String,
    #[serde(default)]
    confirmed: String,
}

pub(super) async fn save(Form(visitor, fields): Form<Fields>) -> Response {
    let result = change(&visitor, &fields).await;
    visitor.answer(result)
}

async fn change(visitor: &Visitor, fields: &Fields) -> Result {
    let admin = visitor.admin(HERE)?;
    let (app, rules) = (&visitor.app, read(fields)?);
    let is_new = app.rules().await?.two_step == TwoStep::Optional && rules.two_step == TwoStep::Required;
    if is_new && fields.confirmed != "yes" {
        let without = look_over(app, &admin).await?.without_two_step;
        if without > 0 {
            return page(visitor, StatusCode::OK, rules, Some(without));
        }
    }
    set_rules(app, &admin, rules).await?;
    Ok(Reply::see_other(format!("{HERE}?saved=1")))
}

fn read(fields: &Fields) -> Result<Rules> {
    Ok(Rules {
        two_step: if fields.two_step == "required" { TwoStep::Required } else { TwoStep::Optional },
        number_match: match fields.number_match.as_str() {
            "never" => NumberMatch::Never,
            "new-browser" => NumberMatch::NewBrowser,
            "always" => NumberMatch::Always,
            _ => return Err(Trouble::BadForm),
        },
        number_digits: Some(fields.number_digits).filter(|digits| (2..=6).contains(digits)).ok_or(Trouble::BadForm)?,
        strict: fields.strict == "yes",
        methods: Methods {
            code_apps: fields.code_apps == "yes",
            passkeys: fields.passkeys == "yes",
            sms: fields.sms == "yes",
        },
        assurance: match fields.assurance.as_str() {
            "" => None,
            "tee" => Some(Assurance::Tee),
            "strongbox" => Some(Assurance::Strongbox),
            _ => return Err(Trouble::BadForm),
        },
        proved_keys: fields.proved_keys == "yes",
        request_secs: one_of(&fields.request_secs, &REQUEST_SECS)?,
        session_secs: one_of(&fields.session_secs, &SESSION_SECS)?,
        two_reviewers: fields.two_reviewers == "yes",
    })
}

/// Nothing, or one of what the page offers.
fn one_of<T: FromStr + PartialEq + Copy>(typed: &str, offered: &[T]) -> Result<Option<T>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let chosen = typed.parse().ok().filter(|chosen| offered.contains(chosen));
    chosen.map(Some).ok_or(Trouble::BadForm)
}

fn page(visitor: &Visitor, status: StatusCode, rules: Rules, to_confirm: Option<u32>) -> Result {
    let is_saved = visitor.query("saved").is_some();
    Reply::page_with(status, &RulesPage { frame: visitor.frame(), rules, to_confirm, is_saved })
}
