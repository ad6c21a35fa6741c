//! P1, P2, P4, P5, A7: signing in to the portal with a real browser, with script and without.

use assent_core::message::Verdict;
use assent_tests::administration::PASSWORD;
use assent_tests::browser::{Browser, Looks};
use assent_tests::world::{ADA, World};

const WITHOUT_SCRIPT: Looks = Looks { language: "en", is_dark: false, has_script: false, width: 1100 };

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p1_a_wrong_password_and_an_unknown_name_are_answered_alike() {
    let world = World::new();
    let browser = Browser::open(&world, Looks::default()).await;
    let mut said = Vec::new();
    for email in [ADA, "nobody@atelier.example"] {
        browser.go("/sign-in").await;
        browser.fill("email", email).await;
        browser.fill("password", "not the password").await;
        browser.press("main form button").await;
        said.push(browser.text(".notice.bad").await);
        assert_eq!(browser.attribute("#password", "value").await.unwrap_or_default(), "", "it is not sent back");
    }
    assert_eq!(said[0], said[1]);
    browser.fill("email", ADA).await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a7_p5_the_waiting_page_goes_on_by_itself() {
    for looks in [Looks::default(), WITHOUT_SCRIPT] {
        let world = World::new();
        let phone = world.link(ADA).await;
        let browser = Browser::open(&world, looks).await;
        browser.sign_in().await;
        browser.comes_to("/sign-in/waiting").await;
        assert!(browser.text("h1").await.contains("Answer on your phone"));
        phone.answer(Verdict::Approve, None).await.unwrap();
        browser.comes_to("/security").await;
        assert!(browser.has(".me button").await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p5_the_waiting_page_says_when_a_phone_is_reached_and_what_it_answered() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/waiting").await;
    let request = phone.request().await;
    browser.find(".track li:nth-child(2).done").await;
    assert!(browser.texts(".track li").await[1].contains("Pixel"));
    phone.own.answer(&request, Verdict::Deny, None).await.unwrap();
    browser.find(".pane.over").await;
    assert_eq!(browser.text("h1").await, "The answer was NO");
    browser.press("form.actions button").await;
    browser.find("[data-wait]").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p5_a_request_that_expires_can_be_asked_again() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/waiting").await;
    world.advance(120);
    browser.go("/sign-in/waiting").await;
    assert_eq!(browser.text("h1").await, "No answer came");
    browser.press("form.actions button").await;
    browser.find("[data-wait]").await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a16_the_number_stands_on_the_page_and_is_typed_on_the_phone() {
    let place = assent_tests::place::Place::new().with("ASSENT_POLICY_NUMBER_MATCH", "always");
    let world = World::at(place, Some(assent_tests::world::START));
    let phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    let number = browser.text(".number").await.replace(['\n', ' '], "");
    assert_eq!(number.len(), 6);
    phone.answer(Verdict::Approve, Some(&number)).await.unwrap();
    browser.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_p4_a_code_or_a_backup_code_lets_in_when_the_phone_can_not_be_asked() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let backup = world.make_backup_codes().remove(0);
    let browser = Browser::open(&world, Looks::default()).await;
    for (way, code) in [("/sign-in/code", phone.code()), ("/sign-in/backup-code", backup.clone())] {
        browser.sign_in().await;
        browser.comes_to("/sign-in/waiting").await;
        browser.press("form.actions a").await;
        browser.press(&format!("a[href=\"{way}\"]")).await;
        browser.fill("code", &code).await;
        browser.press("main form button").await;
        browser.comes_to("/security").await;
        browser.press(".me button").await;
        browser.comes_to("/sign-in?out=1").await;
    }
    for (way, code) in [("/sign-in/code", phone.code()), ("/sign-in/backup-code", backup)] {
        browser.sign_in().await;
        browser.comes_to("/sign-in/waiting").await;
        browser.go(way).await;
        browser.fill("code", &code).await;
        browser.press("main form button").await;
        assert!(browser.text("#wrong").await.len() > 20, "each counts once");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p1_the_password_alone_opens_nothing_once_two_step_is_on() {
    let world = World::new();
    let _phone = world.link(ADA).await;
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/waiting").await;
    for page in ["/security", "/activity", "/profile", "/security/add", "/admin/people"] {
        browser.go(page).await;
        assert!(browser.path().await.starts_with("/sign-in?next="), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a21_the_page_speaks_the_browser_s_language_and_wears_its_colours() {
    let world = World::new();
    let looks = Looks { language: "fr", is_dark: true, width: 500, ..Looks::default() };
    let browser = Browser::open(&world, looks).await;
    browser.go("/sign-in").await;
    assert_eq!(browser.text("h1").await, "Se connecter");
    assert_eq!(browser.attribute("html", "lang").await.as_deref(), Some("fr"));
    let page = browser.script("return getComputedStyle(document.documentElement).backgroundColor").await;
    assert_eq!(page, "rgb(14, 20, 19)");
    let is_wider = browser.script("return document.documentElement.scrollWidth > window.innerWidth").await;
    assert_eq!(is_wider, false);
    browser.press("footer a").await;
    browser.comes_to("/sign-in?lang=en").await;
    assert_eq!(browser.text("h1").await, "Sign in");
}
