//! One pull of one account: ask, check everything, then write down what is new.

use super::account::{Account, LinkState, Linked};
use super::request::Request;
use super::trust::TrustedServer;
use super::{AccountId, AuthError, Authenticator, KeyPurpose};
use crate::clock::UnixSeconds;
use crate::ids::{ChallengeId, Nonce};
use crate::message::{
    Claims, DeviceState, MAX_WAIT_SECS, Notice, NoticeKind, Prompt, Pull, Pulled, Received, Refusal, Sha256,
};

/// Offsets this small are the network's.
const NEGLIGIBLE_SECS: u64 = 2;

/// What one pull brought.
pub(super) struct News {
    pub(super) requests: Vec<Request>,
    pub(super) notices: Vec<Notice>,
    pub(super) state: LinkState,
}

impl News {
    /// Nothing that a person would hear of.
    pub(super) const NONE: Self = Self { requests: Vec::new(), notices: Vec::new(), state: LinkState::Active };
}

impl Authenticator {
    /// Asks an account's server, which may hold the answer for `wait_secs` (at most [`MAX_WAIT_SECS`] count).
    pub(super) async fn pull(&self, id: AccountId, wait_secs: u32, known: Vec<ChallengeId>) -> Result<News, AuthError> {
        let first = self.pull_at(id, wait_secs, known.clone(), None).await;
        let Some(told) = first.as_ref().err().and_then(AuthError::untimely) else { return first };
        // This phone's clock was moved since the last talk: once more with the time that the server names.
        let now = told.unwrap_or_else(|| self.clock.now());
        self.pull_at(id, wait_secs, known, Some(now)).await
    }

    async fn pull_at(
        &self,
        id: AccountId,
        wait_secs: u32,
        known: Vec<ChallengeId>,
        now: Option<UnixSeconds>,
    ) -> Result<News, AuthError> {
        let account = self.book.get(id)?;
        let linked = account.linked()?;
        if linked.state == LinkState::Unlinked {
            return Err(AuthError::Unlinked);
        }
        let wait_secs = wait_secs.min(MAX_WAIT_SECS);
        let nonce = Nonce::make(&*self.random)?;
        let key_epoch = linked.keys()?.epoch;
        let pull = Pull { nonce, wait_secs, key_epoch, seen_notice: linked.seen_notice, known };
        let signed_at = now.unwrap_or_else(|| self.server_now(linked));
        let body = self.sign_as_phone(&account, pull, KeyPurpose::Request, signed_at)?;
        let answer = self.client(id, linked)?.pull(body, wait_secs).await?;
        let offset = now.map_or(linked.time_offset_secs, |now| now.saturating_sub(self.clock.now()));
        self.take_pulled(&account, nonce, &answer, offset)
    }

    fn take_pulled(&self, account: &Account, nonce: Nonce, answer: &str, offset: i64) -> Result<News, AuthError> {
        let linked = account.linked()?;
        let now = self.clock.now();
        let (server, claims) = open_pulled(linked, nonce, answer, now.saturating_add(offset))?;
        let offset = claims.iat.saturating_sub(now);
        let reader = Reader { account, linked, server: &server, nonce, now, offset };
        let requests = reader.read_prompts(&claims.message.prompts)?;
        let Some(state) = self.write_down(account, &server, &claims.message, offset)? else { return Ok(News::NONE) };
        let requests = if state == LinkState::Active { requests } else { Vec::new() };
        let mut notices = claims.message.notices;
        if linked.seen_notice == 0 {
            // All phones are told of a new one, so what this one hears first is of itself.
            notices.retain(|notice| !matches!(notice.kind, NoticeKind::DeviceLinked { .. }));
        }
        Ok(News { requests, notices: with_unlinked(notices, state, claims.iat), state })
    }

    /// Keeps what is new of an account; `None` when another link came into the place of `asked` while its server held
    /// the pull: the answer says nothing about that one. Only called with what was checked.
    fn write_down(
        &self,
        asked: &Account,
        server: &TrustedServer,
        pulled: &Pulled,
        offset: i64,
    ) -> Result<Option<LinkState>, AuthError> {
        let asked_by = &asked.linked()?.request_key;
        self.book.change_linked(asked.id, |linked| {
            if linked.request_key != *asked_by {
                return Ok(None);
            }
            if linked.keys()?.epoch < server.keys.epoch {
                linked.key_set.clone_from(&server.key_set);
                linked.tls_pins = renewed_pins(server, &linked.tls_pins);
            }
            if offset.abs_diff(linked.time_offset_secs) > NEGLIGIBLE_SECS {
                linked.time_offset_secs = offset;
            }
            for notice in &pulled.notices {
                linked.seen_notice = linked.seen_notice.max(notice.seq);
                take_notice(linked, &notice.kind);
            }
            linked.state = match pulled.state {
                DeviceState::Removed => LinkState::Unlinked,
                DeviceState::Active if linked.state == LinkState::Pending => LinkState::Active,
                DeviceState::Active | DeviceState::Pending => linked.state,
            };
            if linked.state == LinkState::Active {
                linked.moving_in = None;
            }
            linked.quiet_until = pulled.quiet_until;
            Ok(Some(linked.state))
        })
    }
}

