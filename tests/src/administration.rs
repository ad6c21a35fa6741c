//! What an administrator, a person at the portal and the passing of time do to a server under test, as lines of JSON.

use std::sync::Arc;

use assent_core::clock::ManualClock;
use assent_core::ids::{DeviceId, TicketId};
use assent_server::app::App;
use assent_server::devices::{self, ConfirmLink, TicketWish};
use assent_server::model::{Alerts, Email, Level, Person, Role, Rules, TwoStep};
use assent_server::people::accounts::{self, NewAccount};
use assent_server::people::sessions::{self, SignedIn};
use assent_server::people::{self, Admin, ConfirmResult, TwoStepState};
use assent_server::{identity_checks, mail, organisation, recovery, services, webhooks};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The password of everybody in tests.
pub const PASSWORD: &str = "four small green boats";

/// One line on the test server's standard input. Each is answered by one line of JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Order {
    /// Moves the clock by `secs`.
    Advance {
        /// Back when negative.
        secs: i64,
    },
    /// Adds a person with [`PASSWORD`].
    AddPerson {
        /// Their address.
        email: String,
        /// Whether they administer.
        admin: bool,
    },
    /// Makes a link ticket: `text`, `id`.
    MakeTicket {
        /// Whose phone will be linked.
        email: String,
        /// The PKCE challenge (RFC 7636 §4.2) of an app that began the link itself.
        pkce: Option<String>,
    },
    /// The person types the link code on the portal page: `result`, and `device` or `tries_left`.
    ConfirmLink {
        /// Who types.
        email: String,
        /// Which ticket.
        ticket: TicketId,
        /// What is typed.
        code: String,
    },
    /// The person takes the ticket back.
    WithdrawTicket {
        /// Whose.
        email: String,
        /// Which.
        ticket: TicketId,
    },
    /// Adds a service: `id`, `key`.
    AddService {
        /// The name on the phones.
        name: String,
    },
    /// Revokes a service's key.
    RevokeService {
        /// Which.
        id: String,
    },
    /// Makes backup codes: `codes`.
    BackupCodes {
        /// Whose.
        email: String,
    },
    /// Locks an account.
    Lock {
        /// Whose.
        email: String,
    },
    /// Opens it again, and forgets its failures.
    Unlock {
        /// Whose.
        email: String,
    },
    /// The person removes a phone in the portal: `removed`, `last`.
    RemovePhone {
        /// Whose.
        email: String,
        /// Which.
        device: DeviceId,
    },
    /// The person's phones: `phones`, each `id` and `name`.
    ListPhones {
        /// Whose.
        email: String,
    },
    /// The person sets up another one-time-code app: `uri`, `id`.
    AddOtherApp {
        /// Who.
        email: String,
    },
    /// The person types its first code: `result`.
    ConfirmOtherApp {
        /// Who.
        email: String,
        /// Which, as `AddOtherApp` said.
        id: String,
        /// What is typed.
        code: String,
    },
    /// Makes and sends the mails that are due: `sent`.
    Mail,
    /// Makes and sends the messages to services that are due: `taken`.
    Tell,
    /// The organisation requires two-step verification.
    Require,
    /// The organisation wants everything strict.
    SetStrict,
    /// Lets somebody look at identity checks.
    SetReviewer {
        /// Who.
        email: String,
    },
    /// Two reviewers accept an identity check, not one.
    TwoReviewers,
    /// Gives somebody another role.
    SetRole {
        /// Who.
        email: String,
        /// Its word.
        role: String,
    },
    /// A browser's session without a second step: `cookie` and `csrf`.
    Session {
        /// Whose.
        email: String,
    },
    /// Sets which sign-ins somebody is told of.
    SetAlerts {
        /// Who.
        email: String,
        /// `never`, `failures` or `always`.
        alerts: String,
        /// In which language.
        language: String,
    },
    /// Writes expiries down.
    Sweep,
    /// Walks the audit chain: `entries`.
    VerifyAudit,
}

