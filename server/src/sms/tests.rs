use std::sync::{Arc, Mutex};

use async_trait::async_trait;

use super::*;
use crate::app::testing::{START, TestApp};
use crate::model::{Countries, Country, PhoneNumber};

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
