//! HTTP that is wrong: types, JSON, hosts, forwarded headers, sizes.

use assent_tests::http::send_raw;
use assent_tests::service::Service;
use assent_tests::world::{ADA, World};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn s1_json_that_is_not_what_is_expected_is_refused_in_words() {
    let world = World::new();
    let key = format!("Bearer {}", world.wiki.key);
    for body in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"account":7}"#,
        r#"{"account":"ada@atelier.example","number":"never"}"#,
        r#"{"account":"ada@atelier.example","surprise":1}"#,
        r#"{"account":"ada@atelier.example","account":"bob@atelier.example"}"#,
        r#"{"account":"ada@atelier.example","context":{"ip":"192.0.2.7"}}"#,
        r#"{"account":"ada@atelier.example","lives_secs":1e99}"#,
    ] {
        let headers = [("authorization", key.as_str()), ("content-type", "application/json")];
        let answer = world.http.send(Method::POST, "/service/v1/challenges", &headers, body).await;
        assert_eq!(answer.refusal(), (400, "bad-request".to_owned()), "{body}");
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{body}");
    }
    assert_eq!(world.wiki.try_ask(ADA).await.status, 201);
}

#[tokio::test]
async fn s1_values_that_make_no_sense_are_refused_in_words() {
    let world = World::new();
    for (name, value, code) in [
        ("lives_secs", json!(9), "bad-life"),
        ("lives_secs", json!(601), "bad-life"),
        ("lives_secs", json!(i64::MIN), "bad-life"),
        ("account", json!(""), "bad-account"),
        ("account", json!("ada"), "bad-account"),
        ("account", json!("a\u{0}da@atelier.example"), "bad-account"),
        ("account", json!(format!("{}@atelier.example", "a".repeat(300))), "bad-account"),
    ] {
        let mut body = json!({ "account": ADA });
        body[name] = value;
        assert_eq!(world.wiki.post("/challenges", &body).await.refusal(), (400, code.to_owned()), "{body}");
    }
}

#[tokio::test]
async fn s1_a_challenge_that_was_never_made_is_unknown() {
    let world = World::new();
    for id in ["x", "AAAAAAAAAAAAAAAAAAAAAA", "%ff", "..%2f..%2f", &"A".repeat(5000)] {
        let unknown = (404, "unknown-challenge".to_owned());
        assert_eq!(world.wiki.get(&format!("/challenges/{id}")).await.refusal(), unknown, "{id}");
        assert_eq!(world.wiki.redeem(id).await.refusal(), unknown, "{id}");
        assert_eq!(world.wiki.post(&format!("/challenges/{id}/cancel"), &json!({})).await.refusal(), unknown, "{id}");
    }
}

#[tokio::test]
async fn s1_a_wait_that_is_no_number_is_refused_in_words() {
    let world = World::new();
    let id = world.wiki.ask(ADA).await;
    for query in ["wait=soon", "wait=-1", "wait=1.5", "reached=many", "wait=0&wait=1"] {
        let answer = world.wiki.get(&format!("/challenges/{id}?{query}")).await;
        assert_eq!(answer.refusal(), (400, "bad-request".to_owned()), "{query}");
    }
    assert_eq!(world.wiki.wait(&id, 0).await, "pending");
}

