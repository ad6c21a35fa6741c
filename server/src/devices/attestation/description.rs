//! What a phone's hardware says of a key: `KeyDescription`, in the extension 1.3.6.1.4.1.11129.2.1.17
//! (source.android.com, "Key and ID attestation", schema).

use x509_parser::asn1_rs::{Any, Class, Enumerated, FromDer, Integer, OctetString, Sequence, Tag};

use crate::model::Boot;

/// The extension that says it.
pub(super) const EXTENSION: &str = "1.3.6.1.4.1.11129.2.1.17";

const PURPOSE: u32 = 1;
const NO_AUTH_REQUIRED: u32 = 503;
const USER_AUTH_TYPE: u32 = 504;
const ORIGIN: u32 = 702;
const ROOT_OF_TRUST: u32 = 704;

/// `KeyPurpose::SIGN`
const SIGN: u32 = 2;
/// `KeyOrigin::GENERATED`
const GENERATED: u32 = 0;

/// What counts of a `KeyDescription`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Description {
    /// Where what says this lies: `SecurityLevel` 0 software, 1 trusted environment, 2 StrongBox.
    pub(super) attested_in: u32,
    /// Where the key lies, likewise.
    pub(super) kept_in: u32,
    /// What was handed in when the key was made.
    pub(super) challenge: Vec<u8>,
    /// Whether it may sign.
    pub(super) signs: bool,
    /// Whether the hardware made it.
    pub(super) is_generated: bool,
    /// Whether the hardware wants the person before it signs.
    pub(super) asks_person: bool,
    /// With what system the phone had started.
    pub(super) boot: Option<Boot>,
}

/// What an authorization list says, as far as it counts.
#[derive(Default)]
struct Authorizations {
    purposes: Vec<u32>,
    no_auth_required: bool,
    user_auth_type: u32,
    origin: Option<u32>,
    boot: Option<Boot>,
}

impl Description {
    /// Reads the extension's value. `None` when it makes no sense.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let (rest, whole) = Sequence::from_der(der).ok()?;
        if !rest.is_empty() {
            return None;
        }
        let (rest, _version) = Integer::from_der(&whole.content).ok()?;
        let (rest, attested_in) = Enumerated::from_der(rest).ok()?;
        let (rest, _version) = Integer::from_der(rest).ok()?;
        let (rest, kept_in) = Enumerated::from_der(rest).ok()?;
        let (rest, challenge) = OctetString::from_der(rest).ok()?;
        let (rest, _unique_id) = OctetString::from_der(rest).ok()?;
        let (rest, software) = Sequence::from_der(rest).ok()?;
        let (_, hardware) = Sequence::from_der(rest).ok()?;
        let (software, hardware) = (Authorizations::read(&software.content)?, Authorizations::read(&hardware.content)?);
        let asks_nobody = software.no_auth_required || hardware.no_auth_required;
        Some(Self {
            attested_in: attested_in.0,
            kept_in: kept_in.0,
            challenge: challenge.as_ref().to_vec(),
            // Only what the hardware holds to: software could say anything.
            signs: hardware.purposes.contains(&SIGN),
            is_generated: hardware.origin == Some(GENERATED),
            asks_person: !asks_nobody && hardware.user_auth_type != 0,
            boot: hardware.boot,
        })
    }
}

impl Authorizations {
    fn read(mut der: &[u8]) -> Option<Self> {
        let mut list = Self::default();
        while !der.is_empty() {
            let (rest, field) = Any::from_der(der).ok()?;
            list.take(&field)?;
            der = rest;
        }
        Some(list)
    }

    /// Each field is explicitly tagged with its number in KeyMint; new versions bring new ones.
    fn take(&mut self, field: &Any<'_>) -> Option<()> {
        if field.class() != Class::ContextSpecific {
            return None;
        }
        match field.tag().0 {
            PURPOSE => self.purposes = read_numbers(field.data)?,
            NO_AUTH_REQUIRED => self.no_auth_required = true,
            USER_AUTH_TYPE => self.user_auth_type = read_number(field.data)?,
            ORIGIN => self.origin = Some(read_number(field.data)?),
            ROOT_OF_TRUST => self.boot = Some(read_boot(field.data)?),
            _ => {}
        }
        Some(())
    }
}

fn read_number(der: &[u8]) -> Option<u32> {
    Integer::from_der(der).ok()?.1.as_u32().ok()
}

/// `SET OF INTEGER`
fn read_numbers(der: &[u8]) -> Option<Vec<u32>> {
    let (_, set) = Any::from_der(der).ok()?;
    let mut rest = Some(set.data).filter(|_| set.tag() == Tag::Set)?;
    let mut numbers = Vec::new();
    while !rest.is_empty() {
        let (after, number) = Integer::from_der(rest).ok()?;
        numbers.push(number.as_u32().ok()?);
        rest = after;
    }
    Some(numbers)
}

/// `RootOfTrust`: `verifiedBootKey`, `deviceLocked`, `verifiedBootState` and, since version 3, `verifiedBootHash`.
fn read_boot(der: &[u8]) -> Option<Boot> {
    let (_, root) = Sequence::from_der(der).ok()?;
    let (rest, _key) = OctetString::from_der(&root.content).ok()?;
    // Some phones write TRUE in BER's way, as 1.
    let (rest, locked) = Any::from_der(rest).ok()?;
    let (_, state) = Enumerated::from_der(rest).ok()?;
    match (locked.tag(), state.0) {
        (Tag::Boolean, 0) => Some(Boot::Verified),
        (Tag::Boolean, 1) => Some(Boot::SelfSigned),
        (Tag::Boolean, 2) => Some(Boot::Unverified),
        (Tag::Boolean, 3) => Some(Boot::Failed),
        _ => None,
    }
}