/// Does it. The error is for the test's output.
///
/// # Errors
/// In words, when the server refuses.
pub async fn perform(app: &App, clock: &Arc<ManualClock>, order: Order) -> Result<Value, String> {
    match order {
        Order::Advance { secs } => {
            clock.advance(secs);
            Ok(json!({}))
        }
        Order::AddPerson { email, admin } => add_person(app, &email, admin).await,
        Order::MakeTicket { .. } | Order::ConfirmLink { .. } | Order::WithdrawTicket { .. } => link(app, order).await,
        Order::AddService { .. } | Order::RevokeService { .. } => manage_services(app, order).await,
        Order::BackupCodes { .. } | Order::AddOtherApp { .. } | Order::ConfirmOtherApp { .. } => {
            codes(app, order).await
        }
        Order::Lock { email } => lock(app, &email, true).await,
        Order::Unlock { email } => lock(app, &email, false).await,
        Order::RemovePhone { .. } | Order::ListPhones { .. } => phones(app, order).await,
        Order::Mail => mail::work(app).await.map(|sent| json!({ "sent": sent })).map_err(words),
        Order::SetAlerts { email, alerts, language } => set_alerts(app, &email, &alerts, &language).await,
        Order::Sweep => {
            app.store.sweep(app.now(), i64::MAX / 2).await.map(|rows| json!({ "rows": rows })).map_err(words)
        }
        Order::Tell => webhooks::work(app).await.map(|taken| json!({ "taken": taken })).map_err(words),
        Order::SetRole { email, role } => set_role(app, &email, &role).await,
        Order::Session { email } => begin_session(app, &email).await,
        Order::Require => set_rules(app, Rules { two_step: TwoStep::Required, ..Rules::DEFAULT }).await,
        Order::SetStrict => set_rules(app, Rules { strict: true, ..Rules::DEFAULT }).await,
        Order::SetReviewer { email } => set_reviewer(app, &email).await,
        Order::TwoReviewers => set_rules(app, Rules { two_reviewers: true, ..Rules::DEFAULT }).await,
        Order::VerifyAudit => app.store.verify_audit().await.map(|n| json!({ "entries": n })).map_err(words),
    }
}

async fn add_person(app: &App, email: &str, admin: bool) -> Result<Value, String> {
    let role = if admin { Role::LegalRepresentative } else { Role::Collaborator };
    let new = NewAccount { email, name: "Ada Lovelace", password: Some(PASSWORD), language: "en", role };
    let person = accounts::add_person(app, &Admin::at_the_machine(), new).await.map_err(words)?;
    Ok(json!({ "id": person.id }))
}

async fn set_role(app: &App, email: &str, role: &str) -> Result<Value, String> {
    let role = Role::find(role).ok_or("no such role")?;
    let person = find_person(app, email).await?.id;
    organisation::set_role(app, &Admin::at_the_machine(), person, role).await.map_err(words)?;
    Ok(json!({}))
}

async fn begin_session(app: &App, email: &str) -> Result<Value, String> {
    let person = find_person(app, email).await?.id;
    let begun = sessions::begin(app, person, Level::Password, <_>::default(), None).await.map_err(words)?;
    let token = begun.ok_or("locked")?.token;
    Ok(json!({ "cookie": token.expose(), "csrf": sessions::derive_csrf(app, token.expose()) }))
}

async fn set_reviewer(app: &App, email: &str) -> Result<Value, String> {
    let person = find_person(app, email).await?;
    let done = identity_checks::set_reviewer(app, &Admin::at_the_machine(), &person, true).await.map_err(words)?;
    Ok(json!({ "done": done }))
}

async fn set_rules(app: &App, rules: Rules) -> Result<Value, String> {
    organisation::set_rules(app, &Admin::at_the_machine(), rules).await.map_err(words)?;
    Ok(json!({}))
}

async fn set_alerts(app: &App, email: &str, alerts: &str, language: &str) -> Result<Value, String> {
    let by = sign_in(app, email).await?;
    let alerts = Alerts::find(alerts).ok_or("no such choice")?;
    let done = accounts::set_profile(app, &by, by.person.name.as_str(), language, alerts).await;
    done.map(|()| json!({})).map_err(words)
}

async fn link(app: &App, order: Order) -> Result<Value, String> {
    match order {
        Order::MakeTicket { email, pkce } => {
            let person = find_person(app, &email).await?;
            let ticket = devices::make_ticket(app, person.id, TicketWish { pkce, ..TicketWish::default() })
                .await
                .map_err(words)?;
            Ok(json!({ "id": ticket.id, "text": ticket.text.as_str(), "expires_at": ticket.expires_at }))
        }
        Order::ConfirmLink { email, ticket, code } => {
            let by = sign_in(app, &email).await?;
            let confirmed = devices::confirm_link(app, &by, ticket, &code).await.map_err(words)?;
            Ok(match confirmed {
                ConfirmLink::Linked { device, first } => {
                    json!({ "result": "linked", "device": device, "first": first })
                }
                ConfirmLink::Wrong { tries_left } => json!({ "result": "wrong", "tries_left": tries_left }),
                ConfirmLink::NotACode => json!({ "result": "not-a-code" }),
                ConfirmLink::NotOpen => json!({ "result": "not-open" }),
                ConfirmLink::Throttled(why) => json!({ "result": "throttled", "why": why.to_string() }),
            })
        }
        Order::WithdrawTicket { email, ticket } => {
            let person = find_person(app, &email).await?;
            let done = devices::withdraw_ticket(app, person.id, ticket).await.map_err(words)?;
            Ok(json!({ "withdrawn": done }))
        }
        _ => Err("not about linking".to_owned()),
    }
}