#[tokio::test]
async fn s1_what_is_not_there_and_what_is_done_otherwise_is_refused_with_a_code() {
    let world = World::new();
    assert_eq!(world.http.get("/nothing/here").await.refusal(), (404, "no-such-address".to_owned()));
    for path in ["/device/v1/pull", "/service/v1/challenges", "/service/v1/code-checks"] {
        let answer = world.http.get(path).await;
        assert_eq!(answer.refusal(), (405, "wrong-method".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a6_another_content_type_than_jose_is_refused() {
    let world = World::new();
    let phone = world.link_by_hand(ADA).await;
    let message = phone.sign(phone.pull_claims(0), &phone.request);
    for headers in [&[][..], &[("content-type", "application/json")], &[("content-type", "text/plain")]] {
        for door in ["enrol", "pull", "decide", "update", "leave"] {
            let path = format!("/device/v1/{door}");
            let answer = world.http.send(Method::POST, &path, headers, message.clone()).await;
            assert_eq!(answer.refusal(), (415, "not-jose".to_owned()), "{door} {headers:?}");
        }
    }
}

#[tokio::test]
async fn s1_a_body_over_64_kib_is_not_read() {
    let world = World::new();
    let body = json!({ "account": ADA, "context": { "place": "x".repeat(64 * 1024) } });
    assert_eq!(world.wiki.post("/challenges", &body).await.refusal(), (413, "too-large".to_owned()));
    let unread = format!(
        "POST /service/v1/challenges HTTP/1.1\r\nhost: {}\r\ncontent-length: 99999999\r\n\r\n",
        world.place.address()
    );
    assert_eq!(send_raw(&world.place.address(), unread.as_bytes()).0, 413, "refused by its length alone");
}

#[tokio::test]
async fn p1_a_made_up_host_reaches_nothing() {
    let world = World::new();
    let own = world.place.address();
    let wiki = &world.wiki;
    for hosts in [
        "host: evil.example\r\n".to_owned(),
        format!("host: {own}\r\nhost: evil.example\r\n"),
        format!("host: {own}.evil.example\r\n"),
        format!("host: evil.example\r\nx-forwarded-host: {own}\r\n"),
        String::new(),
    ] {
        let request = format!(
            "GET /service/v1/service HTTP/1.1\r\n{hosts}authorization: Bearer {}\r\nconnection: close\r\n\r\n",
            wiki.key
        );
        let (status, body) = send_raw(&own, request.as_bytes());
        assert!([400, 421].contains(&status), "{hosts}: {status} {body}");
        assert!(status == 400 || body.contains("wrong-host"), "{body}");
    }
    let forwarded = [("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")];
    assert_eq!(world.http.send(Method::GET, "/service/v1/openapi.json", &forwarded, "").await.status, 200);
    assert!(world.make_ticket(ADA, None).text.starts_with(&world.place.origin));
}

#[tokio::test]
async fn p1_made_up_addresses_get_nobody_around_the_throttle() {
    let world = World::new();
    for n in 0..6 {
        let address = format!("198.51.100.{n}");
        let headers = [("x-forwarded-for", address.as_str()), ("content-type", "application/json")];
        let key = format!("Bearer {}", world.wiki.key);
        let headers = [headers[0], headers[1], ("authorization", key.as_str())];
        let body = json!({ "account": ADA, "code": "000000", "address": address }).to_string();
        let told: Value = world.http.send(Method::POST, "/service/v1/code-checks", &headers, body).await.expect(200);
        assert_eq!(told["result"], if n < 5 { "wrong" } else { "throttled" }, "{n}");
    }
}

#[tokio::test]
async fn s1_what_is_no_http_is_refused_and_the_server_goes_on() {
    let world = World::new();
    let address = world.place.address();
    for request in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /device/v1/pull HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"POST /device/v1/pull HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
    ] {
        assert_eq!(send_raw(&address, request).0, 400, "{}", String::from_utf8_lossy(request));
    }
    let head = format!("GET / HTTP/1.1\r\nhost: {address}\r\nx: {}\r\n\r\n", "x".repeat(64 * 1024));
    assert_eq!(send_raw(&address, head.as_bytes()).0, 431);
    assert_eq!(world.wiki.get("/service").await.status, 200);
}

#[tokio::test]
async fn s3_what_is_typed_as_a_code_may_be_anything() {
    let world = World::new();
    let stranger = Service { ..world.wiki.clone() };
    let long = "1".repeat(60_000);
    for (n, code) in ["", " ", "12345", "1234567", "½½½½½½", "１２３４５６", &long].iter().enumerate() {
        let told = stranger.check_code(ADA, code).await;
        assert_eq!(told["result"], if n < 5 { "wrong" } else { "throttled" }, "{code:.20}");
        let told = stranger.check_backup_code(ADA, code).await;
        assert_eq!(told["result"], "wrong", "{code:.20}: no backup code, so nothing is counted");
    }
}
