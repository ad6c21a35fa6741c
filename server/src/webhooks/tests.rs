//! The rules of this room, against the real store and real sockets.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::app::testing::TestApp;
use crate::model::{AuditEvent, AuditKind, Service, ServiceId};
use crate::people::Admin;
use crate::services::add_service;

/// A service on this machine that answers with one status after the other, and says what it got.
async fn listen(statuses: &'static [u16]) -> (String, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        for status in statuses {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (mut bytes, mut text) = ([0; 8192], String::new());
            while !text.ends_with('}') {
                let count = stream.read(&mut bytes).await.unwrap();
                text.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
            }
            let elsewhere = "location: http://127.0.0.1:9/\r\n";
            let answer = format!("HTTP/1.1 {status} X\r\n{elsewhere}content-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            tell.send(text).unwrap();
        }
    });
    (format!("http://{address}/hook"), told)
}

async fn app_with_service() -> (TestApp, Service) {
    let (mut app, _) = TestApp::with_ada().await;
    let sender = HttpSender::new(vec!["127.0.0.0/8".parse().unwrap()]).unwrap();
    Arc::get_mut(&mut app.app).unwrap().webhooks = Arc::new(sender);
    let service = add_service(&app, &Admin::at_the_machine(), "Shop").await.ok().unwrap().service;
    (app, service)
}

async fn happen(app: &TestApp, kind: AuditKind, service: Option<ServiceId>) {
    let ada = app.store.list_people(&<_>::default(), None, 1).await.unwrap().remove(0);
    let event = AuditEvent { service, detail: Some("it".to_owned()), ..AuditEvent::new(app.now(), kind) };
    app.store.append_audit(vec![event.of(ada.id)]).await.unwrap();
}

#[tokio::test]
async fn what_happened_is_told_signed_and_again_until_it_is_taken() {
    let (app, shop) = app_with_service().await;
    let (url, mut told) = listen(&[500, 302, 204]).await;
    let admin = Admin::at_the_machine();
    let secret = set_webhook(&app, &admin, shop.id, &url).await.ok().unwrap().secret;
    happen(&app, AuditKind::ChallengeReported, Some(shop.id)).await;
    assert_eq!(work(&app).await, Ok(0), "the service failed");
    let first = told.recv().await.unwrap();
    assert_eq!(work(&app).await, Ok(0), "not due");
    app.clock.advance(5);
    assert_eq!(work(&app).await, Ok(0), "a redirect is not followed");
    told.recv().await.unwrap();
    app.clock.advance(300);
    assert_eq!(work(&app).await, Ok(1));
    let last = told.recv().await.unwrap();
    let header = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.to_lowercase().starts_with(name)).unwrap().to_owned();
        line.split_once(": ").unwrap().1.to_owned()
    };
    let (id, at) = (header(&last, "webhook-id"), header(&last, "webhook-timestamp"));
    assert_eq!(id, header(&first, "webhook-id"), "the same message");
    assert_ne!(at, header(&first, "webhook-timestamp"));
    let body = last.split_once("\r\n\r\n").unwrap().1;
    let expected = super::sign::signature(&secret, &id, at.parse().unwrap(), body);
    assert_eq!(Some(header(&last, "webhook-signature")), expected);
    assert!(body.contains("challenge.reported") && body.contains("ada@atelier.example"));
    let listed = list_deliveries(&app, &admin, shop.id, 9).await.unwrap();
    assert!(listed[0].done_at.is_some() && listed[0].tries == 3);
    assert_eq!(listed[0].answer.as_deref(), Some("204 No Content"));
}

#[tokio::test]
async fn a_service_is_told_of_its_own_logins_and_of_all_phones() {
    let (app, shop) = app_with_service().await;
    let (url, mut told) = listen(&[200, 200]).await;
    set_webhook(&app, &Admin::at_the_machine(), shop.id, &url).await.ok().unwrap();
    happen(&app, AuditKind::ChallengeApproved, Some(ServiceId([9; 16]))).await;
    happen(&app, AuditKind::DeviceLinked, None).await;
    happen(&app, AuditKind::PasswordChanged, None).await;
    assert_eq!(work(&app).await, Ok(1));
    assert!(told.recv().await.unwrap().contains("device.linked"));
}

#[tokio::test]
async fn nothing_is_sent_to_what_is_not_public() {
    let (mut app, shop) = app_with_service().await;
    let admin = Admin::at_the_machine();
    let (url, mut told) = listen(&[200]).await;
    set_webhook(&app, &admin, shop.id, &url).await.ok().unwrap();
    let strict = HttpSender::new(Vec::new()).unwrap();
    Arc::get_mut(&mut app.app).unwrap().webhooks = Arc::new(strict);
    happen(&app, AuditKind::ChallengeApproved, Some(shop.id)).await;
    assert_eq!(work(&app).await, Ok(0));
    assert!(told.try_recv().is_err(), "nobody connected");
    for bad in [
        "http://example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "ftp://example.org",
        "https://169.254.169.254/latest",
        "https://user:secret@example.org/",
        "https://2130706433/",
        "https://0x7f.1/",
        "javascript:alert(1)",
        "",
        "not an address",
    ] {
        let refused = set_webhook(&app, &admin, shop.id, bad).await;
        assert!(matches!(refused, Err(WebhookRefused::Address(_))), "{bad}");
    }
}

#[tokio::test]
async fn a_name_that_leads_inside_is_not_reached() {
    let (mut app, shop) = app_with_service().await;
    let strict = HttpSender::new(Vec::new()).unwrap();
    Arc::get_mut(&mut app.app).unwrap().webhooks = Arc::new(strict);
    let admin = Admin::at_the_machine();
    // Every name is taken when it is set; what it leads to is looked at each time.
    set_webhook(&app, &admin, shop.id, "https://localhost:9/").await.ok().unwrap();
    happen(&app, AuditKind::ChallengeApproved, Some(shop.id)).await;
    assert_eq!(work(&app).await, Ok(0));
    let listed = list_deliveries(&app, &admin, shop.id, 1).await.unwrap();
    assert!(listed[0].answer.as_deref().unwrap().contains("not a public one"), "{:?}", listed[0].answer);
}

#[tokio::test]
async fn a_message_is_sent_again_on_request_and_none_after_removal() {
    let (app, shop) = app_with_service().await;
    let (url, mut told) = listen(&[200, 200]).await;
    let admin = Admin::at_the_machine();
    set_webhook(&app, &admin, shop.id, &url).await.ok().unwrap();
    happen(&app, AuditKind::ChallengeDenied, Some(shop.id)).await;
    assert_eq!(work(&app).await, Ok(1));
    let id = list_deliveries(&app, &admin, shop.id, 1).await.unwrap()[0].id;
    assert_eq!(resend(&app, &admin, ServiceId([9; 16]), id).await, Ok(false), "another service's");
    assert_eq!(resend(&app, &admin, shop.id, id).await, Ok(true));
    assert_eq!(work(&app).await, Ok(1));
    for _ in 0..2 {
        told.recv().await.unwrap();
    }
    assert_eq!(remove_webhook(&app, &admin, shop.id).await, Ok(true));
    happen(&app, AuditKind::ChallengeDenied, Some(shop.id)).await;
    assert_eq!(work(&app).await, Ok(0));
}
