//! How mail goes out.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::doors::web::{Form, Reply, Result, Trouble, Visitor};
use crate::mail::{MailNow, MailRefused, MailWish, find_mail, forget_mail, set_up_mail, test_mail};
use crate::pages::mail_settings::{MailForm, MailNews, MailProblem, MailSettingsPage, MailState};

const HERE: &str = "/admin/mail";

pub(super) async fn show(visitor: Visitor) -> Response {
    let news = match visitor.query("done").as_deref() {
        Some("save") => Some(MailNews::Saved),
        Some("test") => Some(MailNews::Tested),
        Some("remove") => Some(MailNews::Removed),
        _ => None,
    };
    let result = page(&visitor, MailForm::default(), news).await;
    visitor.answer(result)
}

#[derive(Deserialize)]
pub(super) struct Fields {
    act: String,
    #[serde(default)]
    smtp: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    user: String,
    #[serde(default)]
    password: Zeroizing<String>,
}

pub(super) async fn act(Form(visitor, fields): Form<Fields>) -> Response {
    let result = change(&visitor, fields).await;
    visitor.answer(result)
}

async fn change(visitor: &Visitor, fields: Fields) -> Result {
    let (app, admin) = (&visitor.app, visitor.admin(HERE)?);
    let Fields { act, smtp, from, user, password } = fields;
    let wish = MailWish { smtp, from, user, password };
    let to = &visitor.me()?.person;
    let done = match act.as_str() {
        "save" => set_up_mail(app, &admin, to, &wish).await,
        "test" => test_mail(app, &admin, to).await,
        "remove" => forget_mail(app, &admin).await.map_err(MailRefused::from),
        _ => return Err(Trouble::BadForm),
    };
    let problem = match done {
        Ok(()) => return Ok(Reply::see_other(format!("{HERE}?done={act}"))),
        Err(MailRefused::BadServer) => MailProblem::Server,
        Err(MailRefused::BadSender(_)) => MailProblem::Sender,
        Err(MailRefused::HalfLogin) => MailProblem::HalfLogin,
        Err(MailRefused::NotTaken(why)) => MailProblem::NotTaken(why),
        Err(MailRefused::Configured) => return Err(Trouble::BadForm),
        Err(MailRefused::Failed(failure)) => return Err(failure.into()),
    };
    let MailWish { smtp, from, user, .. } = wish;
    page(visitor, MailForm { smtp, from, user, problem: Some(problem) }, None).await
}

async fn page(visitor: &Visitor, form: MailForm, news: Option<MailNews>) -> Result {
    let admin = visitor.admin(HERE)?;
    let now = match find_mail(&visitor.app, &admin).await? {
        MailNow::Nowhere => MailState::Nowhere,
        MailNow::Configured => MailState::Configured,
        MailNow::Chosen { smtp, from } => MailState::Chosen { smtp, from },
    };
    let status = if form.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let to = visitor.me()?.person.email.as_str().to_owned();
    Reply::page_with(status, &MailSettingsPage { frame: visitor.frame(), now, to, form, news })
}
