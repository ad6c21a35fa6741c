//! A newcomer's whole path, with the programs as they are installed: from nothing to a protected service with two people,
//! one of whom has no second step and is then required to have one.

use assent_tests::browser::{Browser, Looks};
use assent_tests::http::Http;
use assent_tests::mail_sink::{MailSink, link_in};
use assent_tests::place::{FROM, Place};
use assent_tests::program::{Program, run_to_end, words_of};
use assent_tests::service::Service;
use assent_tests::world::ADA;
use serde_json::json;

use crate::terminal::Terminal;

const BEN: &str = "ben@atelier.example";
const ADAS: &str = "a quiet grey heron";
const BENS: &str = "nine warm yellow lamps";

async fn fill_in(browser: &Browser, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        browser.fill(field, text).await;
    }
    browser.press("main form button.main").await;
}

/// The second command starts the server; the first page takes the token that it printed.
async fn set_up(place: &Place) -> (Program, Browser) {
    let config = place.path("assent.toml");
    let init = run_to_end(place, &["init", "--config", config.to_str().unwrap()], "");
    assert!(init.status.success(), "{}", words_of(&init));
    let program = Program::start(place);
    let words = program.words();
    let token = words.split_whitespace().find(|word| word.starts_with("ast_f_")).expect("a token is printed");
    let ada = Browser::at(&place.origin, Looks::default()).await;
    ada.go("/").await;
    fill_in(&ada, &[("token", token), ("name", "Ada"), ("email", ADA), ("password", ADAS)]).await;
    ada.comes_to("/admin/start").await;
    (program, ada)
}

/// The terminal is the phone: it shows the link code, which is typed in the browser.
async fn link(browser: &Browser, terminal: &Terminal) {
    browser.go("/security/add").await;
    browser.press("form[action='/security/link'] button").await;
    let ticket = browser.content("code.once").await;
    let mut linking = terminal.follow("link - --name desk", &ticket);
    let shown = linking.next();
    browser.fill("code", shown["link_code"].as_str().unwrap()).await;
    browser.press("main form button.main").await;
    linking.next();
}

async fn add_service(ada: &Browser, place: &Place) -> Service {
    ada.go("/admin/services").await;
    fill_in(ada, &[("name", "Wiki")]).await;
    let key = ada.text("#key").await;
    Service { id: String::new(), key, http: Http::to(&place.origin) }
}

/// By mail; Ben chooses his password himself.
async fn invite_ben(ada: &Browser, place: &Place, mails: &mut MailSink) -> Browser {
    ada.go("/admin/people/add").await;
    fill_in(ada, &[("name", "Ben"), ("email", BEN)]).await;
    let invitation = mails.receive_about("You are invited");
    assert_eq!(invitation["to"], json!([BEN]));
    let ben = Browser::at(&place.origin, Looks::default()).await;
    ben.go(&link_in(&invitation, "/reset?token=")).await;
    fill_in(&ben, &[("new", BENS)]).await;
    fill_in(&ben, &[("email", BEN), ("password", BENS)]).await;
    ben.comes_to("/security").await;
    ben
}

/// The whole: the service asks, the terminal approves, the service takes it once.
async fn approves(wiki: &Service, account: &str, terminal: &Terminal) {
    let id = wiki.ask(account).await;
    assert!(terminal.run("pending").contains("Wiki"));
    assert!(terminal.run("approve").starts_with("Approved."));
    assert_eq!(wiki.redeem(&id).await.expect(200)["outcome"], "approved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_protects_a_service_for_two_people_and_then_requires_a_second_step() {
    let (place, mut mails) = (Place::new(), MailSink::start());
    let (_program, ada) = set_up(&place).await;
    ada.go("/admin/mail").await;
    fill_in(&ada, &[("smtp", &mails.address), ("from", FROM)]).await;
    ada.comes_to("/admin/mail?done=save").await;
    let phone = Terminal::new();
    link(&ada, &phone).await;
    let wiki = add_service(&ada, &place).await;
    let ben = invite_ben(&ada, &place, &mut mails).await;
    ada.go("/admin/start").await;
    assert!(!ada.has("main li a").await, "nothing is left of the four steps");
    approves(&wiki, ADA, &phone).await;
    // Ben has no second step: nobody can say YES for him, and the list says so.
    ada.go("/admin/people?show=without").await;
    assert!(ada.text("tbody").await.contains(BEN));
    let id = wiki.ask(BEN).await;
    assert_eq!(wiki.wait(&id, 0).await, "pending");
    // From his next action on he has to have one.
    ada.go("/admin/rules").await;
    ada.find("[name=two_step]").await.click().await.unwrap();
    ada.press("main form button.main").await;
    assert!(ada.text("main").await.contains("One person has no second step"), "whom it is going to stop");
    ada.press("main form button.main").await;
    ben.go("/profile").await;
    ben.comes_to("/security/add").await;
    let bens = Terminal::new();
    link(&ben, &bens).await;
    approves(&wiki, BEN, &bens).await;
    ada.go("/admin/people?show=without").await;
    assert!(!ada.text("main").await.contains(BEN));
}
