//! The old phone: it asks every server for a ticket that replaces it, shows them as one QR, and once the person has carried
//! the code over, signs for the keys that came.

use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use super::super::account::Source;
use super::super::pending::AccountError;
use super::super::race::{Waiting, until_news};
use super::super::remove::jti_of;
use super::super::trust::TrustedServer;
use super::super::{AccountId, AuthError, Authenticator, KeyPurpose};
use crate::client::ClientError;
use crate::keys::PublicKey;
use crate::message::{
    HandedOver, Handover, HandoverState, HandoverWish, MAX_MOVED, MovePart, Refusal, Sha256, Succession, Successor,
    Ticket, derive_move_code, print_move,
};
use crate::otp::normalise_code;
use crate::secret::{Secret, same};

/// How often a code may be typed; the last wrong one stops the move.
const TRIES: u8 = 3;

/// A move that was begun. It lives ten minutes; a new one takes its place.
pub struct Departure {
    /// What the QR says: secret, as whoever has it may come with another phone. Empty when no server gave a ticket.
    pub text: Zeroizing<String>,
    /// The accounts in it.
    pub leaving: Vec<AccountId>,
    /// The accounts whose server could not be asked: they stay, and go with another move.
    pub failed: Vec<AccountError>,
    /// How many accounts are too many for one QR: they go with another move.
    pub left_out: usize,
    /// How many entries have only another website's codes: they go by export and import.
    pub codes_only: usize,
    tickets: Vec<Leaving>,
    progress: Mutex<Progress>,
}

struct Leaving {
    account: AccountId,
    ticket: Ticket,
}

#[derive(Default)]
struct Progress {
    wrong_codes: u8,
    /// Whom the person's code has proved, until the server took the signature.
    agreed: Vec<(AccountId, Successor)>,
}

/// What became of a move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MovedOut {
    /// Moved, and gone from this phone with their keys.
    pub moved: Vec<AccountId>,
    /// The new phone did not come for these: they stay, and go with another move.
    pub not_scanned: Vec<AccountId>,
    /// Not known or not done: they stay. [`Authenticator::retry_move`] tries those again that the code was for.
    pub failed: Vec<AccountError>,
}

