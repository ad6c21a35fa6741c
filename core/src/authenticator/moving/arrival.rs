//! The new phone: it takes every ticket of the QR with keys of its own and shows one code.

use zeroize::Zeroizing;

use super::super::account::{LinkState, Linked};
use super::super::link::Linker;
use super::super::race::{Waiting, until_news};
use super::super::{AccountId, AuthError, Authenticator, Linking};
use crate::message::{DeviceDescription, Ticket, derive_move_code, parse_move};

/// A ticket of a move lives ten minutes; this many pulls outlast it.
const CONFIRM_PULLS: u32 = 12;

/// Accounts that came in and wait for the old phone.
pub struct Arrival {
    /// The new accounts, pending until the old phone has signed for them.
    pub arrived: Vec<Linking>,
    /// The servers where no account could be taken; the others are not touched by that.
    pub failed: Vec<ServerError>,
}

/// The failure of one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerError {
    /// The server's address.
    pub server_url: String,
    /// What happened.
    pub error: AuthError,
}

impl Authenticator {
    /// Takes what the old phone's QR says, at all servers at once. The accounts are kept as pending; show
    /// [`Self::move_code`] next and go on with [`Self::confirm_moved`]. The same text again gives those that came already.
    ///
    /// # Errors
    /// [`AuthError::Ticket`] for what is no move, or of the vault; failures of servers are in [`Arrival::failed`].
    pub async fn move_in(&self, text: &str, device: DeviceDescription) -> Result<Arrival, AuthError> {
        let tickets = parse_move(text)?;
        let takings = tickets.iter().map(|ticket| -> Waiting<'_, (&Ticket, Result<Linking, AuthError>)> {
            let device = device.clone();
            Box::pin(async move { (ticket, self.take_moved(ticket, device).await) })
        });
        let mut arrival = Arrival { arrived: Vec::new(), failed: Vec::new() };
        for (ticket, taken) in until_news(takings.collect(), |_| false).await {
            match taken {
                Ok(linking) => arrival.arrived.push(linking),
                Err(error) => arrival.failed.push(ServerError { server_url: ticket.server_url.clone(), error }),
            }
        }
        Ok(arrival)
    }

    /// The six digits over these accounts, to be typed on the old phone. Where the old phone can't reach one of the
    /// servers, it needs the code without that account.
    ///
    /// # Errors
    /// [`AuthError::NotMoving`] for an account that does not wait for an old phone.
    pub fn move_code(&self, accounts: &[AccountId]) -> Result<Zeroizing<String>, AuthError> {
        let part = |id: &AccountId| -> Result<_, AuthError> {
            let account = self.book.get(*id)?;
            Ok(account.linked()?.moving_in.ok_or(AuthError::NotMoving)?.part)
        };
        let parts = accounts.iter().map(part).collect::<Result<Vec<_>, _>>()?;
        if parts.is_empty() { Err(AuthError::NotMoving) } else { Ok(derive_move_code(&parts)) }
    }

    /// The accounts that wait for the old phone, also those of an earlier run of the app.
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn list_moving_in(&self) -> Result<Vec<AccountId>, AuthError> {
        let waits = |linked: &Linked| linked.moving_in.is_some() && linked.state == LinkState::Pending;
        let known = self.book.known()?;
        let accounts = known.iter().map(|known| &known.account);
        Ok(accounts.filter(|account| account.linked().is_ok_and(waits)).map(|account| account.id).collect())
    }

    /// Waits until the old phone has signed for each of these, at all servers at once.
    ///
    /// [`AuthError::LinkRefused`]: it did not in time, or stopped the move; then the account is gone here too. After any other
    /// error the account still waits: it becomes active with a later look at what waits.
    pub async fn confirm_moved(&self, accounts: &[AccountId]) -> Vec<(AccountId, Result<(), AuthError>)> {
        let waiting = accounts.iter().map(|&id| -> Waiting<'_, (AccountId, Result<(), AuthError>)> {
            Box::pin(async move {
                let confirmed = self.wait_confirmed(id, CONFIRM_PULLS).await;
                (id, confirmed.and_then(|()| self.drop_replaced(id)))
            })
        });
        until_news(waiting.collect(), |_| false).await
    }

    /// A second claim would void the ticket, so one that was taken already is not taken again.
    async fn take_moved(&self, ticket: &Ticket, device: DeviceDescription) -> Result<Linking, AuthError> {
        for known in self.book.known()?.iter() {
            let Ok(linked) = known.account.linked() else { continue };
            let same = linked.moving_in.is_some_and(|moving| moving.ticket == ticket.id);
            if same && linked.server_id == ticket.server_id_text() {
                return Ok(Linking::of(known.account.id, linked, None));
            }
        }
        self.link_with(ticket, Linker { is_move: true, ..Linker::of(device) }).await
    }
}
