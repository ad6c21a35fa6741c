//! A6 through a real ntfy beside the server, as an operator runs it: `make ntfy`.

use assent_core::authenticator::Repair;
use assent_core::message::{PushEndpoint, Verdict};
use assent_tests::http::Http;
use assent_tests::ntfy::Ntfy;
use assent_tests::place::Place;
use assent_tests::push_server::PushServer;
use assent_tests::world::{ADA, START, World};
use data_encoding::BASE64;
use reqwest::Method;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs ntfy, which moves with Debian's unstable: make ntfy"]
async fn a6_a_phone_on_ntfy_is_woken_pulls_and_says_yes() {
    let (ntfy, receiver) = (Ntfy::start().await, PushServer::start());
    let world = World::at(receiver.known_to(Place::new()), Some(START));
    let phone = world.link(ADA).await;
    let PushEndpoint::Webpush { p256dh, auth, .. } = receiver.endpoint("") else { panic!("another kind") };
    let endpoint = PushEndpoint::Webpush { endpoint: format!("{}/upA6assent?up=1", ntfy.origin), p256dh, auth };
    let renewed = phone.own.repair(phone.account(), Some(endpoint)).await;
    assert_eq!(renewed, Ok(Repair::Works { push_renewed: true }));
    let mut line = ntfy.subscribe("upA6assent").await;
    for _ in 0..3 {
        let id = world.wiki.ask(ADA).await;
        let came = line.next().await;
        assert_eq!((&came["event"], &came["encoding"]), (&"message".into(), &"base64".into()));
        // ntfy carried the very bytes: who has the keys reads them.
        let body = BASE64.decode(came["message"].as_str().unwrap().as_bytes()).unwrap();
        Http::to(&receiver.origin).send(Method::POST, "/carried", &[], body).await;
        assert_eq!(receiver.receive()["clear"], "wake");
        phone.answer(Verdict::Approve, None).await.unwrap();
        assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    }
}
