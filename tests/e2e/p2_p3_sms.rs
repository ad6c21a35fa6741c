//! P2 and P3 by SMS: a number as a second step, through a real HTTP server that stands for the operator's gateway.

use assent_tests::administration::Order;
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::place::Place;
use assent_tests::program::{run_to_end, words_of};
use assent_tests::sms_sink::{Mood, SmsSink};
use assent_tests::world::{START, World};

const NUMBER: &str = "+41791234567";
const MASK: &str = "+41 •• ••• 45 67";

fn world_with(sink: &SmsSink) -> World {
    World::at(sink.known_to(Place::new()), Some(START))
}

/// Types a number at the choice of a method.
async fn type_number(browser: &Browser, number: &str) {
    browser.go("/security/add").await;
    browser.fill("number", number).await;
    browser.press("form[action='/security/sms'] button").await;
}

/// Signs Ada in by her password and sets her number up.
async fn set_up(browser: &Browser, sink: &SmsSink) {
    browser.sign_in().await;
    browser.comes_to("/security").await;
    type_number(browser, "0041 79 123 45 67").await;
    browser.fill("code", &sink.code_to(NUMBER)).await;
    browser.press("main form button").await;
    browser.comes_to("/security/added/sms").await;
}

async fn type_code(browser: &Browser, code: &str) {
    browser.fill("code", code).await;
    browser.press("main form button").await;
}

fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_p3_a_number_is_set_up_by_sms_signs_in_and_is_removed() {
    let (sink, mut mails) = (SmsSink::start(), MailSink::start());
    let place = sink.known_to(Place::new()).with("ASSENT_MAIL_SMTP", &mails.address);
    let world = World::at(place.with("ASSENT_MAIL_FROM", "no-reply@atelier.example"), Some(START));
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    type_number(&browser, NUMBER).await;
    let sms = sink.receive();
    let text = sms["text"].as_str().unwrap();
    assert!(text.contains("Atelier") && text.contains("Never pass it on") && text.len() <= 160, "{text}");
    let code = text.split(' ').next().unwrap();
    assert!(browser.text(".notice").await.contains(MASK));
    assert_eq!(browser.attribute("#code", "autocomplete").await.as_deref(), Some("one-time-code"));
    type_code(&browser, other_than(code)).await;
    assert!(browser.text("#wrong").await.contains("not the code we sent"));
    type_code(&browser, code).await;
    assert_eq!(browser.text("h1").await, "Your number is set up");
    world.server.order(&Order::Mail);
    let mut told = [mails.receive(), mails.receive()].map(|mail| mail["text"].as_str().unwrap().to_owned());
    told.sort_by_key(|text| !text.contains("A number gets codes"));
    assert!(told[0].contains(&format!("My mobile, {MASK}")) && !told[0].contains("1234567"), "{}", told[0]);
    assert!(told[1].contains("Two-step verification is on"));
    // Signing in: nothing is sent before somebody asks for it.
    browser.press("main form button").await;
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/sms").await;
    browser.go("/sign-in/ways").await;
    let row = browser.text("button.row").await;
    assert!(row.contains(&format!("Code by SMS to {MASK}")), "{row}");
    assert!(sink.is_empty());
    browser.press("button.row").await;
    let old = sink.code_to(NUMBER);
    browser.press("form[action$='/send'] button").await;
    let new = sink.code_to(NUMBER);
    if old != new {
        type_code(&browser, &old).await;
        assert!(browser.has("#wrong").await, "the newer code took its place");
    }
    type_code(&browser, &new).await;
    browser.comes_to("/security").await;
    let rows = browser.texts(".rows li").await.join("\n");
    assert!(rows.contains("My mobile") && rows.contains(&format!("SMS to {MASK} · weaker than the app")), "{rows}");
    assert!(!rows.contains("never used"), "{rows}");
    // The last one: two-step verification goes off with it.
    browser.press(".rows a.loss").await;
    assert!(browser.text(".notice.bad").await.contains("last option"));
    browser.press("button.loss").await;
    browser.comes_to("/security?done=off").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_an_sms_code_counts_once_for_ten_minutes_and_only_in_its_browser() {
    let sink = SmsSink::start();
    let world = world_with(&sink);
    let browser = Browser::open(&world, Looks::default()).await;
    set_up(&browser, &sink).await;
    let [one, other] = [Browser::open(&world, Looks::default()).await, Browser::open(&world, Looks::default()).await];
    for browser in [&one, &other] {
        browser.sign_in().await;
        browser.comes_to("/sign-in/sms").await;
        browser.press("form[action$='/send'] button").await;
    }
    let [code_of_one, code_of_other] = [sink.code_to(NUMBER), sink.code_to(NUMBER)];
    if code_of_one != code_of_other {
        type_code(&one, &code_of_other).await;
        assert!(one.has("#wrong").await, "it was sent for another browser");
    }
    type_code(&one, &code_of_one).await;
    one.comes_to("/security").await;
    world.advance(600);
    type_code(&other, &code_of_other).await;
    // After ten minutes code and half-done sign-in are over.
    other.comes_to("/sign-in").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_numbers_that_get_no_sms_are_refused_in_words_and_in_french_too() {
    let sink = SmsSink::start();
    let world = world_with(&sink);
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    for (typed, said) in [
        ("+44 7400 123456", "Numbers of this country are not served here. Served are: CH (+41), FR (+33)"),
        ("+41 44 668 18 00", "no mobile number"),
        ("+41 900 123 456", "no mobile number"),
        ("12", "country code"),
    ] {
        type_number(&browser, typed).await;
        let problem = browser.text("#number-wrong").await;
        assert!(problem.contains(said), "{typed}: {problem}");
    }
    browser.go("/security/add?lang=fr").await;
    type_number(&browser, "+44 7400 123456").await;
    assert!(browser.text("#number-wrong").await.contains("ne sont pas desservis ici"));
    assert!(sink.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_a_number_gets_five_sms_an_hour_and_wrong_codes_are_slowed_down() {
    let sink = SmsSink::start();
    let world = world_with(&sink);
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    type_number(&browser, NUMBER).await;
    let mut code = sink.code_to(NUMBER);
    for _ in 0..4 {
        browser.press("form[action$='/send'] button").await;
        code = sink.code_to(NUMBER);
    }
    browser.press("form[action$='/send'] button").await;
    let said = browser.text(".notice.bad").await;
    assert!(said.contains("Enough codes") && said.contains("another way"), "{said}");
    assert!(sink.is_empty());
    for _ in 0..5 {
        type_code(&browser, other_than(&code)).await;
    }
    type_code(&browser, &code).await;
    assert!(browser.text(".notice.bad").await.contains("Too many"), "also the right one waits now");
    world.advance(60);
    type_code(&browser, &code).await;
    browser.comes_to("/security/added/sms").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_a_broken_sms_gateway_is_told_and_the_other_ways_stay() {
    let sink = SmsSink::start();
    let world = world_with(&sink);
    let browser = Browser::open(&world, Looks::default()).await;
    set_up(&browser, &sink).await;
    browser.press("main form button").await;
    let backup_code = browser.text("#codes li").await;
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/sms").await;
    for mood in [Mood::Broken, Mood::Silent, Mood::Asleep] {
        sink.be(mood);
        browser.press("form[action$='/send'] button").await;
        let said = browser.text(".notice.bad").await;
        assert!(said.contains("could not be sent") && said.contains("another way"), "{said}");
    }
    browser.press("main > p a").await;
    browser.press("a[href='/sign-in/backup-code']").await;
    type_code(&browser, &backup_code).await;
    browser.comes_to("/security?done=code-used").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_strict_organisations_have_no_codes_by_sms_and_servers_without_a_gateway_offer_none() {
    let sink = SmsSink::start();
    let world = world_with(&sink);
    let browser = Browser::open(&world, Looks::default()).await;
    set_up(&browser, &sink).await;
    world.server.order(&Order::SetStrict);
    browser.go("/security/add").await;
    assert!(!browser.has("form[action='/security/sms']").await);
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/code").await;
    browser.go("/sign-in/ways").await;
    assert!(!browser.has("button.row").await);
    let plain = World::new();
    let browser = Browser::open(&plain, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser.go("/security/add").await;
    assert!(!browser.has("form[action='/security/sms']").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_the_pages_of_sms_need_no_script() {
    let sink = SmsSink::start();
    let world = world_with(&sink);
    let browser = Browser::open(&world, Looks { has_script: false, ..Looks::default() }).await;
    set_up(&browser, &sink).await;
    browser.go("/security").await;
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/sms").await;
    browser.press("form[action$='/send'] button").await;
    type_code(&browser, &sink.code_to(NUMBER)).await;
    browser.comes_to("/security").await;
}

#[test]
fn sms_test_says_whether_the_sms_gateway_takes_one() {
    let sink = SmsSink::start();
    let place = sink.known_to(Place::new());
    let sent = run_to_end(&place, &["sms-test", "+41 79 123 45 67"], "");
    assert!(sent.status.success() && words_of(&sent).contains(MASK), "{}", words_of(&sent));
    assert_eq!(sink.receive()["to"], NUMBER);
    sink.be(Mood::Broken);
    for (number, place, said) in [
        (NUMBER, sink.known_to(Place::new()), "500"),
        ("+44 7400 123456", sink.known_to(Place::new()), "CH (+41)"),
        (NUMBER, Place::new(), "[sms]"),
    ] {
        let refused = run_to_end(&place, &["sms-test", number], "");
        assert_eq!(refused.status.code(), Some(1));
        assert!(words_of(&refused).contains(said), "{}", words_of(&refused));
    }
}
