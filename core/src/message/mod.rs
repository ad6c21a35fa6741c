//! What phone and server say to each other: one signed envelope, one file per message (`docs/protocol.md`).

mod attestation;
mod decision;
mod enrol;
mod envelope;
mod handover;
mod hash;
mod key_set;
mod link_code;
mod move_code;
mod move_text;
mod notice;
mod prompt;
mod pull;
mod receipt;
mod refusal;
mod succession;
mod text;
mod ticket;
mod update;

pub use attestation::{ANDROID_KEY, Attestation, derive_attestation_challenge};
pub use decision::{Decision, UserVerification, Verdict};
pub use enrol::{
    DeviceDescription, Enrol, Enrolled, KeyProof, MAX_ENROL_BYTES, OtpGrant, PushEndpoint, WireSecret, enrol_mac,
};
pub use envelope::{Addressing, Claims, Expected, MAX_MESSAGE_BYTES, Message, Received, Times, sign};
pub use handover::{HandedOver, Handover, HandoverState, HandoverWish, Successor};
pub use hash::Sha256;
pub use key_set::{KeySet, PromptKey};
pub use link_code::derive_link_code;
pub use move_code::{MovePart, derive_move_code};
pub use move_text::{MAX_MOVED, parse_move, print_move};
pub use notice::{AccountChange, Notice, NoticeKind};
pub use prompt::{Context, Party, Prompt};
pub use pull::{DeviceState, MAX_WAIT_SECS, Pull, Pulled};
pub use receipt::{AuditPosition, Outcome, Proof, Receipt, ReceiptBundle, ReceiptError};
pub use refusal::Refusal;
pub use succession::Succession;
pub use text::{BadText, MAX_TEXT_BYTES, Text};
pub use ticket::{BadTicket, Ticket};
pub use update::{Done, Leave, MAX_QUIET_SECS, Quiet, Update};
