//! How the list looks, and what it is compared with.

use assent_core::authenticator as core;

use crate::accounts::{account_id, account_ids};
use crate::{Account, AppError, AssentApp};

/// The colours of accounts; the app draws each in light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[expect(missing_docs, reason = "colours")]
pub enum Colour {
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Purple,
    Pink,
}

/// Whom receipts of an account must be from, and whose answers they must be. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Pins {
    /// The server's id.
    pub server_id: String,
    /// The thumbprint of the key that says YES.
    pub approve_key_id: String,
    /// The thumbprint of the key that says NO.
    pub request_key_id: String,
}

#[uniffi::export]
impl AssentApp {
    /// The accounts in whose label, issuer or name each word of `query` is; accents and capitals don't count.
    ///
    /// # Errors
    /// [`AppError::Locked`], or of the vault.
    pub fn search(&self, query: String) -> Result<Vec<Account>, AppError> {
        let find = || {
            let list = self.opened()?.accounts()?.into_iter();
            Ok(list.filter(|account| account.fits(&query)).map(Account::from).collect())
        };
        self.log.note("search", find())
    }

    /// Puts the accounts into this order; those that are not named follow.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for what is no id, or of the vault.
    pub fn arrange(&self, order: Vec<String>) -> Result<(), AppError> {
        let arrange = || Ok(self.opened()?.arrange(&account_ids(&order)?)?);
        self.log.note("arrange", arrange())
    }

    /// Moves an account to `place`, counted from 0.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for no account, or of the vault.
    pub fn move_to(&self, account: String, place: u32) -> Result<(), AppError> {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let put = || Ok(self.opened()?.move_to(account_id(&account)?, place)?);
        self.log.note("move_to", put())
    }

    /// Gives an account a colour; none: that of its name again. Stays on this phone.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for no account, or of the vault.
    pub fn paint(&self, account: String, colour: Option<Colour>) -> Result<(), AppError> {
        let paint = || Ok(self.opened()?.paint(account_id(&account)?, colour.map(Colour::into))?);
        self.log.note("paint", paint())
    }

    /// What receipts of this account are compared with.
    ///
    /// # Errors
    /// [`AppError::BadInput`] for no linked account, or of the vault.
    pub fn pins(&self, account: String) -> Result<Pins, AppError> {
        let find = || {
            let core::Pins { server, approve_key, request_key } = self.opened()?.pins(account_id(&account)?)?;
            Ok(Pins { server_id: server, approve_key_id: approve_key, request_key_id: request_key })
        };
        self.log.note("pins", find())
    }
}

/// Both ways, colour by colour.
macro_rules! same_colours {
    ($($colour:ident),*) => {
        impl From<core::Colour> for Colour {
            fn from(colour: core::Colour) -> Self {
                match colour { $(core::Colour::$colour => Self::$colour),* }
            }
        }

        impl From<Colour> for core::Colour {
            fn from(colour: Colour) -> Self {
                match colour { $(Colour::$colour => Self::$colour),* }
            }
        }
    };
}

same_colours!(Red, Orange, Yellow, Green, Teal, Blue, Purple, Pink);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OnDuplicate;
    use crate::testing::TestPhone;

    fn add(phone: &TestPhone, issuer: &str, secret: &str) -> String {
        let address = format!("otpauth://totp/{issuer}:ada?secret={secret}&issuer={issuer}");
        phone.app.add_otpauth(address, OnDuplicate::Refuse).unwrap()
    }

    #[test]
    fn accounts_are_arranged_painted_and_found() {
        let phone = TestPhone::with_vault();
        let (bank, forge) = (add(&phone, "Bank", "MZXW6YTB"), add(&phone, "Forge", "MZXW6YTC"));
        phone.app.arrange(vec![forge.clone(), bank.clone()]).unwrap();
        let ids = || phone.app.accounts().unwrap().into_iter().map(|it| it.id).collect::<Vec<_>>();
        assert_eq!(ids(), [forge.as_str(), bank.as_str()]);
        phone.app.move_to(bank.clone(), 0).unwrap();
        assert_eq!(ids(), [bank.as_str(), forge.as_str()]);
        phone.app.paint(bank, Some(Colour::Teal)).unwrap();
        let found = phone.app.search("bÀNK".to_owned()).unwrap();
        assert_eq!((found.len(), found[0].colour, found[0].initials.as_str()), (1, Colour::Teal, "B"));
        let refused = phone.app.pins(forge);
        assert!(matches!(refused, Err(AppError::BadInput { key, .. }) if key == "error-codes-only"));
    }
}
