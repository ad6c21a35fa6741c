//! P2, P3, P7: passkeys as a second step, as the whole sign-in, and as a fresh proof.

use assent_tests::administration::Order;
use assent_tests::authenticator::Authenticator;
use assent_tests::browser::{Browser, Looks};
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};

fn named_world() -> World {
    World::at(Place::named(), Some(START))
}

/// Sets up a passkey from the security page; ends on the page that says so.
async fn add_passkey(browser: &Browser, name: &str) {
    browser.go("/security/add").await;
    browser.fill("passkey-name", name).await;
    browser.press("form[data-passkey] button").await;
    browser.comes_to("/security/added/passkey").await;
}

/// Ada, signed in, with a passkey called “Key”.
async fn with_passkey(world: &World) -> (Browser, Authenticator) {
    let browser = Browser::open(world, Looks::default()).await;
    let authenticator = Authenticator::plug_into(&browser).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    add_passkey(&browser, "Key").await;
    (browser, authenticator)
}

async fn sign_out(browser: &Browser) {
    browser.press(".me button").await;
    browser.comes_to("/sign-in").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_a_passkey_is_set_up_and_is_the_second_step_or_the_whole_sign_in() {
    let world = named_world();
    let browser = Browser::open(&world, Looks::default()).await;
    let authenticator = Authenticator::plug_into(&browser).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    add_passkey(&browser, "Ada’s laptop").await;
    assert_eq!(browser.text("h1").await, "Your passkey is set up");
    browser.press("main form button").await;
    assert_eq!(browser.texts("#codes li").await.len(), 10, "the session that proved it is fresh");
    sign_out(&browser).await;
    // As the second step.
    browser.sign_in().await;
    browser.comes_to("/sign-in/passkey").await;
    browser.press("form[data-passkey] button").await;
    browser.comes_to("/security").await;
    assert!(browser.texts(".rows li").await.iter().any(|row| row.contains("Ada’s laptop") && row.contains("today")));
    sign_out(&browser).await;
    // As the whole sign-in: no name, no password.
    browser.press("form[data-passkey] button").await;
    browser.comes_to("/security").await;
    assert_eq!(authenticator.keys(&browser).await.len(), 1);
    browser.go("/activity").await;
    let happened = browser.texts("tbody td b").await;
    for what in ["Passkey added", "Two-step verification switched on", "Passkey", "Sign-in here"] {
        assert!(happened.contains(&what.to_owned()), "{what}: {happened:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_a_passkey_whose_owner_is_not_recognised_opens_nothing() {
    let world = named_world();
    let (browser, authenticator) = with_passkey(&world).await;
    sign_out(&browser).await;
    authenticator.set_verified(&browser, false).await;
    browser.find("form[data-passkey] button").await.click().await.unwrap();
    browser.find("[data-failed]:not([hidden])").await;
    assert_eq!(browser.path().await, "/sign-in?out=1");
    // Nor does it when the account is locked.
    authenticator.set_verified(&browser, true).await;
    world.server.order(&Order::Lock { email: ADA.to_owned() });
    browser.press("form[data-passkey] button").await;
    assert!(browser.text(".notice.bad").await.contains("opens nothing here"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p2_a_copied_key_that_lags_behind_is_refused() {
    let world = named_world();
    let (browser, authenticator) = with_passkey(&world).await;
    let copied = authenticator.keys(&browser).await.remove(0);
    for _ in 0..2 {
        sign_out(&browser).await;
        browser.press("form[data-passkey] button").await;
        browser.comes_to("/security").await;
    }
    let other = Browser::open(&world, Looks::default()).await;
    let copy = Authenticator::plug_into(&other).await;
    other.go("/sign-in").await;
    copy.put_key(&other, &copied).await;
    other.press("form[data-passkey] button").await;
    assert!(other.text(".notice.bad").await.contains("opens nothing here"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p7_a_passkey_proves_both_at_once() {
    let world = named_world();
    let (browser, _authenticator) = with_passkey(&world).await;
    world.advance(601);
    browser.go("/security").await;
    browser.press(".rows a.loss").await;
    browser.comes_to("/confirm").await;
    browser.press("form[data-passkey] button").await;
    browser.comes_to("/security/remove/").await;
    assert!(browser.text("h1").await.contains("Key"));
    browser.press("button.loss").await;
    browser.comes_to("/security?done=off").await;
    sign_out(&browser).await;
    browser.press("form[data-passkey] button").await;
    assert!(browser.text(".notice.bad").await.contains("opens nothing here"), "it is removed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p6_a_session_without_a_second_step_ends_when_another_switches_it_on() {
    let world = named_world();
    let [old, new] = [Browser::open(&world, Looks::default()).await, Browser::open(&world, Looks::default()).await];
    for browser in [&old, &new] {
        browser.sign_in().await;
        browser.comes_to("/security").await;
    }
    let _authenticator = Authenticator::plug_into(&new).await;
    add_passkey(&new, "Key").await;
    old.go("/security").await;
    old.comes_to("/sign-in").await;
    new.go("/security").await;
    assert_eq!(new.path().await, "/security");
}
