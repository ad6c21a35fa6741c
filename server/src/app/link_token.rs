//! The proofs in links: what a link is about and a MAC over all that it proves, so that nothing of it is stored.

use assent_core::secret::same;
use data_encoding::BASE64URL_NOPAD;

/// A proof as it stands in a link: what it is `about`, in the clear, and its MAC.
#[must_use]
pub fn make_link_token(about: &[u8], mac: [u8; 32]) -> String {
    BASE64URL_NOPAD.encode(&[about, &mac].concat())
}

/// The proof in a link. No `Debug`: whoever has it may do what the link does.
pub struct LinkToken<const N: usize> {
    /// What the link is about, in the clear: an id, with an end after it where a link has one.
    pub about: [u8; N],
    mac: [u8; 32],
}

impl<const N: usize> LinkToken<N> {
    /// What a link carries, if it looks like a proof.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let (about, mac) = bytes.split_first_chunk()?;
        Some(Self { about: *about, mac: mac.try_into().ok()? })
    }

    /// Whether it carries the MAC that such a link should. In constant time.
    #[must_use]
    pub fn has(&self, mac: &[u8; 32]) -> bool {
        same(&self.mac, mac)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_reads_back_and_no_other_does() {
        let text = make_link_token(&[1; 16], [2; 32]);
        let token = LinkToken::<16>::read(&text).unwrap();
        assert_eq!(token.about, [1; 16]);
        assert!(token.has(&[2; 32]) && !token.has(&[3; 32]));
        assert!(LinkToken::<24>::read(&text).is_none(), "another length");
        for bad in ["", "?", &text[1..], &format!("{text}A")] {
            assert!(LinkToken::<16>::read(bad).is_none(), "{bad}");
        }
    }
}
