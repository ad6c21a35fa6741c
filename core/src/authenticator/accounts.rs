//! The list of accounts and their codes.

use zeroize::Zeroizing;

use super::account::{Account, LinkState, Source};
use super::import::take_codes;
use super::known::Known;
use super::{AccountId, AuthError, Authenticator, Colour};
use crate::clock::UnixSeconds;
use crate::message::WireSecret;
use crate::otp::{Address, Kind, OtpKey};

/// Websites take codes of the step before and after (RFC 6238 §5.2); less than this hardly matters.
const CLOCK_OFF_SECS: u64 = 20;

/// An account as a list shows it.
#[derive(Clone)]
pub struct AccountView {
    /// Its id here.
    pub id: AccountId,
    /// The person's own name for it.
    pub label: Option<String>,
    /// Whom the account is with; empty when the website did not say.
    pub issuer: String,
    /// Whose account it is.
    pub name: String,
    /// What it can do.
    pub kind: AccountKind,
    /// Whether its server still knows this phone.
    pub state: LinkState,
    /// The server's address, of a linked account.
    pub server_url: Option<String>,
    /// One or two letters for a picture; see [`super::initials`].
    pub initials: String,
    /// The person's colour for it, or the one of its name.
    pub colour: Colour,
    /// By how many seconds this phone's clock is ahead of the server's (negative: behind). This account's codes are
    /// corrected by it. `None` where no server tells the time. See [`Self::clock_off_secs`].
    pub clock_ahead_secs: Option<i64>,
    /// Until when its server sends no requests, if the person wants quiet just now.
    pub quiet_until: Option<UnixSeconds>,
    /// The code of now, unless it has none or its codes are counted (see [`Authenticator::code`]).
    pub code: Option<CodeView>,
}

impl AccountView {
    /// The same, when it is so much that codes which no server corrects, those of other websites, would be refused.
    #[must_use]
    pub fn clock_off_secs(&self) -> Option<i64> {
        self.clock_ahead_secs.filter(|ahead| ahead.unsigned_abs() >= CLOCK_OFF_SECS)
    }
}

impl AccountView {
    /// How the account is called: by the person's name for it, else by issuer and name.
    #[must_use]
    pub fn called(&self) -> String {
        match (&self.label, self.issuer.as_str(), self.name.as_str()) {
            (Some(label), ..) => label.clone(),
            (None, "", name) => name.to_owned(),
            (None, issuer, "") => issuer.to_owned(),
            (None, issuer, name) => format!("{issuer}: {name}"),
        }
    }
}

/// What an account can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// It is asked by its server, and has codes if the server gave any.
    Push,
    /// It has codes alone.
    Codes,
}

/// A code.
#[derive(Clone)]
pub struct CodeView {
    /// What to type.
    pub code: Zeroizing<String>,
    /// How many seconds it will still be shown; `None` for counted codes.
    pub secs_left: Option<u64>,
    /// How many seconds it is shown in all; `None` for counted codes.
    pub period_secs: Option<u64>,
    /// The one after it; `None` for counted codes.
    pub next: Option<Zeroizing<String>>,
}

/// What to do when the same codes are here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDuplicate {
    /// Say so and do nothing.
    Refuse,
    /// Put the new codes in the old ones' place; the person's own name stays, and so does a higher counter.
    Replace,
    /// Have both.
    KeepBoth,
}

impl Authenticator {
    /// All accounts as the person arranged them, new ones last, with their codes of now.
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn accounts(&self) -> Result<Vec<AccountView>, AuthError> {
        let now = self.clock.now();
        Ok(self.arranged()?.iter().map(|known| view(known, now)).collect())
    }

    /// One account.
    ///
    /// # Errors
    /// [`AuthError::NoSuchAccount`], or of the vault.
    pub fn account(&self, id: AccountId) -> Result<AccountView, AuthError> {
        Ok(view(&self.book.get(id)?.into(), self.clock.now()))
    }

    /// The code of now; of counted codes the next one, which is used up by that.
    ///
    /// # Errors
    /// [`AuthError::NoCodes`], [`AuthError::Unlinked`], [`AuthError::NotConfirmed`], or of the vault.
    pub fn code(&self, id: AccountId) -> Result<CodeView, AuthError> {
        let account = self.book.get(id)?;
        if account.linked().is_ok() {
            account.active()?;
        }
        let key = account.otp_key().ok_or(AuthError::NoCodes)?;
        match key.kind() {
            Kind::Hotp { .. } => self.book.change(id, use_counted_code),
            Kind::Totp { .. } | Kind::Steam => Ok(timed_code(&key, corrected(&account, self.clock.now()))),
        }
    }

