use std::sync::{Arc, Mutex};

use async_trait::async_trait;

use super::*;
use crate::app::testing::{START, TestApp, signed_in};
use crate::model::{Countries, Country, Person, PhoneNumber, Rules};
use crate::pages::words::Lang;
use crate::people::sessions::SignedIn;
use crate::people::{Admin, NotAllowed};

/// Keeps what it got, or takes nothing.
#[derive(Default)]
struct Kept(Mutex<Vec<String>>, bool);

#[async_trait]
impl Gateway for Kept {
    async fn send(&self, to: &PhoneNumber, text: &str) -> Result<(), SmsFailed> {
        self.0.lock().unwrap().push(format!("{} {text}", to.e164()));
        if self.1 { Err(SmsFailed("out of order".to_owned())) } else { Ok(()) }
    }
}

async fn app(gateway: &Arc<Kept>, country_hourly: u32) -> TestApp {
    let mut app = TestApp::empty().await;
    let countries = Countries::new(["CH", "FR"].into_iter().filter_map(Country::parse).collect());
    let sms = Sms { gateway: Arc::clone(gateway) as Arc<_>, countries, country_hourly };
    Arc::get_mut(&mut app.app).unwrap().sms = Some(sms);
    app
}

fn number(e164: &str) -> PhoneNumber {
    PhoneNumber::from_e164(e164).unwrap()
}

#[tokio::test]
async fn a_number_gets_five_an_hour_and_ten_a_day() {
    let gateway = Arc::default();
    let app = app(&gateway, 100).await;
    let to = number("+41791234567");
    for _ in 0..5 {
        assert_eq!(send(&app, &to, "1").await, Ok(Ok(())));
    }
    assert_eq!(send(&app, &to, "1").await, Ok(Err(SmsRefused::NumberLimit(START + 3600))));
    assert_eq!(send(&app, &number("+41791234568"), "1").await, Ok(Ok(())), "another number is not held up");
    app.clock.advance(3600);
    for _ in 0..5 {
        assert_eq!(send(&app, &to, "1").await, Ok(Ok(())));
    }
    app.clock.advance(3600);
    assert_eq!(send(&app, &to, "1").await, Ok(Err(SmsRefused::NumberLimit(START + 86_400))));
    app.clock.advance(86_400 - 7200);
    assert_eq!(send(&app, &to, "1").await, Ok(Ok(())));
    assert_eq!(gateway.0.lock().unwrap().len(), 12, "what was refused was not sent");
}

#[tokio::test]
async fn a_country_gets_so_many_an_hour() {
    let gateway = Arc::default();
    let app = app(&gateway, 3).await;
    for n in 0..3 {
        assert_eq!(send(&app, &number(&format!("+4179123456{n}")), "1").await, Ok(Ok(())));
    }
    let (swiss, french) = (number("+41791234569"), number("+33612345678"));
    assert_eq!(send(&app, &swiss, "1").await, Ok(Err(SmsRefused::CountryLimit(START + 3600))));
    assert_eq!(send(&app, &french, "1").await, Ok(Ok(())));
}

#[tokio::test]
async fn a_gateway_that_takes_nothing_is_told_and_counted() {
    let gateway = Arc::new(Kept(Mutex::default(), true));
    let app = app(&gateway, 1).await;
    let to = number("+41791234567");
    assert_eq!(send(&app, &to, "1").await, Ok(Err(SmsRefused::Broken)));
    assert_eq!(send(&app, &to, "1").await, Ok(Err(SmsRefused::CountryLimit(START + 3600))));
}

#[tokio::test]
async fn without_a_gateway_nothing_goes_out() {
    let app = TestApp::empty().await;
    assert_eq!(send(&app, &number("+41791234567"), "1").await, Ok(Err(SmsRefused::NotSetUp)));
}

/// Ada, signed in, at a server with a gateway.
async fn with_ada(gateway: &Arc<Kept>) -> (TestApp, Person, SignedIn) {
    let app = app(gateway, 100).await;
    let ada = app.add("ada@atelier.example", false).await;
    let me = signed_in(&app, &ada).await;
    (app, ada, me)
}

