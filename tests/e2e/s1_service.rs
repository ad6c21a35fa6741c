//! The service API: ask, wait, redeem, take back (S1), receipts (S2), keys, and what strangers learn from it (P1).

use assent_core::message::{ReceiptBundle, Verdict};
use assent_tests::administration::Order;
use assent_tests::peers::python;
use assent_tests::service::Service;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

const NOBODY: &str = "nobody@atelier.example";

#[tokio::test]
async fn s1_a_service_asks_waits_redeems_once_and_keeps_a_receipt() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let who = world.wiki.get("/service").await.expect(200);
    assert_eq!((&who["id"], &who["name"]), (&json!(world.wiki.id), &json!("Wiki")));
    let asked = world.wiki.try_ask(ADA).await.expect(201);
    assert_eq!((&asked["number"], &asked["expires_at"]), (&Value::Null, &json!(START + 120)));
    let id = asked["id"].as_str().unwrap();
    assert_eq!(world.wiki.redeem(id).await.refusal(), (409, "pending".to_owned()));
    phone.answer(Verdict::Approve, None).await.unwrap();
    assert_eq!(world.wiki.wait(id, 55).await, "approved");
    let redeemed = world.wiki.redeem(id).await.expect(200);
    let receipt: ReceiptBundle = serde_json::from_value(redeemed["receipt"].clone()).unwrap();
    let proof = receipt.check(&world.wiki.id).unwrap();
    assert_eq!((&json!(proof.server_id), proof.prompt.account.as_str()), (&who["server_id"], ADA));
    assert_eq!(world.wiki.redeem(id).await.refusal(), (409, "redeemed".to_owned()));
}

#[tokio::test]
async fn s1_of_many_that_redeem_at_once_one_is_let_in() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    let tries: Vec<_> = (0..16).map(|_| redeem_aside(&world.wiki, &id)).collect();
    let mut statuses = Vec::new();
    for one in tries {
        statuses.push(one.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (200, &[409; 15][..]));
}

fn redeem_aside(service: &Service, id: &str) -> tokio::task::JoinHandle<u16> {
    let (service, id) = (service.clone(), id.to_owned());
    tokio::spawn(async move { service.redeem(&id).await.status })
}

#[tokio::test]
async fn s1_an_approval_is_redeemed_once_also_after_a_restart() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    let world = world.restart();
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    let world = world.restart();
    assert_eq!(world.wiki.redeem(&id).await.refusal(), (409, "redeemed".to_owned()));
}

#[tokio::test]
async fn s1_an_approval_counts_for_a_minute() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    world.advance(61);
    assert_eq!(world.wiki.redeem(&id).await.refusal(), (410, "too-late".to_owned()));
}

#[tokio::test]
async fn s1_a_request_that_nobody_answers_expires() {
    let world = World::new();
    let lives = json!({ "account": ADA, "lives_secs": 30 });
    let asked = world.wiki.post("/challenges", &lives).await.expect(201);
    let id = asked["id"].as_str().unwrap();
    world.advance(29);
    assert_eq!(world.wiki.wait(id, 0).await, "pending");
    world.advance(1);
    assert_eq!(world.wiki.wait(id, 0).await, "expired");
    let redeemed = world.wiki.redeem(id).await.expect(200);
    assert_eq!((&redeemed["outcome"], &redeemed["receipt"]), (&json!("expired"), &Value::Null));
}

#[tokio::test]
async fn s1_a_service_takes_its_request_back() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    let request = phone.request().await;
    let (ended, cancelled) = tokio::join!(world.wiki.wait(&id, 55), world.wiki.cancel(&id));
    assert_eq!((ended.as_str(), cancelled), ("cancelled", true));
    assert!(!world.wiki.cancel(&id).await, "it had ended already");
    assert!(phone.requests().await.is_empty());
    assert!(phone.own.answer(&request, Verdict::Approve, None).await.is_err());
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["cancelled"], "withdrawn");
}

#[tokio::test]
async fn s1_an_approved_request_can_not_be_taken_back() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    assert!(!world.wiki.cancel(&id).await);
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
}

