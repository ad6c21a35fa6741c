//! The bare loop: five handlers that answer what they always answer, three of them after a group commit of one small
//! row. What the server adds to this is its own; what this costs, any server pays.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use assent_core::ids::{ChallengeId, DeviceId, Nonce};
use assent_core::keys::{PublicKey, Signature, Signer, SoftwareKey};
use assent_core::message::{Addressing, Context, DeviceState, Message, Party, Prompt, Pulled, Text, sign};
use assent_core::random::SystemEntropy;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::Fault;
use crate::machine::open_commits;
use crate::options::Options;

const MAX_BATCH: usize = 128;
/// About the size of a receipt with its parts.
const RECEIPT_BYTES: usize = 3000;

/// Serves it at `address` until it is ended.
pub(crate) fn serve(address: SocketAddr, options: &Options) -> Result<(), Fault> {
    let folder = options.dir.as_ref().ok_or("the bare loop needs --dir")?;
    let name = if options.signed { "bare-signed.probe" } else { "bare.probe" };
    let conn = open_commits(&folder.join(name))?;
    let (commits, jobs) = channel();
    std::thread::spawn(move || work_off(&conn, &jobs));
    let bare = Arc::new(Bare::make(commits, options.signed)?);
    let router = Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/service/v1/challenges", post(ask))
        .route("/device/v1/pull", post(pull))
        .route("/device/v1/decide", post(decide))
        .route("/service/v1/challenges/{id}", get(wait))
        .route("/service/v1/challenges/{id}/redeem", post(redeem))
        .with_state(bare);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind(address).await?;
        Ok(axum::serve(listener, router).await?)
    })
}

struct Bare {
    commits: Sender<oneshot::Sender<()>>,
    asked: String,
    pulled: String,
    seen: String,
    redeemed: String,
    signing: Option<Signing>,
}

/// What the protocol can't do without: checking one message and signing others, without reading or making them.
struct Signing {
    key: SoftwareKey,
    public: PublicKey,
    signature: Signature,
    message: Vec<u8>,
}

impl Bare {
    fn make(commits: Sender<oneshot::Sender<()>>, signed: bool) -> Result<Self, Fault> {
        let (id, key) = (ChallengeId([7; 16]), SoftwareKey::make(&SystemEntropy::default())?.0);
        let pulled = make_pulled(&key, id)?;
        let receipt = "r".repeat(RECEIPT_BYTES);
        Ok(Self {
            commits,
            asked: format!(r#"{{"id":"{id}","number":null,"expires_at":1800000000}}"#),
            seen: format!(r#"{{"id":"{id}","status":"approved","reached":0,"expires_at":1800000000}}"#),
            redeemed: format!(r#"{{"id":"{id}","outcome":"approved","receipt":"{receipt}"}}"#),
            signing: signed.then(|| Signing::make(key, pulled.clone().into_bytes())).transpose()?,
            pulled,
        })
    }

    async fn commit(&self) -> Result<(), StatusCode> {
        let (done, committed) = oneshot::channel();
        self.commits.send(done).map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        committed.await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
    }

    /// Checks one message and signs `count`, in the signed loop.
    fn sign(&self, count: usize) -> Result<(), StatusCode> {
        const FAILED: StatusCode = StatusCode::INTERNAL_SERVER_ERROR;
        let Some(signing) = &self.signing else { return Ok(()) };
        signing.public.verify(&signing.message, &signing.signature).map_err(|_| FAILED)?;
        (0..count).try_for_each(|_| signing.key.sign(&signing.message).map(drop)).map_err(|_| FAILED)
    }
}

async fn ask(State(bare): State<Arc<Bare>>, _: String) -> Result<(StatusCode, String), StatusCode> {
    bare.commit().await?;
    Ok((StatusCode::CREATED, bare.asked.clone()))
}

async fn pull(State(bare): State<Arc<Bare>>, _: String) -> Result<String, StatusCode> {
    bare.sign(2)?;
    Ok(bare.pulled.clone())
}

async fn decide(State(bare): State<Arc<Bare>>, _: String) -> Result<String, StatusCode> {
    bare.sign(1)?;
    bare.commit().await?;
    Ok(bare.pulled.clone())
}

async fn wait(State(bare): State<Arc<Bare>>) -> String {
    bare.seen.clone()
}

async fn redeem(State(bare): State<Arc<Bare>>) -> Result<String, StatusCode> {
    bare.commit().await?;
    Ok(bare.redeemed.clone())
}

impl Signing {
    fn make(key: SoftwareKey, message: Vec<u8>) -> Result<Self, Fault> {
        let (public, signature) = (key.public_key(), key.sign(&message)?);
        Ok(Self { key, public, signature, message })
    }
}

/// A pull's answer with one prompt, as large as a real one.
fn make_pulled(key: &SoftwareKey, challenge: ChallengeId) -> Result<String, Fault> {
    let nonce = Nonce([7; 16]);
    let prompt = Prompt {
        nonce,
        challenge,
        service: Party { id: challenge.to_string(), name: Text::new("Load driver")? },
        account: Text::new("p7@load.example")?,
        context: Context { address: Some(Text::new("192.0.2.7")?), ..Context::default() },
        number_digits: 0,
        asked_at: 1_800_000_000,
    };
    let prompts = vec![sign_to_phone(key, prompt)?];
    let (state, notices) = (DeviceState::Active, Vec::new());
    let pulled = Pulled { nonce, state, prompts, notices, key_set: None, quiet_until: None };
    sign_to_phone(key, pulled)
}

fn sign_to_phone<M: Message>(key: &SoftwareKey, message: M) -> Result<String, Fault> {
    let (issuer, audience) = (key.public_key().thumbprint(), DeviceId([7; 16]).to_string());
    let to = Addressing { issuer: &issuer, audience: &audience, now: 1_800_000_000, expires_at: 1_800_000_060 };
    Ok(sign(message, to, key, &SystemEntropy::default())?)
}

fn work_off(conn: &rusqlite::Connection, jobs: &Receiver<oneshot::Sender<()>>) {
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(MAX_BATCH - 1));
        // Whoever waits for a commit that failed hears so by the dropped channel.
        if crate::machine::commit(conn, batch.len()).is_ok() {
            batch.into_iter().for_each(|done| _ = done.send(()));
        }
    }
}
