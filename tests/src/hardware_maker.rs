//! A maker of phones' hardware: it attests to keys as Android Key Attestation does, whatever it is told to say.
//!
//! Also part of the server's own tests, by its path.

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CustomExtension, DistinguishedName, DnType, IsCa, Issuer,
    KeyPair, PKCS_ECDSA_P256_SHA256, PublicKeyData, SerialNumber, SignatureAlgorithm, date_time_ymd,
};

/// What the hardware is to say of a key (source.android.com, "Key and ID attestation", schema).
#[derive(Debug, Clone)]
pub struct Said {
    /// `attestationSecurityLevel`: 0 software, 1 trusted environment, 2 StrongBox.
    pub attested_in: u8,
    /// `keymasterSecurityLevel`, likewise.
    pub kept_in: u8,
    /// `attestationChallenge`
    pub challenge: Vec<u8>,
    /// `purpose`; 2 is SIGN.
    pub purposes: Vec<u8>,
    /// `origin`; 0 is GENERATED.
    pub origin: u8,
    /// `userAuthType`; 0: `noAuthRequired` instead.
    pub user_auth_type: u8,
    /// Whether `noAuthRequired` stands in what software holds to.
    pub software_asks_nobody: bool,
    /// `verifiedBootState`
    pub boot: u8,
}

impl Said {
    /// A key for approvals in the trusted environment of an honest phone.
    #[must_use]
    pub fn honest(challenge: &[u8]) -> Self {
        Self {
            attested_in: 1,
            kept_in: 1,
            challenge: challenge.to_vec(),
            purposes: vec![2],
            origin: 0,
            user_auth_type: 2,
            software_asks_nobody: false,
            boot: 0,
        }
    }

    /// `KeyDescription` in DER.
    #[must_use]
    pub fn to_der(&self) -> Vec<u8> {
        let number = |number: u8| tlv(0x02, &[number]);
        let enumerated = |number: u8| tlv(0x0a, &[number]);
        let purposes: Vec<u8> = self.purposes.iter().flat_map(|one| number(*one)).collect();
        let boot = [tlv(0x04, &[0; 32]), tlv(0x01, &[0xff]), enumerated(self.boot), tlv(0x04, &[0; 32])].concat();
        let asks = match self.user_auth_type {
            0 => explicit(503, &tlv(0x05, &[])),
            kind => explicit(504, &number(kind)),
        };
        let software = if self.software_asks_nobody { explicit(503, &tlv(0x05, &[])) } else { Vec::new() };
        let hardware = [
            explicit(1, &tlv(0x31, &purposes)),
            explicit(2, &number(3)),
            asks,
            explicit(702, &number(self.origin)),
            explicit(704, &tlv(0x30, &boot)),
        ];
        let parts = [
            tlv(0x02, &[0x01, 0x2c]),
            enumerated(self.attested_in),
            tlv(0x02, &[0x01, 0x2c]),
            enumerated(self.kept_in),
            tlv(0x04, &self.challenge),
            tlv(0x04, &[]),
            tlv(0x30, &software),
            tlv(0x30, &hardware.concat()),
        ];
        tlv(0x30, &parts.concat())
    }
}

/// A maker with a root, and an issuer that is in each phone.
pub struct Maker {
    root: Certificate,
    batch: Certificate,
    batch_issuer: Issuer<'static, KeyPair>,
}

/// How the certificate in the phones is made.
#[derive(Debug, Clone, Copy)]
pub struct Batch {
    /// Whether it was put in where the phone was made.
    pub in_factory: bool,
    /// Its first and its last year.
    pub years: (i32, i32),
    /// Its serial number.
    pub serial: u64,
}

impl Default for Batch {
    fn default() -> Self {
        Self { in_factory: true, years: (2020, 2040), serial: 0xabc }
    }
}

impl Default for Maker {
    fn default() -> Self {
        Self::with(Batch::default())
    }
}

