use super::*;
use crate::config::{Log, LogFormat, ProxyHeader, PublicUrl};
use crate::telemetry::tests::Kept;
use crate::telemetry::{Metrics, make_log};
use http::Request;
use tower::ServiceExt;

fn edge(metrics: &Arc<Metrics>) -> Router {
    let edge = Edge {
        public_url: PublicUrl::parse("https://login.example.org").unwrap(),
        trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
        proxy_header: ProxyHeader::XForwardedFor,
        metrics: Arc::clone(metrics),
    };
    let show = get(async |Extension(client): Extension<ClientAddress>| client.0.to_string());
    edge.around(Router::new().route("/people/{id}", show))
}

fn request(path: &str, host: &str) -> Request<axum::body::Body> {
    let request = Request::builder().uri(path).header("host", host).header("x-forwarded-for", "198.51.100.1");
    let peer = PeerAddr("10.0.0.1:4711".parse().unwrap());
    request.extension(peer).body(axum::body::Body::empty()).unwrap()
}

#[tokio::test]
async fn a_request_for_another_host_is_refused_and_others_know_their_client() {
    let router = edge(&Arc::default());
    let refused = router.clone().oneshot(request("/people/ada", "evil.example")).await.unwrap();
    assert_eq!(refused.status(), StatusCode::MISDIRECTED_REQUEST);
    let answered = router.oneshot(request("/people/ada", "login.example.org")).await.unwrap();
    let body = axum::body::to_bytes(answered.into_body(), 100).await.unwrap();
    assert_eq!(body, "198.51.100.1");
}

#[tokio::test]
async fn a_line_has_the_route_and_nothing_that_was_sent() {
    let kept = Kept::default();
    let log = Log { format: LogFormat::Json, level: tracing::level_filters::LevelFilter::TRACE };
    let _guard = tracing::subscriber::set_default(make_log(log, kept.clone()));
    let metrics = Arc::default();
    edge(&metrics).oneshot(request("/people/canary1?code=canary2", "login.example.org")).await.unwrap();
    edge(&metrics).oneshot(request("/canary3", "login.example.org")).await.unwrap();
    let text = kept.text() + &metrics.to_text();
    assert!(text.contains("\"http.route\":\"/people/{id}\"") && text.contains("\"http.status\":404"), "{text}");
    assert!(!text.contains("canary") && !text.contains("198.51.100.1"), "{text}");
}