#[tokio::test]
async fn s1_another_service_s_request_is_none_of_ours() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let mail = world.add_service("Mail");
    let id = world.wiki.ask(ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    let unknown = (404, "unknown-challenge".to_owned());
    assert_eq!(mail.get(&format!("/challenges/{id}")).await.refusal(), unknown);
    assert_eq!(mail.redeem(&id).await.refusal(), unknown);
    assert_eq!(mail.post(&format!("/challenges/{id}/cancel"), &json!({})).await.refusal(), unknown);
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
}

#[tokio::test]
async fn s1_services_ask_the_same_person_side_by_side() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let mail = world.add_service("Mail");
    let (first, second) = (world.wiki.ask(ADA).await, mail.ask(ADA).await);
    let requests = phone.requests().await;
    let names: Vec<_> = requests.iter().map(|request| request.prompt.service.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    for request in &requests {
        let verdict = if request.prompt.service.name.as_str() == "Mail" { Verdict::Deny } else { Verdict::Approve };
        phone.own.answer(request, verdict, None).await.unwrap();
    }
    assert_eq!(world.wiki.wait(&first, 0).await, "approved");
    assert_eq!(mail.wait(&second, 0).await, "denied");
}

#[tokio::test]
async fn s1_a_wrong_or_revoked_key_opens_nothing() {
    let world = World::new();
    let id = world.wiki.ask(ADA).await;
    let refusal = (401, "bad-key".to_owned());
    for key in ["", "ast_k_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &world.wiki.key[..20], "é"] {
        let stranger = Service { key: key.to_owned(), ..world.wiki.clone() };
        assert_eq!(stranger.get("/service").await.refusal(), refusal, "{key}");
        assert_eq!(stranger.try_ask(ADA).await.refusal(), refusal);
        assert_eq!(stranger.redeem(&id).await.refusal(), refusal);
        assert_eq!(stranger.post("/code-checks", &json!({})).await.refusal(), refusal);
    }
    assert_eq!(world.http.get("/service/v1/service").await.refusal(), refusal, "without any");
    let revoked = world.server.order(&Order::RevokeService { id: world.wiki.id.clone() });
    assert_eq!(revoked["revoked"], true);
    assert_eq!(world.wiki.get("/service").await.refusal(), refusal);
}

#[tokio::test]
async fn s1_three_unanswered_requests_are_enough() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let mail = world.add_service("Mail");
    for service in [&world.wiki, &mail, &world.wiki] {
        assert_eq!(service.try_ask(ADA).await.status, 201);
    }
    assert_eq!(mail.try_ask(ADA).await.refusal(), (429, "push-limit".to_owned()));
    let world = world.restart();
    let refused = world.wiki.try_ask(ADA).await;
    assert_eq!(refused.refusal(), (429, "push-limit".to_owned()), "also after a restart");
    assert!(refused.json()["detail"].as_str().unwrap().contains("code"), "{refused:?}");
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201, "another factor opens them again");
}

#[tokio::test]
async fn s1_ten_unanswered_requests_a_day_are_enough() {
    let world = World::new();
    for _ in 0..10 {
        assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
        world.advance(601);
    }
    assert_eq!(world.wiki.try_ask(ADA).await.refusal(), (429, "push-limit".to_owned()));
    world.advance(86_400);
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
}

#[tokio::test]
async fn s1_two_noes_pause_requests_for_a_quarter_of_an_hour() {
    let world = World::new();
    let phone = world.link(ADA).await;
    for _ in 0..2 {
        world.wiki.ask(ADA).await;
        phone.answer(Verdict::Deny, None).await.unwrap();
    }
    let refused = world.wiki.try_ask(ADA).await;
    assert_eq!(refused.refusal(), (429, "push-limit".to_owned()));
    assert_eq!(
        (&refused.json()["retry_after_secs"], &refused.headers["retry-after"]),
        (&json!(900), &"900".parse().unwrap())
    );
    world.advance(900);
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
}

