//! A3, A5, A10, P6 and the administration, with a real browser.

use assent_core::authenticator::LinkState;
use assent_core::message::Verdict;
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::peers::read_by_zbar;
use assent_tests::phone::{Phone, description};
use assent_tests::world::{ADA, World};

/// Scans the picture on the page; gives the digits that the phone shows.
async fn scan(browser: &Browser, phone: &Phone) -> (assent_core::authenticator::AccountId, String) {
    let ticket = browser.content("code.once").await;
    let linking = phone.own.link(&ticket, description("Ada’s Pixel")).await.unwrap();
    (linking.account, linking.link_code.unwrap().to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a3_a5_p6_two_step_verification_is_switched_on_with_a_phone_and_ten_backup_codes() {
    let world = World::new();
    let phone = Phone::new(std::sync::Arc::clone(&world.clock));
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser.press(".lead a.main").await;
    browser.press("main form button.main").await;
    let (account, code) = scan(&browser, &phone).await;
    // The page learns by itself that the picture was scanned.
    assert!(browser.text(".steps .state.ok").await.contains("Ada’s Pixel"));
    let wrong = if code == "000000" { "000001" } else { "000000" };
    browser.fill("code", wrong).await;
    browser.press(".steps button").await;
    assert!(browser.text("#wrong").await.contains("2 tries are left"));
    browser.fill("code", &format!("{} {}", &code[..3], &code[3..])).await;
    browser.press(".steps button").await;
    assert_eq!(browser.text("h1").await, "Your phone is linked");
    phone.own.confirm_linked(account).await.unwrap();
    browser.press("main form button").await;
    let codes = browser.texts("#codes li").await;
    assert_eq!(codes.len(), 10);
    browser.press("a.main").await;
    browser.comes_to("/security?done=codes").await;
    assert!(browser.text(".lead .dial").await.contains("2/3"));
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/waiting").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a3_zbarimg_reads_the_picture_on_the_page_in_light_and_in_dark() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    for is_dark in [false, true] {
        let browser = Browser::open(&world, Looks { is_dark, ..Looks::default() }).await;
        browser.sign_in().await;
        browser.comes_to("/security").await;
        browser.go("/security/add").await;
        browser.press("main form button.main").await;
        let ticket = browser.content("code.once").await;
        let picture = folder.path().join("page.png");
        std::fs::write(&picture, browser.picture().await).unwrap();
        assert_eq!(read_by_zbar(&picture), ticket);
        assert_eq!(assent_cli::read_qr(&picture).unwrap().as_str(), ticket);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a10_a11_p7_removing_the_last_phone_needs_a_fresh_proof_says_what_it_does_and_the_phone_is_told() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    // A proof of long ago is not enough.
    world.advance(3000);
    browser.press(".rows a.loss").await;
    browser.comes_to("/confirm").await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    // The password alone is not enough: the phone is asked too.
    browser.comes_to("/sign-in/waiting").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security/remove/").await;
    assert!(browser.text(".notice.bad").await.contains("last option"));
    browser.press("button.loss").await;
    browser.comes_to("/security?done=off").await;
    assert!(phone.own.pending(None, 0, &[]).await.unwrap().requests.is_empty());
    assert_eq!(phone.own.account(phone.account()).unwrap().state, LinkState::Unlinked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_another_app_is_set_up_by_its_secret_and_proved_once() {
    let world = World::new();
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser.go("/security/add").await;
    browser.fill("name", "Aegis").await;
    browser.press("main form:nth-of-type(2) button").await;
    let secret = browser.content("code.once").await.replace(' ', "");
    browser.fill("code", "000000").await;
    browser.press(".steps button").await;
    assert!(browser.text("#wrong").await.len() > 10);
    let now = format!("@{}", assent_tests::world::START);
    let arguments = ["--totp", "--base32", "--now", now.as_str(), secret.as_str()];
    let code = assent_tests::peers::tool("oathtool", "oathtool", &arguments, "");
    browser.fill("code", code.trim()).await;
    browser.press(".steps button").await;
    assert_eq!(browser.text("h1").await, "Your app is set up");
    browser.go("/security").await;
    assert!(browser.texts(".rows li").await.iter().any(|row| row.contains("Aegis")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_adds_a_person_and_a_service_and_others_can_not() {
    let world = World::new();
    world.server.order(&Order::AddPerson { email: "root@atelier.example".to_owned(), admin: true });
    let browser = Browser::open(&world, Looks::default()).await;
    browser.go("/sign-in").await;
    browser.fill("email", "root@atelier.example").await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to("/security").await;
    browser.go("/admin/services").await;
    browser.fill("name", "Forge").await;
    browser.press("main form button").await;
    let key = browser.text("#key").await;
    assert!(key.starts_with("ast_k_"));
    let forge = assent_tests::service::Service { id: String::new(), key, http: world.http.clone() };
    assert_eq!(forge.get("/service").await.expect(200)["name"], "Forge");
    browser.go("/admin/people/add").await;
    for (field, text) in [("name", "Grace"), ("email", "grace@atelier.example"), ("password", "seven red kites up")] {
        browser.fill(field, text).await;
    }
    browser.press("main form button").await;
    browser.comes_to("/admin/people?added=Grace").await;
    assert!(browser.texts("td b").await.contains(&"Grace".to_owned()));
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser.go("/admin/people").await;
    assert_eq!(browser.text("h1").await, "This is not for you");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_without_its_token_changes_nothing() {
    let world = World::new();
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser.go("/profile").await;
    browser.script("document.querySelectorAll('[name=csrf]').forEach((field) => { field.value = 'x'; })").await;
    browser.fill("name", "Mallory").await;
    browser.press("main form button").await;
    assert_eq!(browser.text("h1").await, "This form is too old");
    browser.go("/profile").await;
    assert_eq!(browser.attribute("#name", "value").await.as_deref(), Some("Ada Lovelace"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_a_new_phone_takes_the_place_of_the_old_one_which_is_cut() {
    let world = World::new();
    let old = world.link(ADA).await;
    let new = Phone::new(std::sync::Arc::clone(&world.clock));
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    old.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    // A proof of long ago is not enough: the password, then the old phone's YES.
    world.advance(3000);
    browser.press(".rows a[href^='/security/replace/']").await;
    browser.comes_to("/confirm").await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to("/sign-in/waiting").await;
    old.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security/replace/").await;
    browser.press("main form button").await;
    assert!(browser.text(".title").await.contains("Pixel answers no more"));
    let (account, code) = scan(&browser, &new).await;
    // Until the digits are typed the old phone goes on working.
    assert_eq!(old.own.account(old.account()).unwrap().state, LinkState::Active);
    assert!(browser.text(".steps .state.ok").await.contains("Ada’s Pixel"));
    browser.fill("code", &code).await;
    browser.press(".steps button").await;
    assert_eq!(browser.text("h1").await, "Your phone is linked");
    assert!(browser.text("main").await.contains("is cut"));
    new.own.confirm_linked(account).await.unwrap();
    browser.go("/security").await;
    assert_eq!(browser.texts(".rows a[href^='/security/replace/']").await.len(), 1);
    // The new one answers the next sign-in, the old one learns that it is out.
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/waiting").await;
    assert!(old.requests().await.is_empty());
    assert_eq!(old.own.account(old.account()).unwrap().state, LinkState::Unlinked);
    new.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
}
