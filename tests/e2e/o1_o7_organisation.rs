//! O1 to O7: roles, the people list, alerts, invitations, and what the organisation asks of everybody.

use assent_core::clock::Clock;
use assent_core::message::Verdict;
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::phone::description;
use assent_tests::place::{FROM, Place};
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

const BOSS: &str = "boss@atelier.example";
const GRACE: &str = "grace@partner.example";

/// A world that sends mail, with somebody who stands for the organisation, signed in.
async fn world_of_boss(sink: &MailSink) -> (World, Browser) {
    let place = Place::new().mailing(sink);
    let world = World::at(place, Some(START));
    world.server.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    let browser = sign_in(&world, BOSS, PASSWORD).await;
    browser.comes_to("/security").await;
    (world, browser)
}

async fn sign_in(world: &World, email: &str, password: &str) -> Browser {
    let browser = Browser::open(world, Looks::default()).await;
    browser.sign_in_as(email, password).await;
    browser
}

/// The mail of this subject, among those that are due.
fn mail_about(world: &World, sink: &mut MailSink, subject: &str) -> Value {
    world.server.order(&Order::Mail);
    sink.receive_about(subject)
}

/// The link in a mail, without the server's address.
fn link_in(mail: &Value) -> String {
    let text = mail["text"].as_str().unwrap();
    let at = text.find("/reset?token=").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

/// Opens the page of a person from the list.
async fn open_person(browser: &Browser, name: &str) {
    browser.go(&format!("/admin/people?q={name}")).await;
    browser.press("tbody a").await;
}

async fn invite(world: &World, browser: &Browser, sink: &mut MailSink, role: &str) -> Value {
    browser.go("/admin/people/add").await;
    browser.fill("name", "Grace Hopper").await;
    browser.fill("email", GRACE).await;
    browser.choose("role", role).await;
    browser.press("main form button").await;
    browser.comes_to("/admin/people?invited=Grace").await;
    mail_about(world, sink, "You are invited")
}

/// Grace chooses her password by the link of her invitation.
async fn accept(world: &World, mail: &Value) {
    let browser = Browser::open(world, Looks::default()).await;
    browser.go(&link_in(mail)).await;
    browser.fill("new", "seven red kites up").await;
    browser.press("main form button").await;
    browser.comes_to("/sign-in?reset").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o1_somebody_is_invited_chooses_a_password_and_gets_a_role_and_a_mail_says_so() {
    let mut sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    let mail = invite(&world, &boss, &mut sink, "collaborator").await;
    assert_eq!(mail["to"], json!([GRACE]));
    accept(&world, &mail).await;
    let grace = sign_in(&world, GRACE, "seven red kites up").await;
    grace.comes_to("/security").await;
    grace.go("/admin/people").await;
    assert_eq!(grace.text("h1").await, "This is not for you");
    open_person(&boss, "Grace").await;
    boss.choose("role", "administrator").await;
    boss.press("form button[value=role]").await;
    assert!(boss.text(".notice").await.contains("role is changed"));
    let told = mail_about(&world, &mut sink, "Your role was changed");
    assert!(told["text"].as_str().unwrap().contains("Role: Administrator"));
    // An administrator makes no legal representative.
    grace.go("/admin/people/add").await;
    assert_eq!(grace.texts("#role option").await, ["Administrator", "Collaborator", "External user"]);
    // The last one who stands for the organisation stays.
    open_person(&boss, "boss@").await;
    boss.choose("role", "collaborator").await;
    boss.press("form button[value=role]").await;
    assert!(boss.text(".notice.bad").await.contains("last legal representative"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o2_o3_the_list_marks_and_filters_people_without_two_step_verification_and_alerts_them() {
    let mut sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    let _phone = world.link(ADA).await;
    boss.go("/admin/people").await;
    assert_eq!(boss.texts(".tabs .count").await, ["2", "1", "0", "0"]);
    assert!(boss.text(".notice.bad").await.contains("One person has no two-step verification"));
    boss.press(".tabs a:nth-child(2)").await;
    assert_eq!(boss.texts("tbody small").await, [BOSS]);
    boss.go("/admin/people").await;
    boss.fill("q", "ada@").await;
    boss.press("form.filters button").await;
    assert_eq!(boss.texts("tbody small").await, [ADA]);
    boss.press("tbody a").await;
    boss.press("button[value=alert]").await;
    let mail = mail_about(&world, &mut sink, "look at your security settings");
    assert_eq!(mail["to"], json!([ADA]));
    let grace = sign_in(&world, BOSS, "not the password").await;
    assert!(grace.text(".notice.bad").await.len() > 10);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o4_requiring_two_step_verification_blocks_every_path_from_the_next_action_on() {
    let sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    let ada = sign_in(&world, ADA, PASSWORD).await;
    ada.comes_to("/security").await;
    ada.go("/security/programs/app-passwords").await;
    ada.fill("name", "Mail").await;
    ada.press("main form button").await;
    let secret = ada.text("#secret").await;
    boss.go("/admin/rules").await;
    boss.find("[name=two_step]").await.click().await.unwrap();
    boss.press("main form button.main").await;
    assert!(boss.text(".notice").await.contains("2 people have no second step"), "it is asked first");
    let check = async |secret: &str| {
        let body = json!({ "account": ADA, "password": secret });
        world.wiki.post("/password-checks", &body).await.expect(200)["result"].clone()
    };
    assert_eq!(check(&secret).await, "accepted", "not yet");
    boss.press("main form button.main").await;
    // Whoever requires it has to comply first.
    boss.comes_to("/security/add").await;
    for path in ["/security", "/activity", "/profile", "/security/programs/app-passwords", "/admin/people"] {
        ada.go(path).await;
        assert_eq!(ada.path().await, "/security/add", "{path}");
    }
    assert!(ada.text(".notice").await.contains("requires two-step verification"));
    assert_eq!(check(&secret).await, "set_up_needed");
    assert_eq!(check(PASSWORD).await, "set_up_needed");
    let phone = world.link(ADA).await;
    assert_eq!(check(&secret).await, "accepted");
    let ada = sign_in(&world, ADA, PASSWORD).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    ada.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o5_somebody_from_outside_leaves_instead() {
    let mut sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    let mail = invite(&world, &boss, &mut sink, "external").await;
    accept(&world, &mail).await;
    world.server.order(&Order::Require);
    let grace = sign_in(&world, GRACE, "seven red kites up").await;
    grace.comes_to("/security/add").await;
    grace.press("a[href='/leave']").await;
    grace.press("button.loss").await;
    grace.comes_to("/sign-in").await;
    mail_about(&world, &mut sink, "You left the organisation");
    let again = sign_in(&world, GRACE, "seven red kites up").await;
    assert!(again.has(".notice.bad").await, "it opens nothing any more");
    // Who belongs to it stays.
    let ada = sign_in(&world, ADA, PASSWORD).await;
    ada.comes_to("/security/add").await;
    assert!(!ada.has("a[href='/leave']").await);
    ada.go("/leave").await;
    assert_eq!(ada.text("h1").await, "This is not for you");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o6_an_administrator_unlocks_and_starts_a_reset_and_sees_no_secret() {
    let mut sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    open_person(&boss, "ada").await;
    boss.press("button[value=lock]").await;
    assert!(boss.text(".notice").await.contains("Nothing opens this account"));
    boss.press("button[value=unlock]").await;
    boss.press("button[value=reset]").await;
    let page = boss.content("main").await;
    assert!(page.contains("A link for a new password goes to") && !page.contains("token="));
    let mail = mail_about(&world, &mut sink, "You asked for a new password");
    accept(&world, &mail).await;
    sign_in(&world, ADA, "seven red kites up").await.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_the_rules_say_when_a_number_is_typed_and_how_long_it_is() {
    let sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    let _phone = world.link(ADA).await;
    boss.go("/admin/rules").await;
    boss.choose("number_match", "new-browser").await;
    boss.choose("number_digits", "3").await;
    boss.press("main form button.main").await;
    assert!(boss.text(".notice").await.contains("Saved"));
    for (new_browser, digits) in [(json!(true), Some(3)), (json!(null), Some(3)), (json!(false), None)] {
        let body = json!({ "account": ADA, "context": { "new_browser": new_browser } });
        let asked = world.wiki.post("/challenges", &body).await.expect(201);
        assert_eq!(asked["number"].as_str().map(str::len), digits, "{new_browser}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_strict_rules_ask_everybody_for_a_long_password() {
    let sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    boss.go("/admin/rules").await;
    boss.find("[name=strict]").await.click().await.unwrap();
    boss.press("main form button.main").await;
    let ada = sign_in(&world, ADA, PASSWORD).await;
    ada.comes_to("/security").await;
    ada.go("/profile").await;
    ada.fill("current", PASSWORD).await;
    ada.fill("new", "gjtyxb3qwpz").await;
    ada.press("form[action='/profile/password'] button").await;
    assert!(ada.text("#new-wrong").await.contains("15"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_the_rules_say_where_a_phones_key_lies_and_how_long_requests_and_sessions_live() {
    let sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    let phone = world.link(ADA).await;
    let ada = Browser::open(&world, Looks::default()).await;
    ada.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    ada.comes_to("/security").await;
    boss.go("/admin/rules").await;
    boss.choose("assurance", "tee").await;
    boss.choose("request_secs", "60").await;
    boss.choose("session_secs", "3600").await;
    boss.press("main form button.main").await;
    assert!(boss.text(".notice").await.contains("Saved"));
    // The test's phones keep their keys in memory: those that are linked stay, another one does not come.
    let ticket = world.make_ticket(ADA, None);
    let refused = phone.own.link(&ticket.text, description("Second")).await.err().unwrap();
    assert!(refused.to_string().contains("in hardware"), "{refused}");
    let asked = world.wiki.post("/challenges", &json!({ "account": ADA })).await.expect(201);
    assert_eq!(asked["expires_at"].as_i64().unwrap() - world.clock.now(), 60);
    // Used all along, and over after an hour all the same.
    for _ in 0..4 {
        ada.go("/security").await;
        world.advance(900);
    }
    ada.go("/security").await;
    ada.comes_to("/sign-in").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_server_leads_from_step_to_step_and_keeps_no_mail_settings_that_do_not_work() {
    let mut sink = MailSink::start();
    let world = World::at(Place::new(), Some(START));
    world.server.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    let boss = sign_in(&world, BOSS, PASSWORD).await;
    boss.go("/admin/start").await;
    let left = async || boss.texts("main li a").await.len();
    assert_eq!(left().await, 2, "two people and a service are there, mail and a second step are not");
    boss.press("a[href='/admin/mail'].main").await;
    for (smtp, from, user, problem) in [
        ("mail.example.org", FROM, "", "no mail server"),
        (sink.address.as_str(), "nobody", "", "Nobody can send"),
        (sink.address.as_str(), FROM, "assent", "belong together"),
        ("smtp://127.0.0.1:9", FROM, "", "Nothing was saved"),
    ] {
        for (field, text) in [("smtp", smtp), ("from", from), ("user", user)] {
            boss.fill(field, text).await;
        }
        boss.press("button[value=save]").await;
        assert!(boss.text(".notice.bad").await.contains(problem), "{smtp} {from}");
    }
    boss.fill("smtp", &sink.address).await;
    boss.press("button[value=save]").await;
    boss.comes_to("/admin/mail?done=save").await;
    assert_eq!(sink.receive()["to"], json!([BOSS]));
    boss.go("/admin/start").await;
    assert_eq!(left().await, 1);
    // It is still so after a restart, and then not any more.
    let _world = world.restart();
    boss.go("/admin/mail").await;
    assert!(boss.text("main").await.contains(&sink.address));
    boss.press("button[value=test]").await;
    boss.comes_to("/admin/mail?done=test").await;
    assert_eq!(sink.receive()["to"], json!([BOSS]));
    boss.press("button[value=remove]").await;
    boss.comes_to("/admin/mail?done=remove").await;
    boss.go("/admin/start").await;
    assert_eq!(left().await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o7_only_ways_that_the_rules_allow_can_be_set_up_and_what_is_set_up_stays() {
    let sink = MailSink::start();
    let (world, boss) = world_of_boss(&sink).await;
    let ada = sign_in(&world, ADA, PASSWORD).await;
    ada.comes_to("/security").await;
    ada.go("/security/add").await;
    boss.go("/admin/rules").await;
    boss.find("[name=code_apps]").await.click().await.unwrap();
    boss.press("main form button.main").await;
    assert!(boss.text(".notice").await.contains("Saved"));
    assert!(!boss.find("[name=code_apps]").await.is_selected().await.unwrap());
    // Not by a page from before either.
    ada.press("form[action='/security/code-app'] button").await;
    ada.comes_to("/security/add?gone=1").await;
    assert!(ada.text(".notice").await.contains("not allowed here any more"));
    assert!(ada.has("form[action='/security/link']").await && !ada.has("form[action='/security/code-app']").await);
    boss.find("[name=code_apps]").await.click().await.unwrap();
    boss.press("main form button.main").await;
    ada.go("/security/add").await;
    assert!(ada.has("form[action='/security/code-app']").await);
}
