//! Writing our own export.

use data_encoding::BASE64;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use serde::Serialize;
use zeroize::Zeroizing;

use super::ImportedEntry;
use super::own_file::{Account, CIPHER, Header, KDF, Linked, VERSION};
use crate::clock::UnixSeconds;
use crate::otp::Kind;
use crate::random::{NoRandomness, Random, make_bytes};
use crate::secret::Secret;
use crate::vault::Cost;

/// Names of fields, numbers and marks around an account's texts.
const ROOM_PER_ENTRY: usize = 300;

/// What goes into an export. Without `Debug`: it holds secrets.
#[derive(Default)]
pub struct Export {
    /// The accounts, with their keys.
    pub entries: Vec<ImportedEntry>,
    /// The accounts of servers, whose keys stay where they are.
    pub linked: Vec<LinkedName>,
}

/// An account of a server, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedName {
    /// Whom it is with.
    pub issuer: String,
    /// Whose account it is.
    pub account: String,
    /// The server's address.
    pub server: String,
}

/// Why no export was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// An empty passphrase.
    #[error("the passphrase is empty; whoever gets the file gets all codes with it, so choose a long one")]
    EmptyPassphrase,
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// It can't be sealed.
    #[error("the export could not be sealed; nothing was written")]
    Failed,
}

#[derive(Serialize)]
struct Contents {
    exported_at: UnixSeconds,
    accounts: Vec<Account>,
    linked: Vec<Linked>,
}

impl Export {
    /// The file, sealed by `passphrase`, as [`super::read`] and `docs/open_export.py` open it.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn seal(self, passphrase: &Secret, now: UnixSeconds, random: &dyn Random) -> Result<Vec<u8>, ExportError> {
        if passphrase.expose().is_empty() {
            return Err(ExportError::EmptyPassphrase);
        }
        let nonce = make_bytes::<12>(random)?;
        let header = make_header(&make_bytes::<16>(random)?, nonce);
        let mut file = serde_json::to_vec(&header).map_err(|_| ExportError::Failed)?;
        let mut body = self.print(now)?;
        let key = header.derive_key(passphrase).map_err(|_| ExportError::Failed)?;
        let key = UnboundKey::new(&CHACHA20_POLY1305, &*key).map_err(|_| ExportError::Failed)?;
        LessSafeKey::new(key)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(&file), &mut *body)
            .map_err(|_| ExportError::Failed)?;
        file.push(b'\n');
        file.extend(BASE64.encode(&body).bytes());
        file.push(b'\n');
        Ok(file)
    }

    fn print(self, now: UnixSeconds) -> Result<Zeroizing<Vec<u8>>, ExportError> {
        let mut body = Zeroizing::new(Vec::with_capacity(self.room()));
        let linked =
            self.linked.into_iter().map(|of| Linked { issuer: of.issuer, account: of.account, server: of.server });
        let accounts = self.entries.iter().map(make_account).collect();
        let contents = Contents { exported_at: now, accounts, linked: linked.collect() };
        serde_json::to_writer(&mut *body, &contents).map_err(|_| ExportError::Failed)?;
        Ok(body)
    }

    /// Bytes that hold all of it: growing would leave copies of secrets behind. JSON doubles a quote.
    fn room(&self) -> usize {
        let names = |texts: [&str; 3]| 2 * texts.iter().map(|text| text.len()).sum::<usize>() + ROOM_PER_ENTRY;
        let entry = |entry: &ImportedEntry| {
            let label = entry.label.as_ref().map_or("", |label| label.as_str());
            let secret = 2 * entry.address.key().secret().expose().len();
            names([entry.address.issuer().unwrap_or_default(), entry.address.account(), label]) + secret
        };
        let linked = self.linked.iter().map(|of| names([&of.issuer, &of.account, &of.server]));
        ROOM_PER_ENTRY + linked.chain(self.entries.iter().map(entry)).sum::<usize>()
    }
}

fn make_header(salt: &[u8; 16], nonce: [u8; 12]) -> Header {
    let Cost { memory_kib, passes, lanes } = Cost::default();
    Header {
        assent_export: VERSION,
        kdf: KDF.to_owned(),
        memory_kib,
        passes,
        lanes,
        salt: BASE64.encode(salt),
        cipher: CIPHER.to_owned(),
        nonce: BASE64.encode(&nonce),
    }
}

