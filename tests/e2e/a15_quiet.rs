//! A15: no requests for a while, for all phones of a person, said by one of them.

use assent_core::message::NoticeKind;
use assent_tests::browser::{Browser, Looks};
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};

use crate::terminal::Terminal;

const HOUR: i64 = 3600;

#[tokio::test]
async fn a15_quiet_is_for_all_phones_and_a_service_is_told_to_ask_for_a_code() {
    let world = World::new();
    let (phone, tablet) = (world.link(ADA).await, world.link(ADA).await);
    tablet.requests().await;
    phone.own.quiet(phone.account(), Some(START + HOUR)).await.unwrap();
    let refused = world.wiki.try_ask(ADA).await;
    assert_eq!(refused.refusal(), (429, "push-quiet".to_owned()));
    let notices = tablet.own.pending(None, 0, &[]).await.unwrap().notices;
    let kinds: Vec<_> = notices.into_iter().map(|of| of.notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::Quiet { until: Some(START + HOUR) }]);
    assert_eq!(tablet.own.account(tablet.account()).unwrap().quiet_until, Some(START + HOUR));
    assert_eq!(world.wiki.check_code(ADA, &tablet.code()).await["result"], "accepted");
    assert_eq!(world.wiki.try_ask(ADA).await.status, 429, "a code that was right does not end it");
    tablet.own.quiet(tablet.account(), None).await.unwrap();
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
    assert_eq!(phone.requests().await.len(), 1);
    assert_eq!(phone.own.account(phone.account()).unwrap().quiet_until, None);
}

#[tokio::test]
async fn a15_quiet_ends_by_itself_and_outlasts_a_restart() {
    let world = World::new();
    let phone = world.link(ADA).await;
    phone.own.quiet(phone.account(), Some(START + HOUR)).await.unwrap();
    let world = world.restart();
    assert_eq!(world.wiki.try_ask(ADA).await.status, 429);
    world.advance(HOUR);
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
    assert_eq!(phone.requests().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a15_quiet_is_said_on_the_login_page_and_ended_on_the_security_page() {
    for (language, [said, until, button]) in [
        ("en", ["Your phone is quiet until 09:00; type a code", "Quiet until 09:00", "Send requests again"]),
        ("fr", ["ne veut pas être dérangé jusqu’à 09:00", "Silence jusqu’à 09:00", "Recevoir de nouveau"]),
    ] {
        let world = World::new();
        let phone = world.link(ADA).await;
        let browser = Browser::open(&world, Looks { language, ..Looks::default() }).await;
        browser.sign_in().await;
        browser.comes_to("/sign-in/waiting").await;
        phone.own.quiet(phone.account(), Some(START + HOUR)).await.unwrap();
        browser.go("/sign-in/waiting").await;
        assert!(browser.text("[role=status]").await.contains(said), "{language}");
        browser.sign_in().await;
        browser.comes_to("/sign-in/waiting").await;
        assert!(browser.text("[role=status]").await.contains(said), "{language}");
        browser.go("/sign-in/code").await;
        browser.fill("code", &phone.code()).await;
        browser.press("main form button").await;
        browser.comes_to("/security").await;
        browser.go(&format!("/security?lang={language}")).await;
        assert!(browser.text("main").await.contains(until), "{language}");
        assert_eq!(browser.text("form[action='/security/quiet'] button").await, button);
        browser.press("form[action='/security/quiet'] button").await;
        browser.comes_to("/security?done=quiet").await;
        assert!(!browser.has("form[action='/security/quiet']").await);
        assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a15_quiet_in_the_terminal_for_one_account_or_all() {
    let (world, terminal) = (World::at(Place::new(), None), Terminal::new());
    terminal.link(&world);
    assert!(terminal.run("quiet --for 8h").contains("is quiet until"));
    assert!(terminal.run("list").contains("quiet until"));
    assert_eq!(world.wiki.try_ask(ADA).await.refusal().1, "push-quiet");
    assert!(terminal.run("quiet Atelier --off").contains("sends requests again"));
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
    assert!(terminal.json("quiet --until 07:00")["quiet_until"].is_i64());
    world.server.stop();
    assert!(terminal.run_with("quiet --off", "").status.code() == Some(1), "its server is down");
}
