//! People's pages: forms in, HTML out.

mod activity;
mod activity_file;
mod assets;
mod authorise;
mod caution;
mod code_app;
mod company;
mod compromised;
mod confirm;
mod forgotten;
mod leave;
mod link;
mod passkeys;
mod privacy;
mod profile;
mod programs;
mod remove;
mod replace;
mod second_step;
mod security;
mod set_up;
mod sign_in;
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
        .route("/sign-in/passkey", get(passkeys::show_step).post(passkeys::submit_step))
        .route("/sign-in/passkey/options", post(passkeys::step_options))
        .route("/sign-in/with-passkey", post(passkeys::submit_sign_in))
        .route("/sign-in/with-passkey/options", post(passkeys::sign_in_options))
        .route("/sign-in/company/callback", get(company::callback))
        .route("/sign-in/company/{id}", post(company::sign_in))
        .route("/forgotten", get(forgotten::show).post(forgotten::ask))
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
        .route("/profile/data", get(privacy::copy))
        .route("/profile/delete", get(privacy::show).post(privacy::submit))
        .route("/profile/password", post(profile::change_password))
        .route("/link", get(authorise::landing))
        .route("/link/app", get(authorise::show).post(authorise::submit))
        .route("/assets/{name}", get(assets::serve))
}