async fn manage_services(app: &App, order: Order) -> Result<Value, String> {
    let admin = Admin::at_the_machine();
    match order {
        Order::AddService { name } => {
            let new = services::add_service(app, &admin, &name).await.map_err(words)?;
            Ok(json!({ "id": new.service.id, "key": new.key.expose() }))
        }
        Order::RevokeService { id } => {
            let id = id.parse().map_err(words)?;
            let done = services::revoke_service(app, &admin, id).await.map_err(words)?;
            Ok(json!({ "revoked": done }))
        }
        _ => Err("not about services".to_owned()),
    }
}

async fn codes(app: &App, order: Order) -> Result<Value, String> {
    match order {
        Order::BackupCodes { email } => {
            let person = find_person(app, &email).await?;
            let codes = recovery::make_backup_codes(app, person.id, None).await.map_err(words)?;
            Ok(json!({ "codes": codes.iter().map(recovery::BackupCodeText::expose).collect::<Vec<_>>() }))
        }
        Order::AddOtherApp { email } => {
            let by = sign_in(app, &email).await?;
            let new = people::add_other_app(app, &by, "another app").await.map_err(words)?;
            Ok(json!({ "id": new.id, "uri": new.uri.as_str(), "secret": new.secret.as_str() }))
        }
        Order::ConfirmOtherApp { email, id, code } => {
            let by = sign_in(app, &email).await?;
            let id = id.parse().map_err(words)?;
            let confirmed = people::confirm_other_app(app, &by, id, &code).await.map_err(words)?;
            Ok(match confirmed {
                ConfirmResult::On { first } => json!({ "result": "on", "first": first }),
                ConfirmResult::Wrong => json!({ "result": "wrong" }),
                ConfirmResult::PhoneOff { secs } => json!({ "result": "phone-off", "secs": secs }),
                ConfirmResult::Gone => json!({ "result": "gone" }),
            })
        }
        _ => Err("not about codes".to_owned()),
    }
}

async fn lock(app: &App, email: &str, shut: bool) -> Result<Value, String> {
    let person = find_person(app, email).await?.id;
    let admin = Admin::at_the_machine();
    let done =
        if shut { accounts::lock(app, &admin, person).await } else { accounts::unlock(app, &admin, person).await };
    done.map(|()| json!({})).map_err(words)
}

async fn phones(app: &App, order: Order) -> Result<Value, String> {
    match order {
        Order::RemovePhone { email, device } => {
            let by = sign_in(app, &email).await?;
            let last = people::is_last_step(app, by.person.id, &device.0).await.map_err(words)?;
            let removed = devices::remove_phone(app, &by, device).await.map_err(words)?;
            Ok(json!({ "removed": removed, "last": last }))
        }
        Order::ListPhones { email } => {
            let person = find_person(app, &email).await?;
            let phones = devices::list_phones(app, person.id).await.map_err(words)?;
            let shown = phones.iter().map(|phone| json!({ "id": phone.id, "name": phone.description.name }));
            Ok(json!({ "phones": shown.collect::<Vec<_>>() }))
        }
        _ => Err("not about phones".to_owned()),
    }
}

async fn find_person(app: &App, email: &str) -> Result<Person, String> {
    let email = Email::parse(email).map_err(words)?;
    let found = app.store.find_person_by_email(&email).await.map_err(words)?;
    found.ok_or_else(|| "there is no such person".to_owned())
}

/// Somebody who has just proved both steps.
async fn sign_in(app: &App, email: &str) -> Result<SignedIn, String> {
    let person = find_person(app, email).await?;
    let begun = sessions::begin(app, person.id, Level::TwoStep, <_>::default(), None).await.map_err(words)?;
    let new = begun.ok_or("the account is locked")?;
    Ok(SignedIn { session: new.session, person, two_step: TwoStepState::On })
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}