fn last_code(gateway: &Kept) -> String {
    let kept = gateway.0.lock().unwrap();
    kept.last().unwrap().split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn a_number_counts_once_it_was_proved() {
    let gateway = Arc::default();
    let (app, ada, me) = with_ada(&gateway).await;
    let id = add_number(&app, &me, "Mobile", "+41 79 123 45 67", Lang::En).await.unwrap();
    assert!(list_numbers(&app, ada.id).await.unwrap().is_empty());
    let code = last_code(&gateway);
    assert_eq!(confirm_number(&app, &me, id, "1234").await, Ok(ConfirmNumber::Wrong));
    assert_eq!(confirm_number(&app, &me, id, &format!(" {} {} ", &code[..3], &code[3..])).await, Ok(ConfirmNumber::On));
    assert_eq!(confirm_number(&app, &me, id, &code).await, Ok(ConfirmNumber::Gone));
    assert_eq!(list_numbers(&app, ada.id).await.unwrap()[0].number.e164(), "+41791234567");
    let again = add_number(&app, &me, "Mobile", "+41 79 123 45 67", Lang::En).await;
    assert_eq!(again, Err(NumberRefused::Known));
    assert_eq!(remove_number(&app, &me, id).await, Ok(true));
    assert_eq!(remove_number(&app, &me, id).await, Ok(false));
}

#[tokio::test]
async fn a_code_is_over_after_ten_minutes_and_nobody_elses() {
    let gateway = Arc::default();
    let (app, ada, me) = with_ada(&gateway).await;
    let id = add_number(&app, &me, "Mobile", "+41 79 123 45 67", Lang::En).await.unwrap();
    let code = last_code(&gateway);
    let elsewhere = signed_in(&app, &ada).await;
    assert_eq!(confirm_number(&app, &elsewhere, id, &code).await, Ok(ConfirmNumber::Wrong), "another browser's");
    app.clock.advance(599);
    let me = SignedIn {
        session: crate::model::Session { proved_at: START + 599, stepped_at: Some(START + 599), ..me.session },
        ..me
    };
    app.clock.advance(1);
    assert_eq!(confirm_number(&app, &me, id, &code).await, Ok(ConfirmNumber::Wrong), "ten minutes old");
    assert_eq!(send_again(&app, &me, id, Lang::Fr).await, Ok(true));
    assert_eq!(confirm_number(&app, &me, id, &last_code(&gateway)).await, Ok(ConfirmNumber::On));
}

#[tokio::test]
async fn no_number_is_taken_without_a_fresh_proof_or_where_the_organisation_is_strict() {
    let gateway = Arc::default();
    let (app, ada, me) = with_ada(&gateway).await;
    let id = add_number(&app, &me, "Mobile", "+41 79 123 45 67", Lang::En).await.unwrap();
    let rules = Rules { strict: true, ..Rules::DEFAULT };
    crate::organisation::set_rules(&app, &Admin::at_the_machine(), rules).await.unwrap();
    let refused = add_number(&app, &me, "Mobile", "+41 79 123 45 68", Lang::En).await;
    assert_eq!(refused, Err(NumberRefused::NotOffered));
    assert_eq!(send_again(&app, &me, id, Lang::En).await, Err(NumberRefused::NotOffered));
    assert_eq!(confirm_number(&app, &me, id, &last_code(&gateway)).await, Err(NumberRefused::NotOffered));
    assert!(list_usable(&app, ada.id).await.unwrap().is_empty());
    app.clock.advance(600);
    let late = add_number(&app, &me, "Mobile", "+41 79 123 45 67", Lang::En).await;
    assert_eq!(late, Err(NumberRefused::NotAllowed(NotAllowed::NotFresh)));
    assert_eq!(gateway.0.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn no_log_entry_has_a_whole_number_or_a_code() {
    let gateway = Arc::default();
    let (app, ada, me) = with_ada(&gateway).await;
    let id = add_number(&app, &me, "Mobile", "+41 79 123 45 67", Lang::En).await.unwrap();
    let code = last_code(&gateway);
    assert_eq!(confirm_number(&app, &me, id, &code).await, Ok(ConfirmNumber::On));
    let entries = app.store.list_activity(ada.id, crate::store::Page::newest(100)).await.unwrap();
    let log: String = entries.iter().map(|entry| serde_json::to_string(&entry.event).unwrap()).collect();
    assert!(log.contains("+41 •• ••• 45 67") && log.contains("sms_added"), "{log}");
    assert!(!log.contains("1234567") && !log.contains(&code), "{log}");
}
