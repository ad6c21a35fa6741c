//! Exports of other authenticators, and our own.

use assent_core::otp::Address;
use assent_core::secret::Secret;
use assent_core::transfer::{Found, GoogleBatches, ImportError, MAX_ENTRIES, read};
use data_encoding::BASE64;

/// What our own export begins with.
const OWN: &[u8] = b"{\"assent_export\":";
/// A header that costs next to nothing.
const CHEAP: &[u8] = b"\"memory_kib\":8,\"passes\":1,";

/// Whatever is found can be kept and shown: its address reads back, and the list has an end.
fn check(result: Result<Found, ImportError>) {
    let found = match result {
        Ok(found) => found,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(found.entries.len() <= MAX_ENTRIES);
    for entry in &found.entries {
        let again = Address::parse(&entry.address.to_uri()).expect("what is imported can be read again");
        assert!(again == entry.address);
    }
    for out in &found.left_out {
        assert!(!out.what.chars().any(char::is_control), "{:?}", out.what);
        assert!(!out.why.to_string().is_empty());
    }
}

/// JSON of any format, as it is.
pub fn json(bytes: &[u8]) {
    if matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[')) {
        check(read(bytes, None));
    }
}

/// Addresses, one a line.
pub fn lines(bytes: &[u8]) {
    check(read(bytes, None));
    let mut text = b"otpauth://totp/".to_vec();
    text.extend(bytes);
    check(read(&text, None));
}

/// Anything, with a password at hand unless trying it always costs 64 MiB: then fuzzing would stand still.
pub fn sealed(bytes: &[u8]) {
    let is_costly = bytes.starts_with(b"AUTHENTICATORPRO") || bytes.starts_with(OWN);
    check(read(bytes, (!is_costly).then(|| Secret::copy_of(b"password")).as_ref()));
}

/// A QR code of a Google export, as the message inside it.
pub fn google_batch(bytes: &[u8]) {
    let code = |data: &[u8]| format!("otpauth-migration://offline?data={}", BASE64.encode(data).replace('+', "%2B"));
    let mut batches = GoogleBatches::default();
    let (left, right) = bytes.split_at(bytes.len() / 2);
    for part in [bytes, left, right] {
        let before = batches.progress();
        match batches.add(&code(part)) {
            Ok(now) => assert!(now.have >= before.have && now.have <= now.of && now.of >= 1),
            Err(_) => assert_eq!(batches.progress().have, before.have, "what was read stays"),
        }
    }
    let now = batches.progress();
    assert_eq!(batches.missing().len(), usize::try_from(now.of - now.have).expect("small"));
    check(batches.into_found());
}

/// Our own export: nothing opens that was not sealed with the passphrase.
pub fn own_export(bytes: &[u8]) {
    let mut file = OWN.to_vec();
    file.extend(bytes);
    for file in [bytes, &file].into_iter().filter(|file| file.starts_with(OWN)) {
        // Only where the header asks for next to nothing, see above.
        let is_cheap = file.windows(CHEAP.len()).any(|part| part == CHEAP);
        let passphrase = is_cheap.then(|| Secret::copy_of(b"not the passphrase"));
        assert!(read(file, passphrase.as_ref()).is_err(), "an export opened by another passphrase");
    }
}
