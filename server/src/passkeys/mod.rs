//! Passkeys and security keys (WebAuthn Level 3), with user verification: each is a second step, and the whole sign-in
//! where the authenticator knows the account.

mod add;
mod ceremony;
mod prove;
mod relying_party;

pub use add::{
    AddedPasskey, PasskeyRefused, add_passkey, begin_adding, list_passkeys, list_usable_passkeys, remove_passkey,
};
pub use prove::{begin_sign_in, begin_step, finish_sign_in, finish_step};
pub use relying_party::RelyingParty;