impl Authenticator {
    /// Asks the servers of all linked accounts for tickets, at all servers at once.
    ///
    /// # Errors
    /// [`AuthError::NothingToMove`] without a linked account, or of the vault; failures of servers are in
    /// [`Departure::failed`].
    pub async fn move_out(&self) -> Result<Departure, AuthError> {
        self.drop_leftovers()?;
        let known = self.book.known()?;
        let accounts = known.iter().map(|known| &known.account);
        let codes_only = accounts.clone().filter(|it| matches!(it.source, Source::Codes { .. })).count();
        let linked: Vec<AccountId> = accounts.filter(|it| it.active().is_ok()).map(|it| it.id).collect();
        if linked.is_empty() {
            return Err(AuthError::NothingToMove);
        }
        let left_out = linked.len().saturating_sub(MAX_MOVED);
        let beginnings = linked
            .into_iter()
            .take(MAX_MOVED)
            .map(|id| -> Waiting<'_, _> { Box::pin(async move { (id, self.begin_handover(id).await) }) });
        let (mut tickets, mut failed) = (Vec::new(), Vec::new());
        for (account, begun) in until_news(beginnings.collect(), |_| false).await {
            match begun {
                Ok(ticket) => tickets.push(Leaving { account, ticket }),
                Err(error) => failed.push(AccountError { account, error }),
            }
        }
        let all: Vec<Ticket> = tickets.iter().map(|leaving| leaving.ticket.clone()).collect();
        let text = if all.is_empty() { Zeroizing::default() } else { print_move(&all) };
        let leaving = tickets.iter().map(|leaving| leaving.account).collect();
        Ok(Departure { text, leaving, failed, left_out, codes_only, tickets, progress: Mutex::default() })
    }

    /// Takes the code that the new phone shows: asks every server who came, and signs for them if the code is theirs. An
    /// account goes from here once its server has signed that it is done.
    ///
    /// # Errors
    /// [`AuthError::NotAMoveCode`] and [`AuthError::NotScanned`], which count nothing, [`AuthError::MoveCodeWrong`], after
    /// which nothing was signed, and [`AuthError::MoveStopped`] once it was wrong three times.
    pub async fn finish_move(&self, departure: &Departure, typed: &str) -> Result<MovedOut, AuthError> {
        let typed = normalise_code(typed).filter(|code| code.len() == 6).ok_or(AuthError::NotAMoveCode)?;
        if departure.progress().wrong_codes >= TRIES {
            return Err(AuthError::MoveStopped);
        }
        let seen = self.look_at_all(departure).await;
        if seen.came.is_empty() {
            return Err(seen.out.failed.into_iter().next().map_or(AuthError::NotScanned, |failed| failed.error));
        }
        let parts: Vec<Sha256> = seen.came.iter().map(|(_, _, part)| *part).collect();
        if !same(derive_move_code(&parts).as_bytes(), typed.as_bytes()) {
            return Err(self.count_wrong_code(departure, seen.out.failed.len()).await);
        }
        let agreed = seen.came.into_iter().map(|(account, successor, _)| (account, successor)).collect();
        departure.progress().agreed = agreed;
        self.sign_agreed(departure, seen.out).await
    }

    /// Signs once more for those that the person's code was for and whose server did not answer.
    ///
    /// # Errors
    /// [`AuthError`] of the vault; failures of servers are in [`MovedOut::failed`].
    pub async fn retry_move(&self, departure: &Departure) -> Result<MovedOut, AuthError> {
        self.sign_agreed(departure, MovedOut::default()).await
    }

    /// Makes the QR worth nothing, as far as the servers can be told; else its time ends it.
    pub async fn stop_move(&self, departure: &Departure) {
        departure.progress().wrong_codes = TRIES;
        for leaving in &departure.tickets {
            // Whoever can't be told lets the ticket end by itself.
            self.ask_handover(leaving.account, HandoverWish::Stop(leaving.ticket.id)).await.ok();
        }
    }

    async fn begin_handover(&self, id: AccountId) -> Result<Ticket, AuthError> {
        let handed = self.ask_handover(id, HandoverWish::Begin).await?;
        let account = self.book.get(id)?;
        let linked = account.active()?;
        let secret = handed.secret.as_ref().ok_or(Refusal::BadValue)?;
        let secret = Zeroizing::new(BASE64URL_NOPAD.decode(secret.0.as_bytes()).map_err(|_| Refusal::BadValue)?);
        if secret.len() != 32 || handed.state != HandoverState::Open {
            return Err(Refusal::BadValue.into());
        }
        Ok(Ticket {
            server_url: linked.server_url.clone(),
            server_id: linked.root()?.thumbprint_bytes(),
            id: handed.ticket,
            secret: Secret::copy_of(&secret),
            tls_pin: linked.tls_pins.first().map(|pin| pin.0),
        })
    }

    async fn ask_handover(&self, id: AccountId, wish: HandoverWish) -> Result<HandedOver, AuthError> {
        self.ask_twice(id, || self.try_handover(id, wish)).await
    }

    async fn try_handover(&self, id: AccountId, wish: HandoverWish) -> Result<HandedOver, AuthError> {
        let account = self.book.get(id)?;
        let client = self.client(id, account.active()?)?;
        let handover = self.sign_now(&account, Handover { counter: self.book.next_counter(id)?, wish })?;
        let jti = jti_of::<Handover>(&handover)?;
        let answer = client.handover(handover).await?;
        let linked = account.linked()?;
        let server = TrustedServer::new(&linked.root()?, &linked.key_set)?;
        let claims = server.open::<HandedOver>(&answer, &linked.device.to_string(), self.server_now(linked))?;
        let handed = claims.message;
        let asked = match wish {
            HandoverWish::Begin => true,
            HandoverWish::Look(ticket) | HandoverWish::Stop(ticket) => ticket == handed.ticket,
        };
        if handed.request == jti && asked { Ok(handed) } else { Err(AuthError::Untrusted(Refusal::Untimely)) }
    }

    async fn look_at_all(&self, departure: &Departure) -> Seen {
        let looks = departure.tickets.iter().map(|leaving| -> Waiting<'_, _> {
            let wish = HandoverWish::Look(leaving.ticket.id);
            Box::pin(async move { (leaving, self.ask_handover(leaving.account, wish).await) })
        });
        let mut seen = Seen { came: Vec::new(), out: MovedOut::default() };
        for (leaving, handed) in until_news(looks.collect(), |_| false).await {
            seen.take(leaving, handed);
        }
        seen
    }

