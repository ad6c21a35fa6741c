//! Where a phone is woken, as it said: the push resource and the keys for its messages.

use assent_core::message::PushEndpoint;
use data_encoding::BASE64URL_NOPAD;
use url::Url;

use crate::wake::BadEndpoint;

/// What the push resource takes at most, in bytes (UnifiedPush, AND_3).
const MAX_URL_BYTES: usize = 1000;

/// Who reads a message (RFC 8291 §2).
pub(super) struct Receiver {
    /// Its public key, an uncompressed point (`p256dh`).
    pub(super) point: [u8; 65],
    /// Its authentication secret.
    pub(super) auth: [u8; 16],
}

/// Where a phone is woken. No `Debug`: who has it may wake the phone.
pub(super) struct Address {
    pub(super) url: Url,
    pub(super) receiver: Receiver,
}

impl Address {
    /// Reads what the phone said.
    ///
    /// # Errors
    /// [`BadEndpoint`]: what is wrong with it.
    pub(super) fn read(endpoint: &PushEndpoint) -> Result<Self, BadEndpoint> {
        let PushEndpoint::Webpush { endpoint, p256dh, auth } = endpoint else {
            return Err(BadEndpoint("it is no Web Push address".to_owned()));
        };
        let url = Url::parse(endpoint).ok().filter(|_| endpoint.len() <= MAX_URL_BYTES);
        let url = url.ok_or_else(|| BadEndpoint(format!("it is no address of at most {MAX_URL_BYTES} bytes")))?;
        let point = decode(p256dh).filter(|point: &[u8; 65]| point[0] == 4);
        let point = point.ok_or_else(bad_point)?;
        let auth = decode(auth).ok_or_else(|| BadEndpoint("`auth` is not 16 bytes in base64url".to_owned()))?;
        Ok(Self { url, receiver: Receiver { point, auth } })
    }

    /// The server that it is at, without what makes it a capability.
    pub(super) fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }
}

/// What is said of a `p256dh` that is none.
pub(super) fn bad_point() -> BadEndpoint {
    BadEndpoint("`p256dh` is not a point of P-256, uncompressed, in base64url".to_owned())
}

/// Browsers leave the padding out, some apps do not.
fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes = BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes()).ok()?;
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    fn read(url: &str, p256dh: &str, auth: &str) -> Result<String, BadEndpoint> {
        let endpoint =
            PushEndpoint::Webpush { endpoint: url.to_owned(), p256dh: p256dh.to_owned(), auth: auth.to_owned() };
        Address::read(&endpoint).map(|address| address.origin())
    }

    #[test]
    fn what_browsers_and_apps_hand_in_is_read() {
        let origin = Ok("https://push.example:8443".to_owned());
        assert_eq!(read("https://push.example:8443/up?x=1", POINT, AUTH), origin);
        assert_eq!(read("https://push.example:8443/", &format!("{POINT}="), &format!("{AUTH}==")), origin);
    }

    #[test]
    fn what_cannot_work_is_told_apart() {
        let long = format!("https://push.example/{}", "x".repeat(1000));
        for (url, point, auth, why) in [
            ("push.example", POINT, AUTH, "no address"),
            (long.as_str(), POINT, AUTH, "1000 bytes"),
            ("https://push.example/", &POINT[..86], AUTH, "p256dh"),
            ("https://push.example/", &POINT.replacen('B', "A", 1), AUTH, "p256dh"),
            ("https://push.example/", "?", AUTH, "p256dh"),
            ("https://push.example/", POINT, "BTBZMqHH6r4Tts7J_aSI", "auth"),
            ("https://push.example/", POINT, POINT, "auth"),
        ] {
            let error = read(url, point, auth).unwrap_err();
            assert!(error.to_string().contains(why), "{url}: {error}");
        }
    }
}
