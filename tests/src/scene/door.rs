//! What programs in other languages may ask for, as JSON over HTTP: `POST /new`, then `POST /<scene>/<act>`.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Mutex;

use super::{Scene, oathtool};

type Scenes = Arc<Mutex<HashMap<String, Arc<Mutex<Scene>>>>>;

/// What an act may need.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wish {
    id: String,
    code: String,
    with_number: bool,
    secs: u32,
    secret: String,
    at: i64,
    address: String,
}

/// Serves scenes on a port of this machine's own; gives its address.
pub async fn open_door() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let routes = Router::new().route("/new", post(new)).route("/{scene}/{act}", post(perform));
    tokio::spawn(async move { axum::serve(listener, routes.with_state(Scenes::default())).await.unwrap() });
    address
}

async fn new(State(scenes): State<Scenes>) -> Json<Value> {
    let scene = Scene::new().await;
    let mut facts = scene.facts();
    let mut scenes = scenes.lock().await;
    let name = format!("s{}", scenes.len());
    facts["scene"] = json!(name);
    scenes.insert(name, Arc::new(Mutex::new(scene)));
    Json(facts)
}

async fn perform(
    Path((scene, act)): Path<(String, String)>,
    State(scenes): State<Scenes>,
    Json(wish): Json<Wish>,
) -> Json<Value> {
    let scene = Arc::clone(scenes.lock().await.get(&scene).expect("a scene that was made"));
    let mut scene = scene.lock().await;
    Json(match act.as_str() {
        "ticket" => scene.ticket().await,
        "confirm" => scene.confirm(&wish.id, &wish.code).await,
        "phones" => scene.phones().await,
        "woken-at" => scene.woken_at().await,
        "sign-in" => scene.sign_in(&wish.address).await,
        "remove-phones" => scene.remove_phones().await,
        "ask" => scene.ask(wish.with_number, wish.secs).await,
        "try-ask" => scene.try_ask().await,
        "status" => json!({ "status": scene.wiki.wait(&wish.id, wish.secs).await }),
        "redeem" => scene.wiki.redeem(&wish.id).await.expect(200),
        "cancel" => json!({ "cancelled": scene.wiki.cancel(&wish.id).await }),
        "check-code" => scene.wiki.check_code(super::ADA, &wish.code).await,
        "stop" => scene.stop(),
        "start" => scene.start(),
        "oathtool" => oathtool(&wish.secret, wish.at),
        other => panic!("nobody knows how to {other}"),
    })
}
