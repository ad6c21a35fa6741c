//! Seeds of one-time codes: made here, sealed for the store, opened for one check.

use assent_core::clock::UnixSeconds;
use assent_core::ids::DeviceId;
use assent_core::message::Text;
use assent_core::otp::{Algorithm, Digits, Kind, OtpKey, Period};
use assent_core::random::Random;
use assent_core::seal::{open, seal};

use crate::app::{App, Failure, Secrets};
use crate::model::{CredentialId, OtpCredential, PersonId};

const PURPOSE: &str = "otp seed";

/// A new credential of a person, not active yet, and the key that goes to their phone or other app. Stores nothing.
///
/// # Errors
/// [`Failure::NoRandomness`].
pub fn make_otp(
    app: &App,
    person: PersonId,
    name: Text,
    device: Option<DeviceId>,
) -> Result<(OtpCredential, OtpKey), Failure> {
    make_sealed(&app.secrets, app.random.as_ref(), app.now(), person, name, device)
}

/// As [`make_otp`], before there is an app.
pub(super) fn make_sealed(
    secrets: &Secrets,
    random: &dyn Random,
    now: UnixSeconds,
    person: PersonId,
    name: Text,
    device: Option<DeviceId>,
) -> Result<(OtpCredential, OtpKey), Failure> {
    let id = CredentialId::make(random)?;
    let key = OtpKey::make_totp(random)?;
    let credential = OtpCredential {
        id,
        person,
        device,
        name,
        sealed_secret: seal(&secrets.kek, PURPOSE, &id.0, key.secret().expose(), random)?,
        algorithm: key.algorithm().name().to_owned(),
        digits: key.digits(),
        period_secs: key.kind().period().map_or(30, |period| period.secs().into()),
        last_step: None,
        active: false,
        created_at: now,
        used_at: None,
    };
    Ok((credential, key))
}

/// The key of a credential.
///
/// # Errors
/// [`Failure::Sealed`] when it does not open or makes no sense.
pub fn open_key(secrets: &Secrets, credential: &OtpCredential) -> Result<OtpKey, Failure> {
    let secret = open(&secrets.kek, PURPOSE, &credential.id.0, &credential.sealed_secret);
    let secret = secret.map_err(|_| Failure::Sealed)?;
    let period = u16::try_from(credential.period_secs).ok().and_then(Period::new).ok_or(Failure::Sealed)?;
    let algorithm = Algorithm::find(&credential.algorithm).ok_or(Failure::Sealed)?;
    let digits = Digits::new(credential.digits).ok_or(Failure::Sealed)?;
    OtpKey::new(Kind::Totp { period }, algorithm, digits, secret).map_err(|_| Failure::Sealed)
}

#[cfg(test)]
mod tests {
    use assent_core::random::SystemEntropy;

    use super::*;
    use crate::app::testing::secrets;

    #[test]
    fn a_seed_opens_under_its_own_credential_only() {
        let name = Text::new("phone").unwrap();
        let random = SystemEntropy::default();
        let make = || make_sealed(&secrets(), &random, 7, PersonId([1; 16]), name.clone(), None).ok().unwrap();
        let ((one, key), (mut other, _)) = (make(), make());
        assert!(open_key(&secrets(), &one).is_ok_and(|opened| opened == key));
        assert!(!one.active);
        other.sealed_secret = one.sealed_secret;
        assert!(matches!(open_key(&secrets(), &other), Err(Failure::Sealed)));
    }
}