impl Maker {
    /// A new one, unlike all others.
    #[must_use]
    pub fn with(batch: Batch) -> Self {
        let root_key = KeyPair::generate().unwrap();
        let root_params = params("Maker's root", false, 1);
        let root = root_params.self_signed(&root_key).unwrap();
        let root_issuer = Issuer::new(root_params, root_key);
        let batch_key = KeyPair::generate().unwrap();
        let mut batch_params = params("Maker's phones", batch.in_factory, batch.serial);
        batch_params.not_before = date_time_ymd(batch.years.0, 1, 1);
        batch_params.not_after = date_time_ymd(batch.years.1, 1, 1);
        let certificate = batch_params.signed_by(&batch_key, &root_issuer).unwrap();
        Self { root, batch: certificate, batch_issuer: Issuer::new(batch_params, batch_key) }
    }

    /// Its root as the operator of a server gets it.
    #[must_use]
    pub fn root_pem(&self) -> String {
        self.root.pem()
    }

    /// What a phone gives for the key with this point on P-256: certificates in DER, the key's own first.
    #[must_use]
    pub fn attest(&self, point: &[u8], said: &Said) -> Vec<Vec<u8>> {
        let leaf = leaf_params(Some(said)).signed_by(&Point(point.to_vec()), &self.batch_issuer).unwrap();
        self.chain(&[leaf])
    }

    /// The same for a key that nothing is said of.
    #[must_use]
    pub fn certify(&self, point: &[u8]) -> Vec<Vec<u8>> {
        let leaf = leaf_params(None).signed_by(&Point(point.to_vec()), &self.batch_issuer).unwrap();
        self.chain(&[leaf])
    }

    /// A cheat: an attested key signs what `said` says of another one.
    #[must_use]
    pub fn extend(&self, point: &[u8], said: &Said) -> Vec<Vec<u8>> {
        let attested = KeyPair::generate().unwrap();
        let middle_params = leaf_params(Some(said));
        let middle = middle_params.signed_by(&attested, &self.batch_issuer).unwrap();
        let issuer = Issuer::new(middle_params, attested);
        let leaf = leaf_params(Some(said)).signed_by(&Point(point.to_vec()), &issuer).unwrap();
        self.chain(&[leaf, middle])
    }

    fn chain(&self, first: &[Certificate]) -> Vec<Vec<u8>> {
        first.iter().chain([&self.batch, &self.root]).map(|one| one.der().to_vec()).collect()
    }
}

/// A public key without its other half.
struct Point(Vec<u8>);

impl PublicKeyData for Point {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

fn params(name: &str, has_number: bool, serial: u64) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    if has_number {
        params.distinguished_name.push(DnType::CustomDnType(vec![2, 5, 4, 5]), "3e7fb6a1ee4bd568");
    }
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.serial_number = Some(SerialNumber::from(serial));
    params
}

fn leaf_params(said: Option<&Said>) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "Android Keystore Key");
    params.serial_number = Some(SerialNumber::from(1_u64));
    let extension =
        |said: &Said| CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 11129, 2, 1, 17], said.to_der());
    params.custom_extensions = said.map(extension).into_iter().collect();
    params
}

/// A tag of one byte, the length (X.690 §8.1.3) and the value.
fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    [&[tag][..], &length(value.len()), value].concat()
}

/// `[tag] EXPLICIT` (X.690 §8.1.2.4 for tags from 31 on).
fn explicit(tag: u32, value: &[u8]) -> Vec<u8> {
    let low = |number: u32| u8::try_from(number & 0x7f).unwrap();
    let tag = match tag {
        0..31 => vec![0xa0 | low(tag)],
        31..128 => vec![0xbf, low(tag)],
        _ => vec![0xbf, 0x80 | low(tag >> 7), low(tag)],
    };
    [&tag[..], &length(value.len()), value].concat()
}

fn length(bytes: usize) -> Vec<u8> {
    match u8::try_from(bytes) {
        Ok(short @ 0..0x80) => vec![short],
        Ok(one) => vec![0x81, one],
        Err(_) => [&[0x82][..], &u16::try_from(bytes).unwrap().to_be_bytes()].concat(),
    }
}
