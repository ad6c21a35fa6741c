//! The proof in a link that goes to an address: whoever opens it reads that mailbox. It carries the address's id and a MAC
//! over all that is to be proved, so nothing of it is stored.

use crate::app::{App, Failure, LinkToken, make_link_token};
use crate::model::{AddressId, AddressPurpose, MailAddress, PROOF_SECS, Person};

/// The proof in the link to this address.
#[must_use]
pub fn make_address_token(app: &App, address: &MailAddress) -> String {
    make_link_token(&address.id.0, derive_mac(app, address))
}

/// Which address a link proves, and whose it is: `None` when it was opened before, is a day old, was taken back, or the
/// account is locked.
///
/// # Errors
/// When the store fails.
pub async fn find_by_address_token(app: &App, token: &str) -> Result<Option<(MailAddress, Person)>, Failure> {
    let Some(token) = LinkToken::read(token) else { return Ok(None) };
    let Some(address) = app.store.find_address(AddressId(token.about)).await? else { return Ok(None) };
    let is_live = address.proved_at.is_none() && app.now() < address.created_at + PROOF_SECS;
    if !is_live || !token.has(&derive_mac(app, &address)) {
        return Ok(None);
    }
    let person = app.store.find_person(address.person).await?.filter(|person| person.locked_at.is_none());
    Ok(person.map(|person| (address, person)))
}

fn derive_mac(app: &App, address: &MailAddress) -> [u8; 32] {
    let purpose: &[u8] = match address.purpose {
        AddressPurpose::Recovery => b"recovery",
        AddressPurpose::SignIn => b"sign-in",
    };
    let parts = [&address.id.0, &address.person.0, purpose, address.email.as_str().as_bytes()];
    app.secrets.derive_mac("address", &parts)
}
