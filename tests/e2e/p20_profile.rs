//! P20: addresses, number and picture of a person, by real mails, a real gateway and a real browser; and P18: what one
//! signs in with, told to a recovery address.

use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::place::Place;
use assent_tests::sms_sink::SmsSink;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

const HOME: &str = "home@example.org";
const NUMBER: &str = "+41791234567";
const MASK: &str = "+41 •• ••• 45 67";
/// The smallest PNG: one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa3\x96\x96\x93\0\0\0\0IEND\xaeB`\x82";

fn place_with(mails: &MailSink) -> Place {
    let from = "no-reply@atelier.example";
    Place::new().with("ASSENT_MAIL_SMTP", &mails.address).with("ASSENT_MAIL_FROM", from)
}

async fn signed_in(world: &World) -> Browser {
    let browser = Browser::open(world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser
}

/// The next mail with these words in its subject.
fn mail_about(world: &World, mails: &mut MailSink, words: &str) -> Value {
    world.server.order(&Order::Mail);
    mails.receive_about(words)
}

/// The path of the link in a mail.
fn link_in(world: &World, mail: &Value) -> String {
    let text = mail["text"].as_str().unwrap();
    let found = text.lines().find_map(|line| line.strip_prefix(&world.place.origin).filter(|path| path.contains('=')));
    found.unwrap().to_owned()
}

/// Adds the recovery address, from typing it to its proof.
async fn add_address(world: &World, browser: &Browser, mails: &mut MailSink) {
    browser.go("/profile/contact").await;
    browser.fill("recovery", HOME).await;
    browser.press("form[action='/profile/contact/addresses'] button").await;
    browser.comes_to("/profile/contact?done=link").await;
    let mail = mail_about(world, mails, "Is this your address?");
    assert_eq!(mail["to"], json!([HOME]));
    browser.go(&link_in(world, &mail)).await;
    browser.press("main form button").await;
    assert!(browser.text(".notice").await.contains("helps you back in"));
}

/// Adds the recovery number, from typing it to its proof.
async fn add_number(browser: &Browser, sms: &SmsSink) {
    browser.go("/profile/contact").await;
    browser.fill("number", "+41 79 123 45 67").await;
    browser.press("form[action='/profile/contact/number'] button").await;
    browser.fill("code", &sms.code_to(NUMBER)).await;
    browser.press("main form button").await;
    browser.comes_to("/profile/contact?done=number").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p20_a_recovery_address_is_proved_by_its_link_told_and_removed() {
    let mut mails = MailSink::start();
    let world = World::at(place_with(&mails), Some(START));
    let browser = signed_in(&world).await;
    add_address(&world, &browser, &mut mails).await;
    let told = mail_about(&world, &mut mails, "An address for getting back in was added");
    assert_eq!(told["to"], json!([ADA]));
    let text = told["text"].as_str().unwrap();
    assert!(text.contains("h•••@example.org") && !text.contains(HOME), "{text}");
    browser.go("/profile/contact").await;
    for typed in [HOME, ADA] {
        browser.fill("recovery", typed).await;
        browser.press("form[action='/profile/contact/addresses'] button").await;
        assert!(browser.text("#recovery-wrong").await.contains("yours already"), "{typed}");
    }
    browser.press(".rows button.loss").await;
    browser.comes_to("/profile/contact?done=removed").await;
    assert!(!browser.has(".rows button.loss").await);
    assert_eq!(mail_about(&world, &mut mails, "was removed")["to"], json!([ADA]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p20_a_new_address_to_sign_in_with_is_proved_by_its_link_and_both_are_told() {
    let mut mails = MailSink::start();
    let world = World::at(place_with(&mails), Some(START));
    let browser = signed_in(&world).await;
    browser.go("/profile/contact").await;
    browser.fill("email", "lovelace@atelier.example").await;
    browser.press("form[action='/profile/contact/email'] button").await;
    browser.comes_to("/profile/contact?done=link").await;
    let mail = mail_about(&world, &mut mails, "It shall be what you sign in with");
    assert_eq!(mail["to"], json!(["lovelace@atelier.example"]));
    let link = link_in(&world, &mail);
    browser.go(&link).await;
    assert!(browser.text("main").await.contains(ADA), "opening it proves nothing yet");
    browser.press("main form button").await;
    assert!(browser.text(".notice").await.contains("Sign in with it"));
    let told = [0, 1].map(|_| mail_about(&world, &mut mails, "The address you sign in with was changed")["to"].clone());
    for to in [ADA, "lovelace@atelier.example"] {
        assert!(told.contains(&json!([to])), "{told:?}");
    }
    browser.go(&link).await;
    assert!(browser.text(".notice.bad").await.contains("used or is too old"));
    browser.press(".me button").await;
    browser.sign_in().await;
    assert!(browser.text(".notice.bad").await.contains("did not match"), "the old one opens nothing");
    browser.fill("email", "lovelace@atelier.example").await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p20_a_recovery_number_is_proved_by_sms_and_is_no_second_step() {
    let sms = SmsSink::start();
    let world = World::at(sms.known_to(Place::new()), Some(START));
    let browser = signed_in(&world).await;
    browser.go("/profile/contact").await;
    browser.fill("number", "+44 7400 123456").await;
    browser.press("form[action='/profile/contact/number'] button").await;
    assert!(browser.text("#number-wrong").await.contains("not served here"));
    add_number(&browser, &sms).await;
    assert!(browser.text(".rows").await.contains(MASK));
    browser.go("/security").await;
    assert!(browser.text(".lead").await.contains("0/3"), "two-step verification is still off");
    browser.go("/profile/contact").await;
    browser.press(".rows button.loss").await;
    browser.comes_to("/profile/contact?done=number-removed").await;
    // Both ask for a fresh proof.
    world.advance(3000);
    browser.fill("number", NUMBER).await;
    browser.press("form[action='/profile/contact/number'] button").await;
    browser.comes_to("/confirm").await;
    assert!(sms.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p20_a_picture_is_uploaded_shown_to_people_signed_in_and_removed() {
    let world = World::new();
    let browser = signed_in(&world).await;
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.png");
    std::fs::write(&page, "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>").unwrap();
    let picture = folder.path().join("picture.jpg");
    std::fs::write(&picture, PNG).unwrap();
    let large = folder.path().join("large.png");
    std::fs::write(&large, [PNG, &[0; 1024 * 1024]].concat()).unwrap();
    for (file, said) in [(&page, "no PNG, JPEG or WebP"), (&large, "larger than 1 MB"), (&picture, "Saved")] {
        browser.go("/profile").await;
        browser.find("#file").await.send_keys(file.to_str().unwrap()).await.unwrap();
        browser.press("form[action='/profile/picture'] button").await;
        assert!(browser.text(".notice").await.contains(said), "{file:?}");
    }
    let path = browser.attribute("img.face", "src").await.unwrap();
    let ask = "return fetch(document.querySelector('img.face').src).then((answer) => [answer.headers.get('content-type'), \
               answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options')])";
    let headers = browser.script(ask).await;
    assert_eq!(headers, json!(["image/png", "default-src 'none'; sandbox", "nosniff"]));
    let width = "return document.querySelector('img.face').naturalWidth";
    assert_eq!(browser.script(width).await, 1);
    assert_eq!(world.http.get(&path).await.status, 303, "nobody else sees it");
    browser.press("form[action='/profile/picture/remove'] button").await;
    assert_eq!(browser.script(ask).await[0], "image/svg+xml", "initials");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_p20_the_copy_has_addresses_number_and_picture() {
    let (sms, mut mails) = (SmsSink::start(), MailSink::start());
    let world = World::at(sms.known_to(place_with(&mails)), Some(START));
    let browser = signed_in(&world).await;
    add_address(&world, &browser, &mut mails).await;
    add_number(&browser, &sms).await;
    browser.go("/profile").await;
    let copy = browser.script("return fetch('/profile/data').then((answer) => answer.json())").await;
    assert_eq!(copy["contacts"]["addresses"][0]["email"], HOME);
    assert_eq!(copy["contacts"]["recovery_number"], NUMBER);
    assert!(copy["contacts"]["picture"].is_null());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p18_a_forgotten_login_name_comes_by_mail_to_whoever_knows_number_and_address() {
    let (sms, mut mails) = (SmsSink::start(), MailSink::start());
    let world = World::at(sms.known_to(place_with(&mails)), Some(START));
    let browser = signed_in(&world).await;
    add_address(&world, &browser, &mut mails).await;
    add_number(&browser, &sms).await;
    browser.press(".me button").await;
    let mut pages = Vec::new();
    for (number, email) in
        [("+41 79 123 45 68", HOME), (NUMBER, "other@example.org"), ("x", "x@y"), ("0041 79 123 45 67", HOME)]
    {
        browser.go("/sign-in").await;
        browser.press("a[href='/forgotten-name']").await;
        browser.fill("number", number).await;
        browser.fill("email", email).await;
        browser.press("main form button").await;
        pages.push(browser.text("main").await);
    }
    assert!(pages[0].contains("Look into your mail") && pages.iter().all(|page| *page == pages[0]), "{pages:?}");
    let mail = mail_about(&world, &mut mails, "You asked what you sign in with");
    assert_eq!(mail["to"], json!([HOME]));
    assert!(mail["text"].as_str().unwrap().contains(&format!("Account: {ADA}")));
    assert!(sms.is_empty(), "nothing goes out by SMS");
}