fn make_account(entry: &ImportedEntry) -> Account {
    let (address, key) = (&entry.address, entry.address.key());
    Account {
        issuer: address.issuer().unwrap_or_default().to_owned(),
        account: address.account().to_owned(),
        label: entry.label.as_ref().map(ToString::to_string),
        kind: key.kind().name().to_owned(),
        secret: key.secret_base32(),
        algorithm: key.algorithm().name().to_owned(),
        digits: key.digits(),
        period_secs: key.kind().period().map(crate::otp::Period::secs),
        counter: match key.kind() {
            Kind::Hotp { counter } => Some(counter),
            Kind::Totp { .. } | Kind::Steam => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Text;
    use crate::otp::Address;
    use crate::random::SystemEntropy;
    use crate::transfer::{ImportError, Why, read};

    const URIS: [&str; 3] = [
        "otpauth://totp/A%20%22quoted%22:\u{1f980}?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512&digits=8&period=45",
        "otpauth://hotp/?secret=MZXW6YTBOI&counter=18446744073709551615",
        "otpauth://steam/Steam:x?secret=JBSWY3DPEHPK3PXP",
    ];

    fn export() -> Export {
        let label = Text::new("my \\ \"own\"").ok();
        let entries = URIS.map(|uri| ImportedEntry {
            address: Address::parse(uri).unwrap_or_else(|_| panic!("{uri}")),
            label: label.clone(),
        });
        let linked = LinkedName {
            issuer: "Atelier".to_owned(),
            account: "ada".to_owned(),
            server: "https://a.example".to_owned(),
        };
        Export { entries: entries.into(), linked: vec![linked] }
    }

    fn passphrase() -> Secret {
        Secret::copy_of("Gr\u{fc}\u{df}e aus Bern".as_bytes())
    }

    fn sealed() -> Vec<u8> {
        export().seal(&passphrase(), 7, &SystemEntropy::default()).unwrap()
    }

    #[test]
    fn what_was_exported_is_read_back_to_the_last_field() {
        let other_keyboard = Secret::copy_of("Gru\u{308}\u{df}e aus Bern".as_bytes());
        let found = read(&sealed(), Some(&other_keyboard)).ok().unwrap();
        for (entry, uri) in found.entries.iter().zip(URIS) {
            assert!(entry.address == Address::parse(uri).ok().unwrap(), "{uri}");
            assert_eq!(entry.label.as_ref().unwrap().as_str(), "my \\ \"own\"");
        }
        assert_eq!(found.entries.len(), URIS.len());
        assert_eq!(found.left_out[0].what, "Atelier: ada");
        assert_eq!(found.left_out[0].why, Why::Linked { server: "https://a.example".to_owned() });
    }

    #[test]
    fn an_export_never_outgrows_its_room_and_shows_no_secret() {
        let export = export();
        let room = export.room();
        assert!(export.print(i64::MIN).unwrap().len() <= room);
        assert!(!String::from_utf8(sealed()).unwrap().contains("JBSWY3"));
    }

    #[test]
    fn a_stranger_s_export_can_t_write_on_a_terminal() {
        let mut export = export();
        export.linked[0].server = "https://a\u{1b}[2J.example".to_owned();
        let file = export.seal(&passphrase(), 7, &SystemEntropy::default()).unwrap();
        let found = read(&file, Some(&passphrase())).ok().unwrap();
        assert_eq!(found.left_out[0].why, Why::Linked { server: "https://a[2J.example".to_owned() });
    }

    #[test]
    fn an_empty_passphrase_seals_nothing() {
        let refused = export().seal(&Secret::new(Vec::new()), 7, &SystemEntropy::default());
        assert_eq!(refused.err(), Some(ExportError::EmptyPassphrase));
    }

    #[test]
    fn every_changed_character_is_noticed_before_anything_is_believed() {
        let file = sealed();
        assert_eq!(
            read(&file, None).err(),
            Some(ImportError::NeedsPassword { format: crate::transfer::Format::Assent })
        );
        // A few in each part, for each try costs an Argon2.
        for at in (0..file.len()).step_by(file.len() / 9) {
            let mut bad = file.clone();
            bad[at] ^= 1;
            assert!(read(&bad, Some(&passphrase())).is_err(), "at {at}");
        }
        assert_eq!(read(&file, Some(&Secret::copy_of(b"wrong"))).err(), Some(ImportError::WrongPassword));
    }

    #[test]
    fn a_file_of_a_later_version_or_of_a_greedy_cost_is_refused_before_any_work() {
        let file = String::from_utf8(sealed()).unwrap();
        let later = file.replace("\"assent_export\":1", "\"assent_export\":2");
        assert!(matches!(read(later.as_bytes(), None).err(), Some(ImportError::NewerVersion { .. })));
        for (real, greedy) in [("65536", "65537"), ("\"passes\":3", "\"passes\":9"), ("\"lanes\":1", "\"lanes\":5")] {
            let bad = file.replace(real, greedy);
            assert_eq!(read(bad.as_bytes(), Some(&passphrase())).err(), Some(ImportError::TooCostly), "{greedy}");
        }
    }
}
