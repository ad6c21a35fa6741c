//! People's pages: forms in, HTML out.

mod activity;
mod activity_file;
mod address;
mod assets;
mod authorise;
mod caution;
mod code_app;
mod company;
mod compromised;
mod confirm;
mod contact;
mod contact_number;
mod forgotten;
mod leave;
mod link;
mod passkeys;
mod picture;
mod privacy;
mod profile;
mod programs;
mod remove;
mod replace;
mod second_step;
mod security;
mod set_up;
mod sign_in;
mod sms_number;
mod sms_step;
mod typed_codes;
mod unlock;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub(super) use set_up::problem_of;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(sign_in::start))
        .route("/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/sign-in/waiting", get(second_step::waiting))
        .route("/sign-in/news", get(second_step::news))
        .route("/sign-in/ask", post(second_step::ask_again))
        .route("/sign-in/stop", post(second_step::stop))
        .route("/sign-in/ways", get(second_step::ways))
        .route("/sign-in/code", get(typed_codes::show_code).post(typed_codes::submit_code))
        .route("/sign-in/backup-code", get(typed_codes::show_backup).post(typed_codes::submit_backup))
        .route("/sign-in/sms", get(sms_step::choose))
        .route("/sign-in/sms/{id}", get(sms_step::show).post(sms_step::submit))
        .route("/sign-in/sms/{id}/send", post(sms_step::send))
        .route("/sign-in/passkey", get(passkeys::show_step).post(passkeys::submit_step))
        .route("/sign-in/passkey/options", post(passkeys::step_options))
        .route("/sign-in/with-passkey", post(passkeys::submit_sign_in))
        .route("/sign-in/with-passkey/options", post(passkeys::sign_in_options))
        .route("/sign-in/company/callback", get(company::callback))
        .route("/sign-in/company/{id}", post(company::sign_in))
        .route("/forgotten", get(forgotten::show).post(forgotten::ask))
        .route("/forgotten-name", get(forgotten::show_name).post(forgotten::ask_name))
        .route("/address", get(address::show).post(address::submit))
        .route("/reset", get(forgotten::show_reset).post(forgotten::submit_reset))
        .route("/confirm", get(confirm::show).post(confirm::submit))
        .route("/confirm/passkey", post(passkeys::submit_confirm))
        .route("/confirm/passkey/options", post(passkeys::confirm_options))
        .route("/confirm/company/{id}", post(company::confirm))
        .route("/set-up", get(set_up::show).post(set_up::submit))
        .route("/security", get(security::show))
        .route("/security/sessions", post(security::end_others))
        .route("/security/sessions/{id}", post(security::end_session))
        .route("/security/caution", post(caution::save))
        .route("/security/company/{id}", post(company::link))
        .route("/security/company/{id}/unlink", post(company::remove))
        .route("/security/trusted/{id}", post(caution::forget))
        .route("/security/backup-codes", post(security::make_backup_codes))
        .route("/security/add", get(link::choose))
        .route("/security/link", post(link::begin))
        .route("/security/link/{id}", get(link::show).post(link::submit))
        .route("/security/link/{id}/news", get(link::news))
        .route("/security/code-app", post(code_app::begin))
        .route("/security/code-app/{id}", get(code_app::show).post(code_app::submit))
        .route("/security/sms", post(sms_number::begin))
        .route("/security/sms/{id}", get(sms_number::show).post(sms_number::submit))
        .route("/security/sms/{id}/send", post(sms_number::send))
        .route("/security/passkey", post(passkeys::submit_new))
        .route("/security/passkey/options", post(passkeys::new_options))
        .route("/security/added/{kind}", get(security::added))
        .route("/security/programs/{kind}", get(programs::show).post(programs::make))
        .route("/security/programs/{kind}/revoke", get(programs::ask_revoke_all).post(programs::revoke_every))
        .route("/security/programs/{kind}/{id}", post(programs::revoke))
        .route("/security/replace/{id}", get(replace::show).post(replace::begin))
        .route("/security/remove/{id}", get(remove::show).post(remove::submit))
        .route("/unlock", get(unlock::show).post(unlock::submit))
        .route("/compromised", get(compromised::show).post(compromised::change))
        .route("/compromised/programs", get(compromised::programs).post(compromised::revoke))
        .route("/compromised/check", get(compromised::check))
        .route("/leave", get(leave::show).post(leave::submit))
        .route("/activity", get(activity::show))
        .route("/activity/download", get(activity::download))
        .route("/profile", get(profile::show).post(profile::save))
        .route("/profile/picture", post(picture::upload))
        .route("/profile/picture/remove", post(picture::remove))
        .route("/picture/{id}", get(picture::show))
        .route("/profile/contact", get(contact::show))
        .route("/profile/contact/email", post(contact::change_email))
        .route("/profile/contact/addresses", post(contact::add_address))
        .route("/profile/contact/addresses/{id}", post(contact::remove_address))
        .route("/profile/contact/number", post(contact_number::set))
        .route("/profile/contact/number/remove", post(contact_number::remove))
        .route("/profile/contact/number/{id}", get(contact_number::show).post(contact_number::submit))
        .route("/profile/contact/number/{id}/send", post(contact_number::send))
        .route("/profile/data", get(privacy::copy))
        .route("/profile/delete", get(privacy::show).post(privacy::submit))
        .route("/profile/password", post(profile::change_password))
        .route("/link", get(authorise::landing))
        .route("/link/app", get(authorise::show).post(authorise::submit))
        .route("/assets/{name}", get(assets::serve))
}