    async fn count_wrong_code(&self, departure: &Departure, silent: usize) -> AuthError {
        let wrong_codes = {
            let mut progress = departure.progress();
            progress.wrong_codes += 1;
            progress.wrong_codes
        };
        if wrong_codes >= TRIES {
            self.stop_move(departure).await;
            return AuthError::MoveStopped;
        }
        AuthError::MoveCodeWrong { tries_left: TRIES - wrong_codes, silent }
    }

    /// One after the other: the person may be asked for each.
    async fn sign_agreed(&self, departure: &Departure, mut out: MovedOut) -> Result<MovedOut, AuthError> {
        let agreed = departure.progress().agreed.clone();
        for (id, successor) in agreed {
            let Some(leaving) = departure.tickets.iter().find(|leaving| leaving.account == id) else { continue };
            match self.succeed(leaving, &successor).await {
                Ok(()) => {
                    departure.progress().agreed.retain(|(other, _)| *other != id);
                    out.moved.push(id);
                }
                Err(error) => out.failed.push(AccountError { account: id, error }),
            }
        }
        Ok(out)
    }

    async fn succeed(&self, leaving: &Leaving, successor: &Successor) -> Result<(), AuthError> {
        let account = self.book.get(leaving.account)?;
        let linked = account.active()?;
        let (approve, request) = read_keys(successor)?;
        let message = Succession {
            ticket: leaving.ticket.id,
            approve_key_id: approve.thumbprint(),
            request_key_id: request.thumbprint(),
            user_verification: self.keys.user_verification(account.key_owner()),
            counter: self.book.next_counter(account.id)?,
        };
        let now = self.server_now(linked);
        let signed = self.sign_by_person(&account, message, KeyPurpose::Approve, now).await?;
        let jti = jti_of::<Succession>(&signed)?;
        // Written down before it is sent: should the answer be lost, the next pull tells whether it was done.
        self.set_moving_out(account.id, true)?;
        let done = self.client(account.id, linked)?.succeed(signed).await;
        let done = match done {
            Err(error @ ClientError::Refused { .. }) => {
                self.set_moving_out(account.id, false)?;
                return Err(error.into());
            }
            other => other?,
        };
        self.check_done(&account, jti, &done)?;
        self.drop_account(&account)
    }

    fn set_moving_out(&self, id: AccountId, is_moving_out: bool) -> Result<(), AuthError> {
        self.book.change_linked(id, |linked| {
            linked.is_moving_out = is_moving_out;
            Ok(())
        })
    }
}

impl Departure {
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the servers said.
struct Seen {
    came: Vec<(AccountId, Successor, Sha256)>,
    out: MovedOut,
}

impl Seen {
    fn take(&mut self, leaving: &Leaving, handed: Result<HandedOver, AuthError>) {
        let account = leaving.account;
        let part = match handed.map(|handed| handed.state) {
            Ok(HandoverState::Claimed(successor)) => {
                derive_part(&leaving.ticket, &successor).map(|part| (successor, part))
            }
            Ok(HandoverState::Open) => return self.out.not_scanned.push(account),
            Ok(HandoverState::Void | HandoverState::Used(_)) => Err(AuthError::MoveStopped),
            Err(error) => Err(error),
        };
        match part {
            Ok((successor, part)) => self.came.push((account, successor, part)),
            Err(error) => self.out.failed.push(AccountError { account, error }),
        }
    }
}

fn derive_part(ticket: &Ticket, successor: &Successor) -> Result<Sha256, AuthError> {
    let (approve, request) = read_keys(successor)?;
    let part = MovePart {
        secret: &ticket.secret,
        server_id: &ticket.server_id,
        ticket: ticket.id,
        approve_key: &approve,
        request_key: &request,
        server_nonce: successor.server_nonce,
    };
    Ok(part.derive())
}

fn read_keys(successor: &Successor) -> Result<(PublicKey, PublicKey), AuthError> {
    let read = |jwk| PublicKey::try_from(jwk).map_err(|_| AuthError::Untrusted(Refusal::BadValue));
    Ok((read(&successor.approve_key)?, read(&successor.request_key)?))
}
