//! Signed messages: what would be signed, and what is believed.

use std::sync::Mutex;

use assent_core::keys::{Jwk, PublicKey, SignError, Signature, Signer};
use assent_core::message::{
    Addressing, Decision, Done, Enrol, Enrolled, Expected, KeySet, Leave, Message, Prompt, Pull, Pulled, Receipt,
    Received, Refusal, Times, Update, sign,
};
use assent_core::random::{NoRandomness, Random, SystemEntropy};

use crate::AppError;

/// Calls `$work::<M>($args)` for the message type that `$kind` names.
macro_rules! for_kind {
    ($kind:expr, $work:ident($($arg:expr),*)) => {
        match $kind {
            "decision" => $work::<Decision>($($arg),*),
            "done" => $work::<Done>($($arg),*),
            "enrol" => $work::<Enrol>($($arg),*),
            "enrolled" => $work::<Enrolled>($($arg),*),
            "keys" => $work::<KeySet>($($arg),*),
            "leave" => $work::<Leave>($($arg),*),
            "prompt" => $work::<Prompt>($($arg),*),
            "pull" => $work::<Pull>($($arg),*),
            "pulled" => $work::<Pulled>($($arg),*),
            "receipt" => $work::<Receipt>($($arg),*),
            "update" => $work::<Update>($($arg),*),
            other => Err(bad("no such message", other)),
        }
    };
}

/// What a signer gets to sign of a message: `message` is its JSON; clock, randomness and key are given.
///
/// # Errors
/// [`AppError::BadInput`].
#[uniffi::export]
#[expect(clippy::too_many_arguments, reason = "all that goes into a message, by its name")]
pub fn probe_signing_input(
    kind: String,
    message: String,
    issuer: String,
    audience: String,
    issued_at: i64,
    expires_at: i64,
    jti: Vec<u8>,
    key: String,
) -> Result<String, AppError> {
    let signer = Listening { public: read_key(&key)?, heard: Mutex::default() };
    let to = Addressing { issuer: &issuer, audience: &audience, now: issued_at, expires_at };
    let random = Given(jti, SystemEntropy::default());
    for_kind!(kind.as_str(), sign_as(&message, to, &signer, &random))?;
    let heard = std::mem::take(&mut *signer.heard.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    String::from_utf8(heard).map_err(|error| bad("not text", error))
}

/// Opens a message as whoever expects it does, at any time. Gives its claims as JSON, printed again.
///
/// # Errors
/// [`AppError::Untrusted`]; its `detail` is the refusal's name.
#[uniffi::export]
pub fn probe_open(
    kind: String,
    compact: String,
    issuer: String,
    audience: String,
    key: String,
) -> Result<String, AppError> {
    let key = read_key(&key)?;
    let expected = Expected { issuer: &issuer, audience: &audience, times: Times::Any };
    for_kind!(kind.as_str(), open_as(&compact, &key, &expected))
}

fn sign_as<M: Message>(message: &str, to: Addressing<'_>, signer: &Listening, random: &Given) -> Result<(), AppError> {
    let message: M = serde_json::from_str(message).map_err(|error| bad("not such a message", error))?;
    sign(message, to, signer, random).map(drop).map_err(AppError::internal)
}

fn open_as<M: Message>(compact: &str, key: &PublicKey, expected: &Expected<'_>) -> Result<String, AppError> {
    let open = || Received::new(compact.as_bytes())?.open::<M>(key, expected);
    let claims = open().map_err(untrusted)?;
    serde_json::to_string(&claims).map_err(AppError::internal)
}

fn untrusted(why: Refusal) -> AppError {
    AppError::Untrusted { key: "error-untrusted".to_owned(), detail: format!("{why:?}") }
}

fn read_key(jwk: &str) -> Result<PublicKey, AppError> {
    let jwk: Jwk = serde_json::from_str(jwk).map_err(|error| bad("not a key", error))?;
    PublicKey::try_from(&jwk).map_err(|error| bad("not a key", error))
}

fn bad(what: &str, detail: impl std::fmt::Display) -> AppError {
    AppError::bad_input("error-probe", format!("{what}: {detail}"))
}

/// Signs nothing, and remembers what it should have signed.
struct Listening {
    public: PublicKey,
    heard: Mutex<Vec<u8>>,
}

impl Signer for Listening {
    fn public_key(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignError> {
        *self.heard.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = message.to_vec();
        Signature::from_fixed(&[1; 64]).map_err(|_| SignError::Failed)
    }
}

/// Randomness that is known beforehand.
struct Given(Vec<u8>, SystemEntropy);

impl Random for Given {
    fn fill(&self, into: &mut [u8]) -> Result<(), NoRandomness> {
        let given = self.0.get(..into.len()).ok_or(NoRandomness)?;
        into.copy_from_slice(given);
        Ok(())
    }

    fn ring(&self) -> &ring::rand::SystemRandom {
        self.1.ring()
    }
}
