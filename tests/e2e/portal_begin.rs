//! The first administrator, and A2: linking that begins on the phone itself, with a real browser.

use std::io::{Read, Write};
use std::net::TcpListener;

use assent_core::authenticator::LinkState;
use assent_core::message::{Text, Verdict};
use assent_tests::administration::PASSWORD;
use assent_tests::browser::{Browser, Looks};
use assent_tests::phone::{Phone, description};
use assent_tests::place::Place;
use assent_tests::program::Program;
use assent_tests::world::{ADA, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_administrator_comes_in_with_the_token_that_the_server_printed() {
    let place = Place::new();
    let init = assent_tests::program::run_to_end(&place, &["init", "--config", &path(&place, "assent.toml")], "");
    assert!(init.status.success(), "{}", assent_tests::program::words_of(&init));
    let program = Program::start(&place);
    let words = program.words();
    let token =
        words.split_whitespace().find(|word| word.starts_with("ast_f_")).expect("a token is printed").to_owned();
    let browser = Browser::at(&place.origin, Looks::default()).await;
    browser.go("/").await;
    browser.comes_to("/set-up").await;
    for (tried, password) in
        [("ast_f_wrong", "fifteen characters"), (token.as_str(), "short"), (&token, "password1234567")]
    {
        fill(&browser, tried, password).await;
        assert!(browser.text(".wrong").await.len() > 10, "{tried} {password}");
    }
    fill(&browser, &token, "a quiet grey heron").await;
    browser.comes_to("/admin/start").await;
    browser.go("/admin/people").await;
    assert_eq!(browser.texts("td b").await, ["Ada"]);
    browser.go("/set-up").await;
    assert_eq!(browser.text("h1").await, "There is no such page", "it is closed now");
}

async fn fill(browser: &Browser, token: &str, password: &str) {
    for (field, text) in [("token", token), ("name", "Ada"), ("email", ADA), ("password", password)] {
        browser.fill(field, text).await;
    }
    browser.press("main form button").await;
}

fn path(place: &Place, name: &str) -> String {
    place.path(name).to_string_lossy().into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a2_a_phone_is_linked_by_signing_in_on_it_without_any_picture() {
    let world = World::new();
    let phone = Phone::new(std::sync::Arc::clone(&world.clock));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let redirect = format!("http://{}/linked", listener.local_addr().unwrap());
    let name = Text::new("Tablet").unwrap();
    let sign_in = phone.own.start_sign_in(&world.place.origin, &redirect, &name).unwrap();
    let browser = Browser::open(&world, Looks::default()).await;
    browser.go(sign_in.address.strip_prefix(&world.place.origin).unwrap()).await;
    browser.fill("email", ADA).await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    assert!(browser.text("main").await.contains("Tablet"));
    let callback = std::thread::spawn(move || take_callback(&listener));
    browser.press("button[value=yes]").await;
    let callback = callback.join().unwrap();
    let address = format!("{}{}", redirect.trim_end_matches("/linked"), callback);
    let linking = phone.own.finish_sign_in(&sign_in, &address, description("Tablet")).await.unwrap();
    assert!(linking.link_code.is_none(), "nothing has to be typed");
    assert_eq!(phone.own.account(linking.account).unwrap().state, LinkState::Active);
    // The browser was let in without a second step: from now on that is not enough.
    browser.go("/security").await;
    browser.comes_to("/sign-in").await;
    browser.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    assert!(browser.texts(".rows li").await.iter().any(|row| row.contains("Tablet")));
}

/// What the browser asks the app on this machine for.
fn take_callback(listener: &TcpListener) -> String {
    loop {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = [0; 4096];
        let count = stream.read(&mut bytes).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok").unwrap();
        let text = String::from_utf8_lossy(&bytes[..count]).into_owned();
        let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
        if path.starts_with("/linked") {
            return path;
        }
    }
}
