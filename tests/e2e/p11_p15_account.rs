//! P11, P13, P14, P15: what happened, found and downloaded; a password that closes; a compromised password; trusted
//! browsers.

use assent_core::message::{AccountChange, NoticeKind, Verdict};
use assent_tests::administration::PASSWORD;
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::peers::python;
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

async fn signed_in(world: &World) -> Browser {
    let browser = Browser::open(world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser
}

async fn sign_out(browser: &Browser) {
    browser.press(".me button").await;
    browser.comes_to("/sign-in").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p11_what_happened_is_searched_filtered_and_downloaded() {
    let world = World::new();
    let forge = world.add_service("Forge");
    let browser = signed_in(&world).await;
    for (service, password) in [(&world.wiki, "wrong"), (&forge, "wrong"), (&forge, PASSWORD)] {
        let body = json!({ "account": ADA, "password": password, "address": "192.0.2.9" });
        assert_eq!(service.post("/password-checks", &body).await.status, 200);
    }
    world.advance(86_400);
    browser.go("/sign-in").await;
    let browser = signed_in(&world).await;
    browser.go("/activity").await;
    assert_eq!(browser.texts("tbody tr").await.len(), 6, "the account, two sign-ins here, three at services");
    browser.fill("q", "192.0.2.9").await;
    browser.press("form.filters button").await;
    assert_eq!(browser.texts("tbody tr").await.len(), 3);
    browser.choose("service", &forge.id).await;
    browser.press("form.filters button").await;
    assert_eq!(browser.texts("tbody tr").await.len(), 2);
    let file = browser.attribute("a[download]", "href").await.unwrap();
    let read = async |address: &str| {
        let script = format!("return fetch('{address}').then((answer) => answer.text())");
        browser.script(&script).await.as_str().unwrap().to_owned()
    };
    let csv = read(&file).await;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "at,what,result,service,detail,address"));
    assert!(lines[1].contains("\"Sign-in to Forge\",\"Signed in\",\"Forge\",\"\",\"192.0.2.9\""), "{csv}");
    let rows: Value = serde_json::from_str(&read(&file.replace("csv", "json")).await).unwrap();
    assert_eq!(rows[1]["result"], "Failed");
    // 2027-01-15 and the day after.
    for (query, count) in
        [("from=2027-01-16", 1), ("to=2027-01-15", 5), ("kind=security", 1), ("kind=recovery", 0), ("from=nonsense", 6)]
    {
        browser.go(&format!("/activity?{query}")).await;
        assert_eq!(browser.texts("tbody tr").await.len(), count, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p13_a_password_closes_after_wrong_ones_and_a_link_and_the_phone_open_it() {
    let mut sink = MailSink::start();
    let place = Place::new().mailing(&sink);
    let world = World::at(place, Some(START));
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    browser.choose("lock_after", "5").await;
    browser.press("form[action='/security/caution'] button").await;
    assert!(browser.text(".notice").await.contains("Saved"));
    for _ in 0..5 {
        let body = json!({ "account": ADA, "password": "wrong" });
        assert_eq!(world.wiki.post("/password-checks", &body).await.expect(200)["result"], "wrong");
    }
    world.advance(60);
    let other = Browser::open(&world, Looks::default()).await;
    other.sign_in().await;
    assert!(other.has(".notice.bad").await, "the right one opens nothing now");
    browser.go("/security").await;
    assert_eq!(browser.path().await, "/security", "who is in stays in");
    world.server.order(&assent_tests::administration::Order::Mail);
    let mail = sink.receive_about("was closed");
    let text = mail["text"].as_str().unwrap();
    let link = text[text.find("/unlock?token=").unwrap()..].split_whitespace().next().unwrap();
    other.go(link).await;
    other.press("main form button").await;
    other.comes_to("/sign-in/waiting").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    other.comes_to("/sign-in?unlocked").await;
    other.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    other.comes_to("/security").await;
    other.go(link).await;
    assert!(other.text(".notice.bad").await.contains("used or is too old"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_a_compromised_password_leads_over_three_pages_to_a_safe_account() {
    let world = World::new();
    let browser = signed_in(&world).await;
    for page in ["/security/programs/app-passwords", "/security/programs/api-tokens"] {
        browser.go(page).await;
        browser.fill("name", "Old script").await;
        browser.press("main form button").await;
    }
    let other = signed_in(&world).await;
    browser.go("/security").await;
    browser.press("a[href='/compromised']").await;
    browser.fill("current", "not it").await;
    browser.fill("new", "seven red kites up").await;
    browser.press("main form button").await;
    assert!(browser.text("#current-wrong").await.len() > 10);
    browser.fill("current", PASSWORD).await;
    browser.fill("new", "seven red kites up").await;
    browser.press("main form button").await;
    browser.comes_to("/compromised/programs").await;
    browser.press("button[value=app-passwords]").await;
    browser.press("button[value=api-tokens]").await;
    assert!(!browser.has("button.loss").await, "nothing is left");
    browser.press("a.main").await;
    assert!(browser.text("main").await.contains("Off"), "two-step verification is offered");
    browser.press("a.main").await;
    browser.comes_to("/security").await;
    other.go("/security").await;
    other.comes_to("/sign-in").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p15_a_trusted_browser_asks_no_second_step_until_it_is_forgotten() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.go("/sign-in").await;
    browser.find("[name=trust]").await.click().await.unwrap();
    browser.fill("email", ADA).await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    assert!(browser.content("main").await.contains("trusted until"));
    sign_out(&browser).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    let elsewhere = Browser::open(&world, Looks::default()).await;
    elsewhere.sign_in().await;
    elsewhere.comes_to("/sign-in/waiting").await;
    // A dangerous act asks all the same.
    browser.press(".rows a.loss").await;
    browser.comes_to("/confirm").await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to("/sign-in/waiting").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security/remove/").await;
    browser.go("/security").await;
    browser.press("form[action^='/security/trusted/'] button").await;
    assert!(browser.text(".notice").await.contains("not trusted any more"));
    sign_out(&browser).await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/waiting").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p15_whoever_wants_to_be_asked_every_time_is() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    for _ in 0..2 {
        browser.go("/sign-in").await;
        browser.find("[name=trust]").await.click().await.unwrap();
        browser.fill("email", ADA).await;
        browser.fill("password", PASSWORD).await;
        browser.press("main form button").await;
        browser.comes_to("/sign-in/waiting").await;
        phone.answer(Verdict::Approve, None).await.unwrap();
        browser.comes_to("/security").await;
        if !browser.has("[name=ask_always]:checked").await {
            browser.find("[name=ask_always]").await.click().await.unwrap();
            browser.press("form[action='/security/caution'] button").await;
        }
        assert!(!browser.content("main").await.contains("trusted until"));
        sign_out(&browser).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p14_the_phone_tells_at_once_that_the_password_was_changed() {
    let world = World::new();
    let phone = world.link(ADA).await;
    phone.requests().await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    let changing = async {
        browser.go("/compromised").await;
        browser.fill("current", PASSWORD).await;
        browser.fill("new", "seven red kites up").await;
        browser.press("main form button").await;
        browser.comes_to("/compromised/programs").await;
    };
    // The phone holds a pull; nothing but the news ends it.
    let (pending, ()) = tokio::join!(phone.own.pending(None, 50, &[]), changing);
    let kinds: Vec<_> = pending.unwrap().notices.into_iter().map(|of| of.notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::Changed { what: AccountChange::Password }]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a14_p10_p11_places_are_named_from_a_file_of_the_operators() {
    let (mut sink, folder) = (MailSink::start(), tempfile::tempdir().unwrap());
    let file = folder.path().join("places.mmdb");
    assert_eq!(python("write_places.py", &[file.to_str().unwrap()], ""), "");
    let place = Place::new().with("ASSENT_PLACES", file.to_str().unwrap());
    let place = place.mailing(&sink);
    let world = World::at(place, Some(START));
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks { language: "fr", ..Looks::default() }).await;
    browser.sign_in().await;
    let request = phone.request().await;
    assert_eq!(request.prompt.context.place.as_ref().unwrap().as_str(), "Geneva, Switzerland");
    assert!(browser.text("main").await.contains("Genève, Suisse · 127.0.0.1"));
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    let security = browser.text("main").await;
    // Signed in, the page speaks the person’s language.
    assert!(security.matches("Geneva, Switzerland · 127.0.0.1").count() >= 3, "sessions and activity: {security}");
    // A service says where the client is, or only its address; a place that it knows stays.
    for (address, place, shown) in [
        ("198.51.100.7", json!(null), Some("France")),
        ("2001:db8::1", json!(null), Some("France")),
        ("198.51.100.7", json!("Lyon"), Some("Lyon")),
        ("192.0.2.1", json!(null), None),
    ] {
        let body = json!({ "account": ADA, "context": { "address": address, "place": place } });
        assert_eq!(world.wiki.post("/challenges", &body).await.status, 201);
        let request = phone.request().await;
        assert_eq!(request.prompt.context.place.as_ref().map(|place| place.as_str()), shown, "{address}");
        phone.answer(Verdict::Approve, None).await.unwrap();
    }
    browser.press("form[action='/security/backup-codes'] button").await;
    let mails: Vec<_> = (0..3).map(|_| sink.receive()["text"].as_str().unwrap().to_owned()).collect();
    assert!(mails[2].contains("127.0.0.1 (Geneva, Switzerland)"), "{mails:?}");
}
