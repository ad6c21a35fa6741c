//! What stands in for accounts that do not exist or are locked, so that the work is the same.

use assent_core::message::Text;
use assent_core::random::Random;
use assent_core::secret::Secret;

use super::Hashing;
use super::seeds::make_sealed;
use crate::app::{Failure, Secrets};
use crate::model::{OtpCredential, PersonId};

/// A password and a seed that nobody knows.
pub struct Decoy {
    /// The password's hash, at today's cost.
    pub(super) password: String,
    /// A credential with an unknown seed.
    pub(super) otp: OtpCredential,
}

impl Decoy {
    /// Makes one, at the server's start.
    ///
    /// # Errors
    /// When randomness fails.
    pub fn make(hashing: &Hashing, secrets: &Secrets, random: &dyn Random) -> Result<Self, Failure> {
        let password = hashing.make_unknown(random)?;
        let name = Text::tidy("decoy").ok_or(Failure::Sealed)?;
        let (otp, _) = make_sealed(secrets, random, 0, PersonId::make(random)?, name, None)?;
        Ok(Self { password, otp })
    }

    /// Does the work of checking a password, without one: for what must not be asked faster than a sign-in.
    ///
    /// # Errors
    /// When too many wait for a hash.
    pub async fn spend(&self, hashing: &Hashing) -> Result<(), Failure> {
        hashing.verify_password(&self.password, Secret::new(Vec::new())).await.map(drop)
    }
}
