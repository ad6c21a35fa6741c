//! P12 and what else is told by mail, read from a real mail server.

use assent_core::clock::Clock;
use assent_core::message::Verdict;
use assent_tests::administration::Order;
use assent_tests::mail_sink::MailSink;
use assent_tests::place::{FROM, Place};
use assent_tests::program::{run_to_end, words_of};
use assent_tests::server::TestServer;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

fn place_with(sink: &MailSink) -> Place {
    Place::new().mailing(sink)
}

fn world_with(sink: &MailSink) -> World {
    World::at(place_with(sink), Some(START))
}

fn set_alerts(world: &World, alerts: &str, language: &str) {
    let (email, alerts, language) = (ADA.to_owned(), alerts.to_owned(), language.to_owned());
    world.server.order(&Order::SetAlerts { email, alerts, language });
}

fn subject(mail: &Value) -> &str {
    mail["subject"].as_str().unwrap()
}

#[tokio::test]
async fn a_changed_account_is_told_by_mail() {
    let mut sink = MailSink::start();
    let world = world_with(&sink);
    let phone = world.link(ADA).await;
    world.server.order(&Order::Mail);
    let mails = [sink.receive(), sink.receive()];
    let mut subjects = mails.each_ref().map(subject);
    subjects.sort_unstable();
    assert_eq!(subjects, ["Atelier: A phone was linked to your account", "Atelier: Two-step verification is on"]);
    let linked = mails.iter().find(|mail| subject(mail).contains("phone")).unwrap();
    assert_eq!(
        (&linked["to"], &linked["from"], &linked["auto"]),
        (&json!([ADA]), &json!(FROM), &json!("auto-generated"))
    );
    for part in ["text", "html"] {
        let words = linked[part].as_str().unwrap();
        assert!(words.contains("Pixel") && words.contains(&format!("{}/compromised", world.place.origin)), "{words}");
    }
    world.wiki.ask(ADA).await;
    phone.answer(Verdict::Report, None).await.unwrap();
    world.server.order(&Order::Mail);
    assert_eq!(subject(&sink.receive()), "Atelier: A sign-in was reported: it was not you");
}

#[tokio::test]
async fn p12_sign_ins_are_told_as_the_person_chose_and_failures_once_an_hour() {
    let mut sink = MailSink::start();
    let world = world_with(&sink);
    set_alerts(&world, "failures", "fr");
    let _phone = world.link(ADA).await;
    for _ in 0..3 {
        assert_eq!(world.wiki.check_code(ADA, "000000").await["result"], "wrong");
    }
    world.server.order(&Order::Mail);
    let subjects: Vec<_> = (0..3).map(|_| subject(&sink.receive()).to_owned()).collect();
    let failed = "Atelier: Tentative de connexion à votre compte";
    assert_eq!(subjects.iter().filter(|subject| *subject == failed).count(), 1, "{subjects:?}");
    set_alerts(&world, "never", "fr");
    world.advance(3600);
    world.wiki.check_code(ADA, "000000").await;
    world.server.order(&Order::Mail);
    // Being told of the next sign-in shows that nothing came before it.
    set_alerts(&world, "always", "en");
    set_alerts(&world, "always", "en");
    world.server.order(&Order::Mail);
    assert_eq!(subject(&sink.receive()), "Atelier: Somebody signed in to your account");
}

#[tokio::test]
async fn a_mail_that_is_put_off_comes_later_and_also_after_a_restart() {
    let mut sink = MailSink::start();
    let world = world_with(&sink);
    let later = "later-ada@atelier.example";
    world.add_person(later);
    world.add_person("nobody-here@atelier.example");
    for email in ["nobody-here@atelier.example", later] {
        world.server.order(&Order::Lock { email: email.to_owned() });
    }
    world.server.order(&Order::Mail);
    let world = world.restart();
    world.advance(59);
    assert_eq!(world.server.order(&Order::Mail)["sent"], 0);
    world.advance(1);
    world.server.order(&Order::Mail);
    let mail = sink.receive();
    assert_eq!((subject(&mail), &mail["to"]), ("Atelier: Your account was locked", &json!([later])));
}

#[tokio::test]
async fn nobody_is_told_late_of_what_happened_before_mail_was_set_up() {
    let mut sink = MailSink::start();
    let world = World::new();
    world.server.order(&Order::Lock { email: ADA.to_owned() });
    world.advance(86_401);
    let World { server, place, clock, .. } = world;
    server.stop();
    let place = place.mailing(&sink);
    let server = TestServer::start(&place, Some(clock.now()));
    server.order(&Order::Unlock { email: ADA.to_owned() });
    server.order(&Order::Mail);
    assert_eq!(subject(&sink.receive()), "Atelier: Your account was unlocked");
}

#[test]
fn mail_test_says_whether_mail_goes_out() {
    let mut sink = MailSink::start();
    let place = place_with(&sink);
    let sent = run_to_end(&place, &["mail-test", "--language", "fr", "ops@atelier.example"], "");
    assert!(sent.status.success(), "{}", words_of(&sent));
    assert_eq!(subject(&sink.receive()), "Atelier: L’envoi de courriels fonctionne");
    for (to, place, said) in [
        ("nobody-here@atelier.example", place, "no such person"),
        ("ops@atelier.example", Place::new(), "[mail]"),
        (
            "ops@atelier.example",
            Place::new().with("ASSENT_MAIL_SMTP", "smtp://127.0.0.1:9").with("ASSENT_MAIL_FROM", FROM),
            "127.0.0.1:9",
        ),
    ] {
        let refused = run_to_end(&place, &["mail-test", to], "");
        assert_eq!(refused.status.code(), Some(1));
        assert!(words_of(&refused).contains(said), "{}", words_of(&refused));
    }
}
