//! The words of a code's SMS: 160 characters of GSM 7-bit at most (3GPP TS 23.038 §6.2.1), so that it is one.

use url::Url;
use zeroize::Zeroizing;

use super::words::{Lang, Words};

/// What fits into one.
const MAX_CHARS: usize = 160;
/// More of a server's name is not said.
const MAX_NAME_CHARS: usize = 40;
/// The basic set without what takes two places.
const GSM: &str = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                   abcdefghijklmnopqrstuvwxyzäöñüà\n";

/// Says the code, whose it is, and that nobody else may have it; ends with the line that lets a browser fill it in
/// (<https://wicg.github.io/sms-one-time-codes/>) where it fits.
#[must_use]
pub fn write(lang: Lang, server: &str, url: &str, code: &str) -> Zeroizing<String> {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let name = if is_short(server) { server } else { &host };
    let name: String = name.chars().take(MAX_NAME_CHARS).collect();
    let mut text = Zeroizing::new(Words::get(lang).t("sms-code").with("code", code).with("server", &name).to_string());
    let last_line = Zeroizing::new(format!("\n@{host} #{code}"));
    if url.starts_with("https://") && text.chars().count() + last_line.chars().count() <= MAX_CHARS {
        text.push_str(&last_line);
    }
    text
}

fn is_short(name: &str) -> bool {
    name.chars().count() <= MAX_NAME_CHARS && name.chars().all(|letter| GSM.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://login.atelier.example";

    #[test]
    fn one_sms_holds_it_in_every_language_and_for_every_name() {
        let long = format!("https://{}.example", "a".repeat(60));
        for lang in Lang::ALL {
            for (server, url) in [("Atelier", URL), ("Ćafé 日本", URL), (&"x".repeat(300), &long), ("{~}", &long)] {
                let text = write(lang, server, url, "012345");
                assert!(text.chars().count() <= MAX_CHARS, "{}", text.as_str());
                assert!(text.chars().all(|letter| GSM.contains(letter)), "{}", text.as_str());
                assert!(text.contains("012345") && !text.contains(super::super::words::MISSING));
            }
        }
    }

    #[test]
    fn it_says_whose_code_it_is_and_ends_with_what_browsers_read() {
        let text = write(Lang::En, "Atelier", URL, "012345");
        assert!(text.contains("Atelier") && text.contains("Never pass it on"));
        assert_eq!(text.lines().last(), Some("@login.atelier.example #012345"));
        assert!(!write(Lang::En, "Atelier", "http://127.0.0.1:8400", "012345").contains('@'));
        assert!(write(Lang::En, "Ćafé", URL, "012345").contains("for login.atelier.example"));
    }
}
