//! Codes that a person types in, where a website shows no QR.

use assent_core::secret::Secret;
use assent_core::transfer::Draft;

use crate::{AppError, AssentApp, CodeKind, OnDuplicate};

/// What a website says of its codes. What is none gets what everybody assumes.
#[derive(Clone, uniffi::Record)]
pub struct TypedCodes {
    /// Whom the account is with; may be empty.
    pub issuer: String,
    /// Whose it is; may be empty.
    pub name: String,
    /// Base32 as typed, in UTF-8: capitals, spaces and dashes don't count. Cleared in Rust after use.
    pub secret: Vec<u8>,
    /// What moves the codes on.
    pub kind: CodeKind,
    /// None: SHA-1.
    pub algorithm: Option<Algorithm>,
    /// 6 to 8; none: 6. Steam's are five letters.
    pub digits: Option<u8>,
    /// How many seconds each code lasts, 1 to 3600; none: 30.
    pub period_secs: Option<u16>,
    /// The count of the next code; counted codes need it.
    pub counter: Option<u64>,
}

/// The hash that codes are made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[expect(missing_docs, reason = "names of algorithms")]
pub enum Algorithm {
    Sha1,
    Sha256,
    Sha512,
}

#[uniffi::export]
impl AssentApp {
    /// Adds another website's codes that were typed in. Gives the account's id.
    ///
    /// # Errors
    /// [`AppError::BadInput`] (its key says which part is wrong), [`AppError::Duplicate`], or of the vault.
    pub fn add_typed(&self, codes: TypedCodes, on_duplicate: OnDuplicate) -> Result<String, AppError> {
        let add = || {
            let secret = Secret::new(codes.secret);
            let secret = std::str::from_utf8(secret.expose()).ok();
            let draft = Draft {
                issuer: &codes.issuer,
                account: &codes.name,
                kind: name_of(codes.kind),
                algorithm: codes.algorithm.map(Algorithm::name),
                digits: codes.digits.map(u64::from),
                period: codes.period_secs.map(u64::from),
                counter: codes.counter,
            };
            let address = draft.with_base32(secret.as_ref())?;
            Ok(self.opened()?.add_codes(address, on_duplicate.into())?.to_string())
        };
        self.log.note("add_typed", add())
    }
}

const fn name_of(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Timed => "totp",
        CodeKind::Counted => "hotp",
        CodeKind::Steam => "steam",
    }
}

impl Algorithm {
    const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestPhone;

    fn typed(secret: &str) -> TypedCodes {
        let (issuer, name, secret) = ("Shop".to_owned(), "ada".to_owned(), secret.as_bytes().to_vec());
        let kind = CodeKind::Timed;
        TypedCodes { issuer, name, secret, kind, algorithm: None, digits: None, period_secs: None, counter: None }
    }

    fn refused(codes: TypedCodes) -> String {
        match TestPhone::with_vault().app.add_typed(codes, OnDuplicate::Refuse) {
            Err(AppError::BadInput { key, .. }) => key,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_typed_is_what_a_picture_would_say() {
        let phone = TestPhone::with_vault();
        let secret = "gezd gnbv gy3t qojq gezd gnbv gy3t qojq";
        let id = phone.app.add_typed(typed(secret), OnDuplicate::Refuse).unwrap();
        let same = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop";
        let again = phone.app.add_otpauth(same.to_owned(), OnDuplicate::Refuse);
        assert!(matches!(again, Err(AppError::Duplicate { existing, .. }) if existing == id));
        let steam = TypedCodes { kind: CodeKind::Steam, algorithm: Some(Algorithm::Sha512), ..typed(secret) };
        phone.app.add_typed(steam, OnDuplicate::Refuse).unwrap();
        assert_eq!(phone.app.accounts().unwrap()[1].code.as_ref().unwrap().code.len(), 5);
    }

    #[test]
    fn each_part_that_is_wrong_is_named() {
        for secret in ["", "hello 1", "\u{fffd}"] {
            assert_eq!(refused(typed(secret)), "why-secret");
        }
        let good = || typed("GEZDGNBVGY3TQOJQ");
        assert_eq!(refused(TypedCodes { secret: vec![0xff], ..good() }), "why-secret");
        assert_eq!(refused(TypedCodes { digits: Some(9), ..good() }), "why-digits");
        assert_eq!(refused(TypedCodes { period_secs: Some(0), ..good() }), "why-period");
        assert_eq!(refused(TypedCodes { kind: CodeKind::Counted, ..good() }), "why-counter");
    }
}
