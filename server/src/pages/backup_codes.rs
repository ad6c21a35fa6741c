//! The backup codes, shown once.

use askama::Template;
use assent_core::secret::Secret;

use super::frame::Frame;

/// Ten codes, and three ways to keep them.
#[derive(Template)]
#[template(path = "backup_codes.html")]
pub struct BackupCodes {
    /// The page's surroundings.
    pub frame: Frame,
    /// The account they belong to, for the file.
    pub account: String,
    /// The codes as they are typed.
    pub codes: Vec<Secret>,
    /// Whether they take the place of older ones.
    pub is_renewal: bool,
}

impl BackupCodes {
    /// The file to keep, as an address of its own: the server need not show the codes a second time.
    fn file(&self) -> String {
        let head = self.frame.t("backup-file").with("account", &self.account).with("host", &self.frame.host);
        let lines = self.codes.iter().map(|code| self.frame.reveal(code).to_owned());
        let text = std::iter::once(format!("{head}\n")).chain(lines).collect::<Vec<_>>().join("\n");
        format!("data:text/plain;charset=utf-8,{}", percent_encoded(&text))
    }
}

/// RFC 3986 §2.1, everything but the unreserved.
fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_an_address_is_encoded() {
        assert_eq!(percent_encoded("A-1 é\n"), "A-1%20%C3%A9%0A");
    }
}
