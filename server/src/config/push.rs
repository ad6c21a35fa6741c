//! How phones are woken by Web Push.

use ipnet::IpNet;
use url::Url;

use super::PublicUrl;
use super::parse_net;
use super::source::Settings;

const CONTACT_EXAMPLE: &str = "mailto:admin@example.org";

/// How phones are woken by Web Push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushSettings {
    /// Whom operators of push servers write to, a `mailto:` or `https:` address (RFC 8292 §2.1).
    pub contact: Option<String>,
    /// Networks that push servers may be in though they are not public.
    pub allow: Vec<IpNet>,
}

/// The settings of `[push]`. Who names no contact is found at this server's own address.
pub(super) fn read_push(from: &mut Settings, own: Option<&PublicUrl>) -> PushSettings {
    let named = from.parsed("push.contact", CONTACT_EXAMPLE, parse_contact);
    let own = own.filter(|url| url.is_secure()).map(|url| url.origin().to_owned());
    PushSettings {
        contact: named.or(own),
        allow: from.list("push.allow", "10.1.0.0/16", parse_net).unwrap_or_default(),
    }
}

fn parse_contact(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let is_contact = match url.scheme() {
        "mailto" => url.path().contains('@'),
        "https" => url.has_host() && url.username().is_empty() && url.password().is_none(),
        _ => false,
    };
    is_contact.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::source::gather;
    use super::*;

    fn read(pairs: &[(&str, &str)], own: &str) -> (PushSettings, String) {
        let env = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let mut settings = gather(None, &env);
        let push = read_push(&mut settings, PublicUrl::parse(own).ok().as_ref());
        (push, settings.problems.to_string())
    }

    #[test]
    fn who_names_no_contact_is_found_at_the_servers_address() {
        let contact = |own| read(&[], own).0.contact;
        assert_eq!(contact("https://login.example.org").as_deref(), Some("https://login.example.org"));
        assert_eq!(contact("http://127.0.0.1:8400"), None, "push servers want https");
    }

    #[test]
    fn a_contact_is_somebody_to_write_to() {
        for good in ["mailto:ops@example.org", "https://example.org/contact"] {
            let (push, wrong) = read(&[("ASSENT_PUSH_CONTACT", good)], "https://login.example.org");
            assert_eq!((push.contact.as_deref(), wrong.as_str()), (Some(good), ""));
        }
        for bad in ["ops@example.org", "mailto:", "http://example.org", "https://ada:hush@example.org"] {
            let (_, wrong) = read(&[("ASSENT_PUSH_CONTACT", bad)], "https://login.example.org");
            assert!(wrong.contains("push.contact = \"mailto:"), "{bad}: {wrong}");
        }
    }

    #[test]
    fn networks_are_named_as_for_webhooks() {
        let (push, wrong) = read(&[("ASSENT_PUSH_ALLOW", "127.0.0.1, 10.1.0.0/16")], "https://login.example.org");
        assert_eq!((push.allow.len(), wrong.as_str()), (2, ""));
        assert!(read(&[("ASSENT_PUSH_ALLOW", "ntfy")], "https://a.example").1.contains("not understood: \"ntfy\""));
    }
}
