//! P8, P9, S3: application passwords and API tokens, made in the portal and checked by services.

use assent_core::message::Verdict;
use assent_tests::administration::PASSWORD;
use assent_tests::browser::{Browser, Looks};
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};
use reqwest::Method;
use serde_json::{Value, json};

const PASSWORDS: &str = "/security/programs/app-passwords";
const TOKENS: &str = "/security/programs/api-tokens";

async fn check(world: &World, password: &str) -> Value {
    world.wiki.post("/password-checks", &json!({ "account": ADA, "password": password })).await.expect(200)
}

async fn signed_in(world: &World, looks: Looks) -> Browser {
    let browser = Browser::open(world, looks).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser
}

async fn make(browser: &Browser, page: &str, name: &str) -> String {
    browser.go(page).await;
    browser.fill("name", name).await;
    browser.press("main form button").await;
    browser.text("#secret").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p8_only_application_passwords_open_clients_without_a_second_step_once_it_is_on() {
    let world = World::new();
    assert_eq!(check(&world, PASSWORD).await, json!({ "result": "accepted", "kind": "password", "scope": "full" }));
    let phone = world.link(ADA).await;
    assert_eq!(check(&world, PASSWORD).await["result"], "app_password_needed");
    let browser = Browser::open(&world, Looks::default()).await;
    browser.sign_in().await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    browser.comes_to("/security").await;
    browser.press("a[href$=app-passwords]").await;
    let mail = make(&browser, PASSWORDS, "Thunderbird").await;
    let calendar = make(&browser, PASSWORDS, "Calendar").await;
    assert!(!browser.texts("main").await[0].contains(&mail), "it is shown once");
    let accepted =
        json!({ "result": "accepted", "kind": "application-password", "name": "Thunderbird", "scope": "full" });
    assert_eq!(check(&world, &mail).await, accepted);
    browser.go(PASSWORDS).await;
    let rows = browser.texts("ul.rows li").await;
    assert!(rows[0].contains("Calendar") && rows[0].contains("never used"), "{rows:?}");
    assert!(rows[1].contains("Thunderbird") && rows[1].contains("used today"), "{rows:?}");
    browser.press("ul.rows li:nth-child(2) button").await;
    assert!(browser.text(".notice").await.contains("Thunderbird opens nothing any more"));
    assert_eq!(check(&world, &mail).await["result"], "wrong");
    assert_eq!(check(&world, &calendar).await["result"], "accepted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p8_all_are_revoked_at_once_after_the_password() {
    let world = World::new();
    let browser = signed_in(&world, Looks { width: 360, ..Looks::default() }).await;
    browser.go("/security?lang=fr").await;
    let secrets = [make(&browser, PASSWORDS, "Un").await, make(&browser, PASSWORDS, "Deux").await];
    world.advance(601);
    browser.go(PASSWORDS).await;
    browser.press("main > p a.loss").await;
    browser.comes_to("/confirm").await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to("/security/programs/app-passwords/revoke").await;
    assert_eq!(browser.texts("main li").await, ["Deux", "Un"]);
    browser.press("button.loss").await;
    let told = browser.text("main").await;
    assert!(told.contains("n’ouvrent plus rien"), "{told}");
    for secret in secrets {
        assert_eq!(check(&world, &secret).await["result"], "wrong");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p8_what_was_typed_is_kept_while_the_password_is_asked() {
    let world = World::new();
    let browser = signed_in(&world, Looks::default()).await;
    world.advance(601);
    browser.go(PASSWORDS).await;
    browser.fill("name", "Scanner & co").await;
    browser.press("main form button").await;
    browser.comes_to("/confirm").await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button").await;
    browser.comes_to(PASSWORDS).await;
    assert_eq!(browser.attribute("#name", "value").await.as_deref(), Some("Scanner & co"));
    browser.press("main form button").await;
    assert!(browser.text("#secret").await.starts_with("asta-"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p9_a_token_has_a_scope_and_a_time_and_goes_off_after_a_year_of_silence() {
    let world = World::new();
    let browser = signed_in(&world, Looks::default()).await;
    browser.go(TOKENS).await;
    browser.fill("name", "Backup script").await;
    browser.choose("scope", "read").await;
    browser.choose("days", "7").await;
    browser.press("main form button").await;
    let week = browser.text("#secret").await;
    assert!(week.starts_with("ast_t_"));
    let forever = make(&browser, TOKENS, "Deploy").await;
    let accepted = json!({ "result": "accepted", "kind": "api-token", "name": "Backup script", "scope": "read" });
    assert_eq!(check(&world, &week).await, accepted);
    assert_eq!(check(&world, &forever).await["scope"], "full");
    world.advance(7 * 86_400);
    assert_eq!(check(&world, &week).await["result"], "wrong");
    assert_eq!(check(&world, &forever).await["result"], "accepted");
    world.advance(365 * 86_400);
    assert_eq!(check(&world, &forever).await["result"], "wrong");
    let browser = signed_in(&world, Looks::default()).await;
    browser.go(TOKENS).await;
    let rows = browser.texts("ul.rows li").await;
    assert!(rows[0].contains("Off: not used for a year") && rows[1].contains("Over"), "{rows:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p8_one_that_is_for_one_service_opens_no_other() {
    let world = World::new();
    let forge = world.add_service("Forge");
    let browser = signed_in(&world, Looks::default()).await;
    browser.go(PASSWORDS).await;
    browser.fill("name", "Git").await;
    browser.choose("service", &forge.id).await;
    browser.press("main form button").await;
    let secret = browser.text("#secret").await;
    assert_eq!(check(&world, &secret).await["result"], "wrong");
    let there = forge.post("/password-checks", &json!({ "account": ADA, "password": secret })).await.expect(200);
    assert_eq!(there["result"], "accepted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s3_a_proxy_checks_http_basic_as_curl_sends_it() {
    let world = World::new();
    let browser = signed_in(&world, Looks::default()).await;
    let secret = make(&browser, PASSWORDS, "curl").await;
    let curl = |user: &str, key: &str| {
        let arguments = [
            "--silent",
            "--output",
            "/dev/null",
            "--write-out",
            "%{http_code} %header{x-assent-account} %header{www-authenticate}",
            "--user",
            user,
            "--header",
            &format!("X-Assent-Key: {key}"),
            "--header",
            "X-Real-IP: 192.0.2.7",
            &format!("{}/service/v1/basic", world.place.origin),
        ]
        .map(str::to_owned);
        let arguments = arguments.iter().map(String::as_str).collect::<Vec<_>>();
        assent_tests::peers::tool("curl", "curl", &arguments, "")
    };
    let key = &world.wiki.key;
    assert_eq!(curl(&format!("{ADA}:{secret}"), key), format!("204 {ADA} "));
    let asked = "401  Basic realm=\"Wiki\", charset=\"UTF-8\"";
    for wrong in [format!("{ADA}:wrong"), format!("nobody@atelier.example:{secret}"), "no-colon:".to_owned()] {
        assert_eq!(curl(&wrong, key), asked, "{wrong}");
    }
    assert!(curl(&format!("{ADA}:{secret}"), "ast_k_wrong").starts_with("401"));
    browser.go("/activity").await;
    let happened = browser.text("tbody").await;
    assert!(happened.contains("Application password used at Wiki") && happened.contains("192.0.2.7"), "{happened}");
}

#[tokio::test]
async fn s3_nothing_opens_before_a_required_second_step_is_set_up() {
    let world = World::at(Place::new().with("ASSENT_POLICY_TWO_STEP", "required"), Some(START));
    assert_eq!(check(&world, PASSWORD).await["result"], "set_up_needed");
    let headers = [("x-assent-key", world.wiki.key.as_str())];
    let basic = world.http.send(Method::GET, "/service/v1/basic", &headers, "").await;
    assert_eq!(basic.status, 401, "nothing was sent");
    let stranger = world.http.send(Method::GET, "/service/v1/basic", &[], "").await;
    assert_eq!(stranger.refusal(), (401, "bad-key".to_owned()));
}
