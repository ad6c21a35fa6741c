//! Canaries: no secret that passes through the server is in its log at trace level, nor readable in its database.

use std::fs;

use assent_core::message::Verdict;
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::openid_provider::{CLIENT_ID, CLIENT_SECRET, OpenIdProvider};
use assent_tests::place::Place;
use assent_tests::program::{Program, assent_server};
use assent_tests::world::{ADA, World};

/// Makes one at a page that shows it once.
async fn make(browser: &Browser, page: &str, field: (&str, &str), shown: &str) -> String {
    browser.go(page).await;
    browser.fill(field.0, field.1).await;
    browser.press("main form button").await;
    browser.text(shown).await
}

/// A provider of company sign-in is set up, and an identity there is linked; gives the secret that proved the server.
async fn link_company(browser: &Browser, provider: &OpenIdProvider) -> String {
    browser.go("/admin/providers/add").await;
    for (id, text) in
        [("name", "Work"), ("issuer", &provider.issuer), ("client_id", CLIENT_ID), ("secret", CLIENT_SECRET)]
    {
        browser.fill(id, text).await;
    }
    browser.press("main form button.main").await;
    browser.go("/security").await;
    browser.press("form[action^='/security/company'] button").await;
    provider.log_in(browser, "ada").await;
    browser.comes_to("/security?done=company-linked").await;
    CLIENT_SECRET.to_owned()
}

/// What a browser shows and sends of secrets, from the sign-in to the webhook.
async fn secrets_of(world_origin: &str, phone: &assent_tests::phone::Phone, provider: &OpenIdProvider) -> Vec<String> {
    let browser = Browser::at(world_origin, Looks::default()).await;
    browser.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    let mut secrets = vec![
        make(&browser, "/security/programs/app-passwords", ("name", "Mail"), "#secret").await,
        make(&browser, "/security/programs/api-tokens", ("name", "Script"), "#secret").await,
        make(&browser, "/admin/services", ("name", "Forge"), "#key").await,
    ];
    browser.press("a[href$='/webhook']").await;
    browser.fill("url", "https://example.org/hook").await;
    browser.press("button[value=set]").await;
    secrets.push(browser.text("#secret").await);
    secrets.push(link_company(&browser, provider).await);
    browser.go("/security").await;
    browser.press("form[action='/security/backup-codes'] button").await;
    secrets.extend(browser.texts("#codes li").await);
    browser.go("/security/add").await;
    browser.fill("name", "Aegis").await;
    browser.press("form[action='/security/code-app'] button").await;
    secrets.push(browser.content("code.once").await.replace(' ', ""));
    secrets.push(browser.attribute("[name=csrf]", "value").await.unwrap());
    secrets
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_in_the_log_or_readable_in_the_database() {
    let mut sink = MailSink::start();
    let from = "Atelier <no-reply@atelier.example>";
    let place = Place::new().with("ASSENT_MAIL_SMTP", &sink.address).with("ASSENT_MAIL_FROM", from);
    let place = place.with("ASSENT_COMPANY_ALLOW", "127.0.0.0/8");
    let provider = OpenIdProvider::start(&place.origin);
    let world = World::at(place, None);
    world.server.order(&Order::SetRole { email: ADA.to_owned(), role: "legal-representative".to_owned() });
    let phone = world.link(ADA).await;
    let World { server, place, .. } = world;
    server.stop();
    let mut command = assent_server(&place, &["run"]);
    command.env("ASSENT_LOG_LEVEL", "trace");
    let program = Program::start_command(command);
    let mut secrets = secrets_of(&place.origin, &phone, &provider).await;
    let visitor = Browser::at(&place.origin, Looks::default()).await;
    visitor.go("/forgotten").await;
    visitor.fill("email", ADA).await;
    visitor.press("main form button").await;
    let link = loop {
        let mail = sink.receive();
        let text = mail["text"].as_str().unwrap().to_owned();
        if let Some((_, token)) = text.split_once("/reset?token=") {
            break token.split_whitespace().next().unwrap().to_owned();
        }
    };
    visitor.go(&format!("/reset?token={link}")).await;
    secrets.extend([link, PASSWORD.to_owned(), phone.code()]);
    let words = program.words();
    assert!(words.contains("/security/programs/"), "the log is one at trace level");
    let stored: Vec<u8> =
        ["assent.db", "assent.db-wal"].iter().flat_map(|name| fs::read(place.path(name)).unwrap_or_default()).collect();
    let holds = |secret: &str| stored.windows(secret.len()).any(|window| window == secret.as_bytes());
    assert!(holds(ADA), "the files are the right ones");
    assert!(secrets.len() > 15 && secrets.iter().all(|secret| secret.len() >= 6), "{}", secrets.len());
    for secret in &secrets {
        assert!(!words.contains(secret.as_str()), "in the log: {secret}");
        // Six digits stand in many a number.
        assert!(secret.len() == 6 || !holds(secret), "in the database: {secret}");
    }
}