    /// Adds another website's codes from its `otpauth://` address.
    ///
    /// # Errors
    /// [`AuthError::Address`], [`AuthError::Duplicate`], or of the vault.
    pub fn add_otpauth(&self, uri: &str, on_duplicate: OnDuplicate) -> Result<AccountId, AuthError> {
        self.add_codes(Address::parse(uri)?, on_duplicate)
    }

    /// Adds another website's codes that were typed in part by part.
    ///
    /// # Errors
    /// [`AuthError::Duplicate`], or of the vault.
    pub fn add_codes(&self, address: Address, on_duplicate: OnDuplicate) -> Result<AccountId, AuthError> {
        match (self.find_duplicate(address.key())?, on_duplicate) {
            (Some(existing), OnDuplicate::Refuse) => Err(AuthError::Duplicate { existing }),
            (Some(existing), OnDuplicate::Replace) => self.book.change(existing, |account| {
                take_codes(account, address);
                Ok(existing)
            }),
            _ => {
                let source = Source::Codes { uri: WireSecret(address.to_uri()) };
                let account = Account::new(AccountId::make(&*self.random)?, self.clock.now(), source);
                self.book.put(&account)?;
                Ok(account.id)
            }
        }
    }

    fn find_duplicate(&self, key: &OtpKey) -> Result<Option<AccountId>, AuthError> {
        let fingerprint = key.fingerprint();
        let accounts = self.book.known()?;
        let mut websites = accounts.iter().filter(|known| matches!(known.account.source, Source::Codes { .. }));
        let same =
            |known: &&std::sync::Arc<Known>| known.key.as_ref().is_some_and(|other| other.fingerprint() == fingerprint);
        Ok(websites.find(same).map(|known| known.account.id))
    }
}

fn view(known: &Known, now: UnixSeconds) -> AccountView {
    let account = &known.account;
    let linked = account.linked().ok();
    let state = linked.map_or(LinkState::Active, |linked| linked.state);
    AccountView {
        id: account.id,
        label: account.label.as_ref().map(ToString::to_string),
        issuer: known.issuer.clone(),
        name: known.name.clone(),
        kind: if linked.is_some() { AccountKind::Push } else { AccountKind::Codes },
        state,
        server_url: linked.map(|linked| linked.server_url.clone()),
        initials: known.initials.clone(),
        colour: known.colour,
        clock_ahead_secs: linked.map(|linked| linked.time_offset_secs.saturating_neg()),
        quiet_until: linked.and_then(|linked| linked.quiet_at(now)),
        code: if state == LinkState::Active { shown_code(known, now) } else { None },
    }
}

fn shown_code(known: &Known, now: UnixSeconds) -> Option<CodeView> {
    let key = known.key.as_ref()?;
    key.kind().period().map(|_| timed_code(key, corrected(&known.account, now)))
}

fn corrected(account: &Account, now: UnixSeconds) -> UnixSeconds {
    now.saturating_add(account.time_offset_secs())
}

fn timed_code(key: &OtpKey, now: UnixSeconds) -> CodeView {
    CodeView {
        code: Zeroizing::new(key.code_at(now)),
        secs_left: key.secs_left(now),
        period_secs: key.kind().period().map(|period| u64::from(period.secs())),
        next: Some(Zeroizing::new(key.code_for_step(key.step_at(now).saturating_add(1)))),
    }
}

/// Gives the code of the counter and moves the counter on, on disk before the code is seen.
fn use_counted_code(account: &mut Account) -> Result<CodeView, AuthError> {
    let Source::Codes { uri } = &mut account.source else { return Err(AuthError::NoCodes) };
    let address = Address::parse(&uri.0)?;
    let key = address.key();
    let Kind::Hotp { counter } = key.kind() else { return Err(AuthError::NoCodes) };
    let code = Zeroizing::new(key.code_for_step(counter));
    let next = counter.checked_add(1).ok_or(AuthError::NoCodes)?;
    *uri = WireSecret(address.with_counter(next)?.to_uri());
    Ok(CodeView { code, secs_left: None, period_secs: None, next: None })
}