/// News that no server numbered.
pub(super) const fn unlinked(at: UnixSeconds) -> Notice {
    Notice { seq: 0, at, kind: NoticeKind::Unlinked }
}

/// A server may say "unlinked" by the state alone; the person hears it either way.
fn with_unlinked(mut notices: Vec<Notice>, state: LinkState, at: UnixSeconds) -> Vec<Notice> {
    if state == LinkState::Unlinked && !notices.iter().any(|notice| notice.kind == NoticeKind::Unlinked) {
        notices.push(unlinked(at));
    }
    notices
}

/// The signed answer, under the newest key set that the root vouches for.
fn open_pulled(
    linked: &Linked,
    nonce: Nonce,
    answer: &str,
    server_now: UnixSeconds,
) -> Result<(TrustedServer, Claims<Pulled>), AuthError> {
    let root = linked.root()?;
    let offered = Received::new(answer.as_bytes())?.peek::<Pulled>()?.message.key_set;
    let server = TrustedServer::new(&root, &linked.key_set)?.renew(&root, offered.as_deref())?;
    let claims = server.open::<Pulled>(answer, &linked.device.to_string(), server_now)?;
    if claims.message.nonce != nonce {
        return Err(AuthError::Untrusted(Refusal::Untimely));
    }
    Ok((server, claims))
}

/// A pinned account stays pinned: an empty list keeps the pins, so that nobody slips a public certificate in.
fn renewed_pins(server: &TrustedServer, old: &[Sha256]) -> Vec<Sha256> {
    let parse = |pin: &String| serde_json::from_value(serde_json::Value::String(pin.clone())).ok();
    let new: Vec<Sha256> = server.keys.tls_pins.iter().filter_map(parse).collect();
    if new.is_empty() { old.to_vec() } else { new }
}

fn take_notice(linked: &mut Linked, notice: &NoticeKind) {
    match notice {
        NoticeKind::Unlinked => linked.state = LinkState::Unlinked,
        NoticeKind::Renamed { account, issuer } => {
            linked.account = account.clone();
            linked.issuer = issuer.clone();
        }
        _ => {}
    }
}

/// Reads the prompts of one answer.
struct Reader<'a> {
    account: &'a Account,
    linked: &'a Linked,
    server: &'a TrustedServer,
    nonce: Nonce,
    now: UnixSeconds,
    offset: i64,
}

impl Reader<'_> {
    /// All of them; one that can't be trusted spoils the whole answer. Those that are over already are left out.
    fn read_prompts(&self, prompts: &[String]) -> Result<Vec<Request>, AuthError> {
        let mut requests: Vec<Request> = Vec::with_capacity(prompts.len());
        for compact in prompts {
            let request = self.read_prompt(compact)?;
            if requests.iter().any(|other| other.challenge() == request.challenge()) {
                return Err(AuthError::Untrusted(Refusal::BadValue));
            }
            if request.secs_left(self.now) > 0 {
                requests.push(request);
            }
        }
        Ok(requests)
    }

    fn read_prompt(&self, compact: &str) -> Result<Request, AuthError> {
        let server_now = self.now.saturating_add(self.offset);
        let claims = self.server.open::<Prompt>(compact, &self.linked.device.to_string(), server_now)?;
        if claims.message.nonce != self.nonce {
            return Err(AuthError::Untrusted(Refusal::Untimely));
        }
        Ok(Request {
            account: self.account.id,
            issuer: self.linked.issuer.clone(),
            asked_at: claims.message.asked_at.saturating_sub(self.offset),
            prompt: claims.message,
            received_at: self.now,
            expires_at: claims.exp.saturating_sub(self.offset),
            compact: compact.to_owned(),
            key_set: self.server.key_set.clone(),
            sent: std::sync::Mutex::default(),
        })
    }
}
