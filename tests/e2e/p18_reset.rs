//! P18: a forgotten password, by a real mail and in a real browser.

use assent_core::message::Verdict;
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};

const NEW: &str = "nine quiet herons wade";

fn world_with(sink: &MailSink) -> World {
    let place = Place::new().mailing(sink);
    World::at(place, Some(START))
}

async fn ask(browser: &Browser, email: &str) -> String {
    browser.go("/sign-in").await;
    browser.press("main form p a").await;
    browser.fill("email", email).await;
    browser.press("main form button").await;
    browser.text("main").await
}

/// The path of the link in the next mail that has one.
fn link_in(sink: &mut MailSink, world: &World) -> String {
    loop {
        world.server.order(&Order::Mail);
        let mail = sink.receive();
        let text = mail["text"].as_str().unwrap();
        let link = text.lines().find_map(|line| line.strip_prefix(&world.place.origin)?.strip_prefix("/reset?"));
        if let Some(query) = link {
            return format!("/reset?{query}");
        }
    }
}

async fn set(browser: &Browser, link: &str, new: &str) {
    browser.go(link).await;
    browser.fill("new", new).await;
    browser.press("main form button").await;
}

async fn sign_in_with(browser: &Browser, password: &str) {
    browser.go("/sign-in").await;
    browser.fill("email", ADA).await;
    browser.fill("password", password).await;
    browser.press("main form button").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p18_a_link_by_mail_sets_a_new_password_once_and_the_second_step_stays() {
    let mut sink = MailSink::start();
    let world = world_with(&sink);
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    assert!(ask(&browser, ADA).await.contains("Look into your mail"));
    let link = link_in(&mut sink, &world);
    set(&browser, &link, "password").await;
    assert!(browser.text("#new-wrong").await.len() > 10, "a poor one is refused and the link holds");
    browser.fill("new", NEW).await;
    browser.press("main form button").await;
    browser.comes_to("/sign-in?reset=1").await;
    sign_in_with(&browser, PASSWORD).await;
    assert!(browser.has(".notice.bad").await, "the old password opens nothing");
    sign_in_with(&browser, NEW).await;
    browser.comes_to("/sign-in/waiting").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    browser.go(&link).await;
    assert!(browser.text("main").await.contains("used or is too old"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p18_a_link_that_is_late_changed_or_of_a_locked_account_opens_nothing() {
    let mut sink = MailSink::start();
    let world = world_with(&sink);
    let browser = Browser::open(&world, Looks { language: "fr", ..Looks::default() }).await;
    ask(&browser, ADA).await;
    let link = link_in(&mut sink, &world);
    let last = link.chars().last().unwrap();
    let changed = format!("{}{}", link.trim_end_matches(last), if last == 'A' { 'E' } else { 'A' });
    browser.go(&changed).await;
    assert!(!browser.has("#new").await);
    world.server.order(&Order::Lock { email: ADA.to_owned() });
    browser.go(&link).await;
    assert!(!browser.has("#new").await);
    world.server.order(&Order::Unlock { email: ADA.to_owned() });
    world.advance(3599);
    browser.go(&link).await;
    assert_eq!(browser.text("h1").await, "Nouveau mot de passe");
    world.advance(1);
    browser.fill("new", NEW).await;
    browser.press("main form button").await;
    assert!(browser.text("main").await.contains("trop ancien"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p18_known_unknown_and_locked_accounts_are_answered_alike_and_mails_are_few() {
    let mut sink = MailSink::start();
    let world = world_with(&sink);
    world.add_person("ben@atelier.example");
    world.server.order(&Order::Lock { email: "ben@atelier.example".to_owned() });
    let browser = Browser::open(&world, Looks::default()).await;
    let mut answers = Vec::new();
    for email in [ADA, ADA, "nobody@atelier.example", "ben@atelier.example"] {
        answers.push(ask(&browser, email).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let first = link_in(&mut sink, &world);
    world.advance(301);
    ask(&browser, ADA).await;
    assert_ne!(link_in(&mut sink, &world), first, "the second of the two brought no mail");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p18_a_server_without_mail_says_whom_to_ask() {
    let world = World::new();
    let browser = Browser::open(&world, Looks::default()).await;
    browser.go("/forgotten").await;
    assert!(browser.text("main").await.contains("Ask an administrator"));
    assert!(!browser.has("#email").await);
}
