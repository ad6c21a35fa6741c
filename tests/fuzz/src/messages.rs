//! Signed messages, tickets, keys, receipts.

use std::sync::LazyLock;

use assent_core::keys::{Jwk, PublicKey, Signature, Signer, SoftwareKey};
use assent_core::message::{
    Addressing, Attestation, Decision, Enrol, Enrolled, Expected, HandedOver, Handover, KeyProof, KeySet, Leave,
    MAX_MESSAGE_BYTES, Message, Prompt, Pull, Pulled, Receipt, ReceiptBundle, Received, Succession, Ticket, Times,
    Update, parse_move, print_move, sign,
};
use assent_core::random::SystemEntropy;
use assent_server::config::AttestationFiles;
use assent_server::devices::{About, Trust, is_description, judge};
use assent_server::identity_checks::is_sealed_for;

static KEY: LazyLock<SoftwareKey> = LazyLock::new(|| SoftwareKey::make(&SystemEntropy::default()).unwrap().0);

/// Whatever comes in: nothing opens that our key did not sign.
pub fn envelope(bytes: &[u8]) {
    let Ok(received) = Received::new(bytes) else { return };
    assert!(bytes.len() <= MAX_MESSAGE_BYTES);
    try_as::<Enrol>(received);
    try_as::<Enrolled>(received);
    try_as::<KeyProof>(received);
    try_as::<KeySet>(received);
    try_as::<Prompt>(received);
    try_as::<Pull>(received);
    try_as::<Pulled>(received);
    try_as::<Decision>(received);
    try_as::<Receipt>(received);
    try_as::<Update>(received);
    try_as::<Leave>(received);
    try_as::<Handover>(received);
    try_as::<HandedOver>(received);
    try_as::<Succession>(received);
}

fn try_as<M: Message>(received: Received<'_>) {
    let _ = received.key_id::<M>();
    if let Ok(claims) = received.peek::<M>() {
        let expected = Expected { issuer: &claims.iss, audience: &claims.aud, times: Times::Any };
        assert!(received.open::<M>(&KEY.public_key(), &expected).is_err(), "a message opened that nobody signed");
    }
}

/// A real message with bytes changed: opens only when it is what was signed.
pub fn forged(bytes: &[u8]) {
    static WHOLE: LazyLock<String> = LazyLock::new(|| {
        let to = Addressing { issuer: "phone", audience: "server", now: 1_800_000_000, expires_at: 1_800_000_060 };
        sign(Leave { counter: 7 }, to, &*KEY, &SystemEntropy::default()).unwrap()
    });
    let mut changed = WHOLE.clone().into_bytes();
    for pair in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([pair[0], pair[1]])) % changed.len();
        changed[at] = pair[2];
    }
    let expected = Expected { issuer: "phone", audience: "server", times: Times::Any };
    let opened = Received::new(&changed).and_then(|received| received.open::<Leave>(&KEY.public_key(), &expected));
    assert_eq!(opened.is_ok(), changed == WHOLE.as_bytes());
}

/// What is read is printed as it was.
pub fn ticket(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(tickets) = parse_move(text) {
        assert_eq!(print_move(&tickets).as_str(), text.trim());
    }
    if let Ok(ticket) = Ticket::parse(text) {
        assert_eq!(ticket.print().as_str(), text.trim());
        assert!(ticket.server_url.starts_with("https://") || ticket.server_url.starts_with("http://"));
        assert!(!ticket.server_url.contains(['@', '#', '?', ' ']));
    }
}

/// Nobody's receipt is believed.
pub fn receipt(bytes: &[u8]) {
    if let Ok(bundle) = serde_json::from_slice::<ReceiptBundle>(bytes) {
        assert!(bundle.check("service").is_err());
    }
}

/// Keys and signatures.
pub fn keys(bytes: &[u8]) {
    if let Ok(jwk) = serde_json::from_slice::<Jwk>(bytes)
        && let Ok(key) = PublicKey::try_from(&jwk)
    {
        assert_eq!(key.to_jwk(), jwk, "one key has one form");
    }
    let _ = PublicKey::from_point(bytes);
    for signature in [Signature::from_der(bytes), Signature::from_fixed(bytes)].into_iter().flatten() {
        assert!(signature.to_low_s().is_low_s());
        assert!(KEY.public_key().verify(bytes, &signature).is_err());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Signature::from_base64url(text);
    }
}

/// Certificates, each with its length before it, and what hardware says of a key: nothing is proved that no maker signed.
pub fn attestation(bytes: &[u8]) {
    static TRUST: LazyLock<Trust> = LazyLock::new(|| Trust::open(&AttestationFiles::default()).unwrap());
    let _ = is_description(bytes);
    let (mut chain, mut rest) = (Vec::new(), bytes);
    while let Some((length, more)) = rest.split_first_chunk::<2>() {
        let (certificate, after) = more.split_at(usize::from(u16::from_be_bytes(*length)).min(more.len()));
        chain.push(certificate.to_vec());
        rest = after;
    }
    let Some(offered) = Attestation::of_android(&chain) else { return };
    let about = About { key: &KEY.public_key(), challenge: &[7; 32], now: 1_800_000_000 };
    if let Ok(found) = judge(&TRUST, &offered, about) {
        assert_eq!(found.proved(), None, "a key is proved that nobody attested");
    }
}

/// The outside of a sealed picture: what is for nobody is never taken.
pub fn sealed_picture(bytes: &[u8]) {
    assert_ne!(is_sealed_for(bytes, &[]), Some(true));
}
