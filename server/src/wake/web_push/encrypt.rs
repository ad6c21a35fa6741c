//! Encryption of a push message: RFC 8291, in the content encoding `aes128gcm` of RFC 8188.

use assent_core::random::{Random, make_bytes};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::error::Unspecified;
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};

use super::address::Receiver;

/// What is in every message: that there is something to pull.
const WORD: &[u8] = b"wake";
/// What is encrypted, with its padding, in bytes: the same for every message.
const RECORD_BYTES: usize = 128;
/// The record size that is announced (RFC 8188 §2.1): one record, whose last byte it need not reach.
const ANNOUNCED_BYTES: u32 = 4096;
/// Ends the last record; padding comes after it (RFC 8188 §2).
const LAST: u8 = 2;

/// A wake-up for `to`. Always as long as any other, and no two are alike.
///
/// # Errors
/// [`Unspecified`] when `to` is no point of the curve, or without randomness.
pub(super) fn encrypt(to: &Receiver, random: &dyn Random) -> Result<Vec<u8>, Unspecified> {
    let own = EphemeralPrivateKey::generate(&ECDH_P256, random.ring())?;
    let own_point = own.compute_public_key()?;
    let salt = make_bytes(random).map_err(|_| Unspecified)?;
    let mut record = WORD.to_vec();
    record.push(LAST);
    record.resize(RECORD_BYTES, 0);
    let peer = UnparsedPublicKey::new(&ECDH_P256, &to.point);
    agree_ephemeral(own, &peer, |shared| seal(to, own_point.as_ref(), shared, salt, record))?
}

/// All after the agreement: from the shared secret to the message. Apart from it, because ring makes its own key for an
/// agreement and takes none, and the example of the RFC must go through the rest.
fn seal(
    to: &Receiver,
    own_point: &[u8],
    shared: &[u8],
    salt: [u8; 16],
    mut record: Vec<u8>,
) -> Result<Vec<u8>, Unspecified> {
    // RFC 8291 §3.4.
    let info = [b"WebPush: info\0", to.point.as_slice(), own_point];
    let mut secret = zeroize::Zeroizing::new([0; 32]);
    Salt::new(HKDF_SHA256, &to.auth).extract(shared).expand(&info, HKDF_SHA256)?.fill(&mut *secret)?;
    // RFC 8188 §2.2 and §2.3, for record 0.
    let from = Salt::new(HKDF_SHA256, &salt).extract(&*secret);
    let key = UnboundKey::from(from.expand(&[b"Content-Encoding: aes128gcm\0"], &AES_128_GCM)?);
    LessSafeKey::new(key).seal_in_place_append_tag(derive_nonce(&from)?, Aad::empty(), &mut record)?;
    let mut message = salt.to_vec();
    message.extend(ANNOUNCED_BYTES.to_be_bytes());
    message.push(u8::try_from(own_point.len()).map_err(|_| Unspecified)?);
    message.extend(own_point);
    message.append(&mut record);
    Ok(message)
}

fn derive_nonce(from: &Prk) -> Result<Nonce, Unspecified> {
    let mut nonce = [0; 12];
    from.expand(&[b"Content-Encoding: nonce\0"], NonceLen)?.fill(&mut nonce)?;
    Ok(Nonce::assume_unique_for_key(nonce))
}

struct NonceLen;

impl KeyType for NonceLen {
    fn len(&self) -> usize {
        12
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use assent_core::random::SystemEntropy;
    use data_encoding::BASE64URL_NOPAD;

    fn bytes(text: &str) -> Vec<u8> {
        BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()
    }

    /// The receiver of RFC 8291 §5.
    fn receiver() -> Receiver {
        let point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        Receiver { point: bytes(point).try_into().unwrap(), auth: bytes("BTBZMqHH6r4Tts7J_aSIgg").try_into().unwrap() }
    }

    #[test]
    fn the_example_of_rfc_8291_section_5_comes_out() {
        let own = bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let mut record = b"When I grow up, I want to be a watermelon".to_vec();
        record.push(LAST);
        let message = seal(&receiver(), &own, &shared, salt, record).unwrap();
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6T\
             lzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(BASE64URL_NOPAD.encode(&message), expected);
    }

    #[test]
    fn messages_are_of_one_size_and_never_alike() {
        let random = SystemEntropy::default();
        let [one, other] = [encrypt(&receiver(), &random).unwrap(), encrypt(&receiver(), &random).unwrap()];
        assert_eq!((one.len(), other.len()), (86 + RECORD_BYTES + 16, one.len()));
        assert_ne!(one, other);
    }

    #[test]
    fn a_point_that_is_not_on_the_curve_gets_nothing() {
        let mut off = receiver();
        off.point[64] ^= 1;
        assert!(encrypt(&off, &SystemEntropy::default()).is_err());
    }
}
