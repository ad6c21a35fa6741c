//! Google's QR codes as text, as many as fit.

use assent_core::transfer::MAX_FILE_BYTES;
use data_encoding::BASE64;

const HEAD: &str = "otpauth-migration://offline?data=";
/// As many codes as an export may have.
const CODES: u32 = 1000;

/// Each shape's file.
pub(crate) fn files() -> [(&'static str, Vec<u8>); 5] {
    let of_one = |accounts: &[u8]| line(accounts, 1, 0);
    [
        ("10,000 accounts, long names", lines(|_| account(1100).repeat(10))),
        ("accounts without end", lines(|_| account(1).repeat(600))),
        ("entries that are none", lines(|_| b"\x0a\x00".repeat(5800))),
        ("one account, one name", of_one(&account(MAX_FILE_BYTES / 4 * 3 - 200)).into_bytes()),
        ("one code again and again", of_one(b"").repeat(MAX_FILE_BYTES / of_one(b"").len()).into_bytes()),
    ]
}

fn lines(accounts: impl Fn(u32) -> Vec<u8>) -> Vec<u8> {
    let mut file: String = (0..CODES).map(|at| line(&accounts(at), CODES, at)).collect();
    // Whole lines only; what does not fit is left out by asking for fewer codes.
    assert!(file.len() <= MAX_FILE_BYTES, "{}", file.len());
    file.shrink_to_fit();
    file.into_bytes()
}

fn line(accounts: &[u8], of: u32, at: u32) -> String {
    let mut message = accounts.to_vec();
    for (field, number) in [(2, 1), (3, of), (4, at), (5, 7)] {
        message.push(field << 3);
        push_number(&mut message, number);
    }
    format!("{HEAD}{}\n", BASE64.encode(&message).replace('+', "%2B"))
}

/// Secret, name, type 2 (by time).
fn account(name: usize) -> Vec<u8> {
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    push_bytes(&mut inside, 1, b"ten bytes!");
    push_bytes(&mut inside, 2, &vec![b'n'; name]);
    inside.extend([6 << 3, 2]);
    push_bytes(&mut outside, 1, &inside);
    outside
}

fn push_bytes(message: &mut Vec<u8>, field: u8, bytes: &[u8]) {
    message.push(field << 3 | 2);
    push_number(message, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    message.extend(bytes);
}

fn push_number(message: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        message.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    message.push(number.to_le_bytes()[0]);
}
