//! The outside of a sealed picture: what the server can check without reading it. The format is in
//! `docs/identity-check.md`.

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

use crate::model::{MAX_SEALED_HEAD, PersonId, Reviewer};

const TAG_LEN: usize = 16;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    version: u8,
    iv: String,
    keys: Vec<Key>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    reviewer: PersonId,
    ephemeral: String,
    iv: String,
    key: String,
}

/// Whether what looks like a sealed picture is for exactly these reviewers, and for anybody at all. `None` when it does
/// not look like one.
#[must_use]
pub fn is_sealed_for(sealed: &[u8], reviewers: &[Reviewer]) -> Option<bool> {
    let (length, rest) = sealed.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= MAX_SEALED_HEAD)?;
    let (head, body) = rest.split_at_checked(length)?;
    let head: Head = serde_json::from_slice(head).ok()?;
    let is_whole = head.version == 1 && is_long(&head.iv, 12) && head.keys.iter().all(is_key) && body.len() > TAG_LEN;
    let mut named: Vec<PersonId> = head.keys.iter().map(|key| key.reviewer).collect();
    let mut expected: Vec<PersonId> = reviewers.iter().map(|reviewer| reviewer.person).collect();
    named.sort_unstable();
    expected.sort_unstable();
    is_whole.then_some(!expected.is_empty() && named == expected)
}

/// An uncompressed point, a nonce, and a key of 32 bytes with its tag.
fn is_key(key: &Key) -> bool {
    is_long(&key.ephemeral, 65) && is_long(&key.iv, 12) && is_long(&key.key, 32 + TAG_LEN)
}

fn is_long(text: &str, length: usize) -> bool {
    BASE64URL_NOPAD.decode(text.as_bytes()).is_ok_and(|bytes| bytes.len() == length)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::Role;

    const GRACE: PersonId = PersonId([7; 16]);

    fn reviewer() -> Reviewer {
        Reviewer { person: GRACE, role: Role::Administrator, public_key: vec![4; 65] }
    }

    fn sealed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
        let text = |length| BASE64URL_NOPAD.encode(&vec![4; length]);
        let key = json!({ "reviewer": GRACE, "ephemeral": text(65), "iv": text(12), "key": text(48) });
        let mut head = json!({ "version": 1, "iv": text(12), "keys": [key] });
        change(&mut head);
        let head = head.to_string();
        let length = u32::try_from(head.len()).unwrap().to_be_bytes();
        [&length, head.as_bytes(), &[0; 17]].concat()
    }

    #[test]
    fn a_picture_is_sealed_for_all_reviewers_and_nobody_else() {
        assert_eq!(is_sealed_for(&sealed(|_| ()), &[reviewer()]), Some(true));
        assert_eq!(is_sealed_for(&sealed(|_| ()), &[]), Some(false));
        let for_nobody = sealed(|head| head["keys"] = json!([]));
        assert_eq!(
            (is_sealed_for(&for_nobody, &[reviewer()]), is_sealed_for(&for_nobody, &[])),
            (Some(false), Some(false))
        );
    }

    #[test]
    fn what_is_no_sealed_picture_is_refused() {
        let whole = sealed(|_| ());
        for bad in [
            Vec::new(),
            vec![255; 9],
            whole[..whole.len() - 1].to_vec(),
            b"\x89PNG\r\n\x1a\n and more".to_vec(),
            sealed(|head| head["version"] = json!(2)),
            sealed(|head| head["iv"] = json!("AAAA")),
            sealed(|head| head["keys"][0]["key"] = json!("AAAA")),
            sealed(|head| head["more"] = json!(1)),
        ] {
            assert_eq!(is_sealed_for(&bad, &[reviewer()]), None);
        }
    }
}
