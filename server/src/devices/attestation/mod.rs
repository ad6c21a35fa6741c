//! Whether a phone's approve key lies in hardware: Android Key Attestation
//! (developer.android.com, "Verify hardware-backed key pairs with key attestation").
//!
//! Two ways of not being proved: what an honest phone can come with, such as a system of its owner's, counts as no proof;
//! what only a cheat or a fault can come with, such as a chain for another key, refuses the link.

mod chain;
mod description;
mod revoked;
mod roots;
mod signature;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use assent_core::clock::UnixSeconds;
use assent_core::keys::{Assurance, PublicKey};
use assent_core::message::{self, ANDROID_KEY};

use crate::config::AttestationFiles;
use crate::model::{Attestation, Boot, Doubt, Finding};
use chain::Chain;
use description::Description;
use revoked::{Revoked, RevokedFile};
use roots::Roots;

/// By what an attestation is trusted.
pub struct Trust {
    roots: Roots,
    revoked: Option<RevokedFile>,
}

/// Why the operator's files can't be used.
#[derive(Debug, thiserror::Error)]
pub enum BadTrust {
    /// A file can't be read.
    #[error("{path}: can't be read ({source}); check `attestation.{what}` in the configuration and the file's owner")]
    Unreadable {
        /// The setting.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No root.
    #[error("{0}: it must hold certificates in PEM form and nothing else; name the right file at `attestation.roots`")]
    NoRoots(PathBuf),
    /// No list.
    #[error(
        "{0}: this is no list of revoked certificates; fetch https://android.googleapis.com/attestation/status anew, \
         or leave `attestation.revoked` out"
    )]
    NoList(PathBuf),
}

/// What no honest phone comes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is about another key.
    #[error("it is about another key")]
    OtherKey,
    /// It was made for another link.
    #[error("it was made for another link")]
    OtherChallenge,
    /// A certificate is not signed by the next.
    #[error("its signatures are wrong")]
    NotSigned,
    /// The attested key signed for another one.
    #[error("it was extended by the phone")]
    Extended,
}

/// Why nothing is proved.
enum Refused {
    Wrong(Wrong),
    Doubt(Doubt),
}

impl From<Wrong> for Refused {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(wrong)
    }
}

impl Trust {
    /// Google's roots, and what the operator names.
    ///
    /// # Errors
    /// [`BadTrust`], which names the file.
    pub fn open(files: &AttestationFiles) -> Result<Self, BadTrust> {
        let revoked = files.revoked.as_deref().map(RevokedFile::open).transpose()?;
        Ok(Self { roots: Roots::open(files.roots.as_deref())?, revoked })
    }

    fn revoked(&self) -> Arc<Revoked> {
        self.revoked.as_ref().map_or_else(Arc::default, RevokedFile::current)
    }
}

/// What an attestation must be about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The approve key.
    pub key: &'a PublicKey,
    /// What the hardware was to sign beside it.
    pub challenge: &'a [u8],
    /// The server's time.
    pub now: UnixSeconds,
}

/// Says what an offered attestation is worth.
///
/// # Errors
/// [`Wrong`] for one that no honest phone comes with.
pub fn judge(trust: &Trust, offered: &message::Attestation, about: About<'_>) -> Result<Attestation, Wrong> {
    let mut boot = None;
    let finding = match look(trust, offered, about, &mut boot) {
        Ok(assurance) => Finding::Proved(assurance),
        Err(Refused::Doubt(doubt)) => Finding::NotProved(doubt),
        Err(Refused::Wrong(wrong)) => return Err(wrong),
    };
    Ok(Attestation { offered: offered.clone(), finding, boot })
}

/// Whether this can be read as what an Android phone's hardware says of a key.
#[must_use]
pub fn is_description(der: &[u8]) -> bool {
    Description::read(der).is_some()
}

fn look(
    trust: &Trust,
    offered: &message::Attestation,
    about: About<'_>,
    boot: &mut Option<Boot>,
) -> Result<Assurance, Refused> {
    if offered.format != ANDROID_KEY {
        return Err(Refused::Doubt(Doubt::OtherFormat));
    }
    let certificates = offered.certificates().map_err(|_| Refused::Doubt(Doubt::Unreadable))?;
    let chain = Chain::read(&certificates)?;
    chain.check_key(about.key)?;
    chain.check_signatures()?;
    let description = Description::read(chain.find_description()?).ok_or(Refused::Doubt(Doubt::Unreadable))?;
    if description.challenge != about.challenge {
        return Err(Wrong::OtherChallenge.into());
    }
    *boot = description.boot;
    chain.check_trust(&trust.roots, &trust.revoked(), about.now)?;
    find_assurance(&description).map_err(Refused::Doubt)
}

/// The weaker of where the key lies and where what says so lies.
fn find_assurance(description: &Description) -> Result<Assurance, Doubt> {
    let assurance = match description.attested_in.min(description.kept_in) {
        1 => Assurance::Tee,
        2 => Assurance::Strongbox,
        _ => return Err(Doubt::Software),
    };
    if !description.signs || !description.is_generated {
        return Err(Doubt::OtherKind);
    }
    if description.asks_person { Ok(assurance) } else { Err(Doubt::AsksNobody) }
}
