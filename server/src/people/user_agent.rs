//! What a browser says it is, in words a person knows. It may lie; what is not known is left out.

use assent_core::message::{Context, Text};

/// Longer ones are cut: no honest one comes near.
const MAX_LEN: usize = 512;

/// The first that fits counts: nearly every browser also claims to be those below it.
const BROWSERS: [(&str, &str); 21] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("OPT/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex Browser"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("Epiphany/", "GNOME Web"),
    ("FxiOS/", "Firefox"),
    ("Focus/", "Firefox Focus"),
    ("SeaMonkey/", "SeaMonkey"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("Lynx/", "Lynx"),
];

const SYSTEMS: [(&str, &str); 16] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Mac OS X", "macOS"),
    ("Debian", "Debian"),
    ("Ubuntu", "Ubuntu"),
    ("Fedora", "Fedora"),
    ("FreeBSD", "FreeBSD"),
    ("OpenBSD", "OpenBSD"),
    ("NetBSD", "NetBSD"),
    ("SunOS", "Solaris"),
    ("Haiku", "Haiku"),
    ("Linux", "Linux"),
];

/// Browser and system of a `User-Agent` header (RFC 9110 §10.1.5); the rest of the context stays empty.
#[must_use]
pub fn read_user_agent(header: &str) -> Context {
    let header = header.get(..header.floor_char_boundary(MAX_LEN)).unwrap_or_default();
    Context { browser: find(&BROWSERS, header), system: find(&SYSTEMS, header), ..Context::default() }
}

fn find(table: &[(&str, &str)], header: &str) -> Option<Text> {
    let (_, name) = table.iter().find(|(mark, _)| header.contains(mark))?;
    Text::tidy(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> (Option<String>, Option<String>) {
        let Context { browser, system, .. } = read_user_agent(header);
        (browser.map(|text| text.to_string()), system.map(|text| text.to_string()))
    }

    fn known(browser: &str, system: &str) -> (Option<String>, Option<String>) {
        (Some(browser.to_owned()), Some(system.to_owned()))
    }

    #[test]
    fn browsers_are_told_apart_though_each_claims_to_be_others() {
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
        let cases = [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(), known("Firefox", "Linux")),
            ("Mozilla/5.0 (X11; Debian; Linux x86_64; rv:140.0) Firefox/140.0".to_owned(), known("Firefox", "Debian")),
            (format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {webkit} Chrome/140.0 Safari/537.36"), known("Chrome", "Windows")),
            (format!("Mozilla/5.0 (Windows NT 10.0) {webkit} Chrome/140.0 Safari/537.36 Edg/140.0"), known("Edge", "Windows")),
            (format!("Mozilla/5.0 (Linux; Android 16) {webkit} Chrome/140.0 Mobile Safari/537.36"), known("Chrome", "Android")),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15".to_owned(),
                known("Safari", "macOS"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 FxiOS/140.0 Safari/605.1.15".to_owned(),
                known("Firefox", "iPhone"),
            ),
        ];
        for (header, expected) in cases {
            assert_eq!(read(&header), expected, "{header}");
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        for header in ["", "Mozilla/5.0", "\u{202e}xoferiF", &"é".repeat(10_000)] {
            assert_eq!(read(header), (None, None), "{header}");
        }
        assert_eq!(read("curl/8.14.1"), (Some("curl".to_owned()), None));
    }
}
