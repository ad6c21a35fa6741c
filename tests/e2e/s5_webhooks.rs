//! S5: services are told what happened, signed, and an administrator sees what was sent.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use assent_core::message::Verdict;
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::peers::python;
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

const BOSS: &str = "boss@atelier.example";

/// A message as a service gets it.
struct Got {
    headers: String,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> String {
        let line = self.headers.lines().find(|line| line.to_lowercase().starts_with(name)).unwrap();
        line.split_once(": ").unwrap().1.to_owned()
    }
}

/// A service on this machine that takes `count` messages.
fn listen(count: usize) -> (String, JoinHandle<Vec<Got>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/assent", listener.local_addr().unwrap());
    let take = move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut bytes, mut text) = ([0; 8192], String::new());
        while !text.ends_with('}') {
            let count = stream.read(&mut bytes).unwrap();
            text.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").unwrap();
        let (headers, body) = text.split_once("\r\n\r\n").unwrap();
        Got { headers: headers.to_owned(), body: body.to_owned() }
    };
    (url, std::thread::spawn(move || (0..count).map(|_| take()).collect()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s5_a_service_is_told_of_a_reported_login_and_checks_the_signature() {
    let world = World::at(Place::new().with("ASSENT_WEBHOOK_ALLOW", "127.0.0.0/8"), Some(START));
    world.server.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    let browser = Browser::open(&world, Looks::default()).await;
    browser.go("/sign-in").await;
    browser.fill("email", BOSS).await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to("/security").await;
    browser.go("/admin/services").await;
    browser.press("a[href$='/webhook']").await;
    let page = browser.path().await;
    browser.fill("url", "https://169.254.169.254/latest/meta-data").await;
    browser.press("button[value=set]").await;
    assert!(browser.text("#wrong").await.contains("not a public one"));
    let (url, told) = listen(2);
    browser.fill("url", &url).await;
    browser.press("button[value=set]").await;
    let secret = browser.text("#secret").await;
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Report, None).await.unwrap();
    // The server also does so by itself now and then.
    world.server.order(&Order::Tell);
    let told = told.join().unwrap();
    for got in &told {
        let parts = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(|name| got.header(name));
        let arguments = [secret.as_str(), &parts[0], &parts[1], &parts[2]];
        assert_eq!(python("check_webhook.py", &arguments, &got.body).trim(), "right");
        assert_eq!(python("check_webhook.py", &arguments, &format!("{} ", got.body)).trim(), "wrong");
    }
    let linked: Value = serde_json::from_str(&told[0].body).unwrap();
    assert_eq!((&linked["type"], &linked["data"]["name"]), (&json!("device.linked"), &json!("Pixel")));
    let reported: Value = serde_json::from_str(&told[1].body).unwrap();
    assert_eq!(reported["type"], "challenge.reported");
    assert_eq!((&reported["data"]["account"], &reported["data"]["challenge"]), (&json!(ADA), &json!(id)));
    browser.go(&page).await;
    let rows = browser.texts("ul.rows li").await;
    assert!(rows[0].contains("challenge.reported") && rows[0].contains("204") && rows[0].contains("Taken"), "{rows:?}");
    browser.press("ul.rows button").await;
    assert!(browser.text(".notice").await.contains("goes out again"));
    browser.press("button[value=remove]").await;
    assert_eq!(world.server.order(&Order::Tell)["taken"], 0, "nobody is told any more");
}
