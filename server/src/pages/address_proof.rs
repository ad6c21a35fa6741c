//! What the link opens that goes to an address which is to be proved.

use askama::Template;
use assent_core::secret::Secret;

use super::frame::Frame;

/// Asks whether the address is the reader's, and says what became of it.
#[derive(Template)]
#[template(path = "address_proof.html")]
pub struct AddressProof {
    /// The page's surroundings.
    pub frame: Frame,
    /// What it has to say.
    pub state: AddressState,
}

/// Where a link leads.
pub enum AddressState {
    /// It can be proved.
    Open {
        /// What the link carried.
        token: Secret,
        /// The address.
        email: String,
        /// What the account signs in with now.
        account: String,
        /// Whether it will be the one to sign in with.
        is_next: bool,
    },
    /// It is for getting back in.
    Recovery,
    /// It is the one to sign in with.
    SignIn,
    /// Somebody else has it.
    Taken,
    /// The link opens nothing.
    Gone,
}