/// Status, names of headers and names of members: all that a stranger could compare.
async fn shape(service: &Service, path: &str, body: &Value) -> (u16, Vec<String>, Vec<String>) {
    let answer = service.post(path, body).await;
    let headers = answer.headers.keys().map(ToString::to_string).collect();
    (answer.status, headers, answer.json().as_object().unwrap().keys().cloned().collect())
}

#[tokio::test]
async fn p1_an_account_that_does_not_exist_is_asked_as_if_it_did() {
    let world = World::new();
    world.add_person("locked@atelier.example");
    world.server.order(&Order::Lock { email: "locked@atelier.example".to_owned() });
    let accounts = [ADA, NOBODY, "locked@atelier.example"];
    for number in ["policy", "always"] {
        let mut shapes = Vec::new();
        for account in accounts {
            shapes.push(shape(&world.wiki, "/challenges", &json!({ "account": account, "number": number })).await);
        }
        assert!(shapes.iter().all(|shape| *shape == shapes[0]), "{shapes:?}");
        assert_eq!(shapes[0].0, 201);
    }
    for account in accounts {
        let id = world.wiki.ask(account).await;
        let seen = world.wiki.get(&format!("/challenges/{id}")).await.expect(200);
        assert_eq!((&seen["status"], &seen["reached"]), (&json!("pending"), &json!(0)));
        assert_eq!(world.wiki.try_ask(account).await.refusal(), (429, "push-limit".to_owned()), "{account}");
        world.advance(120);
        assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "expired", "{account}");
    }
}

#[tokio::test]
async fn p1_codes_of_an_account_that_does_not_exist_are_refused_as_of_one_that_does() {
    let world = World::new();
    world.link(ADA).await;
    assert_eq!(world.make_backup_codes().len(), 10);
    for (path, code) in [("/code-checks", "000000"), ("/backup-code-checks", "0000-0000-0000-0000")] {
        for n in 0..7 {
            let known = world.wiki.post(path, &json!({ "account": ADA, "code": code })).await;
            let unknown = world.wiki.post(path, &json!({ "account": NOBODY, "code": code })).await;
            assert_eq!((known.status, &known.body), (unknown.status, &unknown.body), "{path} {n}");
            let expected = if n < 5 { "wrong" } else { "throttled" };
            assert_eq!(known.json()["result"], expected, "{path} {n}");
        }
    }
}

#[tokio::test]
async fn s1_the_openapi_document_is_served_and_valid() {
    let world = World::new();
    let served = world.http.get("/service/v1/openapi.json").await;
    assert_eq!((served.status, &served.headers["content-type"]), (200, &"application/json".parse().unwrap()));
    assert_eq!(python("check_openapi.py", &[], &served.body).trim(), "valid");
    let paths = served.json()["paths"].as_object().unwrap().clone();
    for path in ["/service/v1/challenges", "/service/v1/challenges/{id}/redeem", "/service/v1/code-checks"] {
        assert!(paths.contains_key(path), "{path}");
    }
}

#[tokio::test]
async fn s1_answers_are_as_the_openapi_document_says() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let document = world.http.get("/service/v1/openapi.json").await.json();
    let mut seen = Vec::new();
    let id = world.wiki.ask(ADA).await;
    let mut note = |schema: &str, body: Value| seen.push(json!({ "schema": schema, "body": body }));
    note("StatusBody", world.wiki.get(&format!("/challenges/{id}")).await.json());
    phone.answer(Verdict::Approve, None).await.unwrap();
    note("RedeemedBody", world.wiki.redeem(&id).await.json());
    note("CancelledBody", world.wiki.post(&format!("/challenges/{id}/cancel"), &json!({})).await.json());
    note("AskedBody", world.wiki.try_ask(ADA).await.json());
    note("ServiceBody", world.wiki.get("/service").await.json());
    for code in ["000000", &phone.code()] {
        note("CheckedBody", world.wiki.check_code(ADA, code).await);
    }
    let input = json!({ "document": document, "seen": seen }).to_string();
    assert_eq!(python("check_answers.py", &[], &input).trim(), "7 fit");
}
