//! Secrets to be looked for, in the forms in which they might lie about.

use data_encoding::{BASE32_NOPAD, BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use ring::digest::{SHA256, digest};

/// Parts of a secret this long are looked for too: what was half overwritten is half a secret still.
const MIN_PART: usize = 10;

/// One secret.
pub(crate) struct Canary {
    pub(crate) name: String,
    forms: Vec<(&'static str, Vec<u8>)>,
}

impl Canary {
    pub(crate) fn new(name: impl Into<String>, secret: &[u8]) -> Self {
        // Numbers lie with their lowest byte first while they are computed with.
        let mut forms = vec![("raw", secret.to_vec()), ("reversed", secret.iter().rev().copied().collect())];
        for (form, encoding) in [
            ("base32", BASE32_NOPAD),
            ("base64", BASE64),
            ("base64url", BASE64URL_NOPAD),
            ("hex", HEXLOWER),
            ("HEX", HEXUPPER),
        ] {
            forms.push((form, encoding.encode(secret).into_bytes()));
        }
        Self { name: name.into(), forms: forms.into_iter().flat_map(in_parts).collect() }
    }

    /// The form in which it is in `memory`, if it is.
    pub(crate) fn find_in(&self, memory: &[u8]) -> Option<&'static str> {
        let found = |(_, form): &&(&'static str, Vec<u8>)| contains(memory, form);
        self.forms.iter().find(found).map(|(name, _)| *name)
    }
}

fn in_parts((name, form): (&'static str, Vec<u8>)) -> Vec<(&'static str, Vec<u8>)> {
    let half = form.len() / 2;
    if half < MIN_PART {
        return vec![(name, form)];
    }
    vec![(name, form[..half].to_vec()), (name, form[half..].to_vec())]
}

fn contains(memory: &[u8], part: &[u8]) -> bool {
    let Some((first, rest)) = part.split_first() else { return false };
    let mut from = 0;
    while let Some(at) = memory[from..].iter().position(|byte| byte == first) {
        if memory[from + at + 1..].starts_with(rest) {
            return true;
        }
        from += at + 1;
    }
    false
}

/// A secret text that both programs can work out from its name and from what is no secret, the folder.
pub(crate) fn text_of(name: &str, folder: &str) -> String {
    let content = [name, "\0", folder].concat();
    HEXLOWER.encode(&digest(&SHA256, content.as_bytes()).as_ref()[..14])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_each_of_its_forms_and_by_its_halves() {
        let secret = b"a secret of 28 bytes, or so.";
        let canary = Canary::new("it", secret);
        let around = |inner: &[u8]| [b"before a s", inner, b" after"].concat();
        assert_eq!(canary.find_in(&around(b"")), None);
        assert_eq!(canary.find_in(&around(secret)), Some("raw"));
        assert_eq!(canary.find_in(&around(&secret[14..])), Some("raw"));
        assert_eq!(canary.find_in(&around(BASE32_NOPAD.encode(secret).as_bytes())), Some("base32"));
        assert_eq!(canary.find_in(&around(BASE64.encode(secret).as_bytes())), Some("base64"));
        assert_eq!(canary.find_in(&around(HEXUPPER.encode(secret).as_bytes())), Some("HEX"));
        let reversed: Vec<_> = secret.iter().rev().copied().collect();
        assert_eq!(canary.find_in(&around(&reversed)), Some("reversed"));
    }
}
