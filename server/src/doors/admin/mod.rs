//! Administrators' pages: people, services and rules.

mod add_person;
mod identity_checks;
mod mail;
mod people;
mod person;
mod providers;
mod rules;
mod services;
mod start;
mod webhook;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/start", get(start::show))
        .route("/mail", get(mail::show).post(mail::act))
        .route("/services", get(services::show).post(services::add))
        .route("/services/{id}/revoke", get(services::ask_revoke).post(services::revoke))
        .route("/services/{id}/webhook", get(webhook::show).post(webhook::act))
        .route("/people", get(people::show))
        .route("/people/add", get(add_person::show).post(add_person::submit))
        .route("/people/{id}", get(person::show).post(person::act))
        .route("/providers", get(providers::show))
        .route("/providers/add", get(providers::show_new).post(providers::add))
        .route("/providers/{id}", get(providers::show_one).post(providers::change))
        .route("/providers/{id}/remove", get(providers::ask_remove).post(providers::remove))
        .route("/identity-checks", get(identity_checks::list))
        .route("/identity-checks/key", get(identity_checks::show_key).post(identity_checks::make_key))
        .route("/identity-checks/{id}", get(identity_checks::show).post(identity_checks::submit))
        .route("/identity-checks/{id}/pictures/{kind}", get(identity_checks::picture))
        .route("/rules", get(rules::show).post(rules::save))
}
