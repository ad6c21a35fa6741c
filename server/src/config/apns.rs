//! How iPhones are woken, by whoever publishes an app of their own.

use std::path::PathBuf;

use url::Url;

use super::source::Settings;

const PRODUCTION: &str = "https://api.push.apple.com";
const SANDBOX: &str = "https://api.sandbox.push.apple.com";

/// What Apple wants of who sends pushes to an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApnsSettings {
    /// The key that Apple gave.
    pub key: PathBuf,
    /// Its name there: ten signs.
    pub key_id: String,
    /// The team that publishes the app: ten signs.
    pub team: String,
    /// The app: its bundle identifier.
    pub topic: String,
    /// Apple's server.
    pub server: Url,
}

/// The settings of `[apns]`: all of them, or none.
pub(super) fn read_apns(from: &mut Settings) -> Option<ApnsSettings> {
    let server = from.parsed("apns.server", SANDBOX, parse_server);
    let key = from.path("apns.key");
    let named = ["apns.key_id", "apns.team", "apns.topic"].map(|name| from.text(name));
    match (key, named) {
        (Some(key), [Some(key_id), Some(team), Some(topic)]) => {
            let server = server.or_else(|| parse_server(PRODUCTION))?;
            Some(ApnsSettings { key, key_id, team, topic, server })
        }
        (None, [None, None, None]) if server.is_none() => None,
        _ => {
            let what = "of `apns.key`, `apns.key_id`, `apns.team` and `apns.topic` some are missing";
            from.complain("apns.key", what, "write all four, or none");
            None
        }
    }
}

/// Apple's two, or one of this machine's own.
fn parse_server(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_here = url.scheme() == "http" && matches!(url.host_str(), Some("127.0.0.1" | "localhost"));
    ((url.scheme() == "https" && url.has_host()) || is_here).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::super::source::gather;
    use super::*;

    const ALL: [(&str, &str); 4] = [
        ("ASSENT_APNS_KEY", "/etc/assent/AuthKey_ABC123DEFG.p8"),
        ("ASSENT_APNS_KEY_ID", "ABC123DEFG"),
        ("ASSENT_APNS_TEAM", "DEF123GHIJ"),
        ("ASSENT_APNS_TOPIC", "org.example.app"),
    ];

    fn read(pairs: &[(&str, &str)]) -> (Option<ApnsSettings>, String) {
        let env = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let mut settings = gather(None, &env);
        let apns = read_apns(&mut settings);
        (apns, settings.problems.to_string())
    }

    #[test]
    fn who_names_nothing_wakes_no_iphone() {
        assert_eq!(read(&[]), (None, String::new()));
    }

    #[test]
    fn pushes_go_to_apple_unless_another_server_is_named() {
        let server = |more: &[(&str, &str)]| read(&[ALL.as_slice(), more].concat()).0.unwrap().server.to_string();
        assert_eq!(server(&[]), "https://api.push.apple.com/");
        assert_eq!(server(&[("ASSENT_APNS_SERVER", SANDBOX)]), "https://api.sandbox.push.apple.com/");
        let (_, wrong) = read(&[ALL.as_slice(), &[("ASSENT_APNS_SERVER", "http://push.example")]].concat());
        assert!(wrong.contains("apns.server"), "{wrong}");
    }

    #[test]
    fn a_part_of_it_is_refused() {
        for left_out in 0..ALL.len() {
            let some: Vec<_> =
                ALL.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, pair)| *pair).collect();
            let (apns, wrong) = read(&some);
            assert!(apns.is_none() && wrong.contains("write all four, or none"), "{left_out}: {wrong}");
        }
    }
}
