//! P19 and privacy: a copy of everything that is kept about oneself, and the deletion of the account.

use assent_core::authenticator::LinkState;
use assent_core::message::{PushEndpoint, Verdict};
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_somebody_takes_a_copy_and_deletes_the_account_and_the_phone_and_a_mail_are_told() {
    let mut sink = MailSink::start();
    let place = Place::new().mailing(&sink);
    let world = World::at(place, Some(START));
    let phone = world.link(ADA).await;
    world.server.order(&Order::Mail);
    let push = PushEndpoint::Apns { token: "0f".repeat(32), topic: "org.example.app".to_owned() };
    phone.own.repair(phone.account(), Some(push)).await.unwrap();
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    let copy = browser.script("return fetch('/profile/data').then((answer) => answer.text())").await;
    let copy: Value = serde_json::from_str(copy.as_str().unwrap()).unwrap();
    assert_eq!(copy["account"]["email"], ADA);
    let kept = &copy["factors"]["phones"][0];
    assert_eq!([&kept["name"], &kept["woken_at"]["address"]], [&json!("Pixel"), &json!("0f".repeat(32))]);
    browser.go("/profile").await;
    browser.press("a[href='/profile/delete']").await;
    assert!(browser.text("main").await.contains("What stays"));
    browser.fill("password", "not it").await;
    browser.press("button.loss").await;
    assert!(browser.text("#wrong").await.len() > 10);
    browser.fill("password", PASSWORD).await;
    browser.press("button.loss").await;
    browser.comes_to("/sign-in?deleted").await;
    assert!(phone.own.pending(None, 0, &[]).await.unwrap().requests.is_empty());
    assert_eq!(phone.own.account(phone.account()).unwrap().state, LinkState::Unlinked);
    browser.sign_in().await;
    assert!(browser.has(".notice.bad").await, "nothing opens");
    world.server.order(&Order::Mail);
    let mail = sink.receive_about("deleted");
    assert_eq!(mail["to"], json!([ADA]));
    // The address is free again, and opens nothing of the old account.
    world.add_person(ADA);
    browser.sign_in().await;
    browser.comes_to("/security").await;
    assert!(!browser.content("main").await.contains("Pixel"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_the_last_who_stands_for_the_organisation_stays() {
    let world = World::new();
    world.server.order(&Order::SetRole { email: ADA.to_owned(), role: "legal-representative".to_owned() });
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser.go("/profile/delete").await;
    browser.fill("password", PASSWORD).await;
    browser.press("button.loss").await;
    assert!(browser.text(".notice.bad").await.contains("last legal representative"));
    browser.go("/security").await;
    assert_eq!(browser.path().await, "/security");
}
