//! `link`: by text, by picture, or by signing in in the browser.

use assent_core::authenticator::{Authenticator, Linking};
use assent_core::message::{DeviceDescription, Text};
use serde_json::json;

use super::sign_in;
use crate::args::Link;
use crate::error::CliError;
use crate::input::text_or_stdin;
use crate::output::Output;
use crate::picture::read_qr;
use crate::show::grouped;

pub(super) async fn link(own: &Authenticator, link: &Link, to: &Output<'_>) -> Result<(), CliError> {
    let device = description(link.name.as_deref());
    let linking = match (&link.sign_in, &link.picture) {
        (Some(server), _) => sign_in::sign_in(own, server, None, device, to).await?,
        (None, Some(path)) => own.link(&read_qr(path)?, device).await?,
        (None, None) => own.link(&text_or_stdin(link.text.as_deref().unwrap_or("-"))?, device).await?,
    };
    if let Some(code) = &linking.link_code {
        show_link_code(code, &linking, to)?;
        own.confirm_linked(linking.account).await?;
    }
    let args = [("account", linking.account_name.as_str().into()), ("issuer", linking.issuer.as_str().into())];
    let value = json!({
        "linked": linking.account,
        "account_name": linking.account_name,
        "issuer": linking.issuer,
        "server": linking.server_url,
    });
    to.print(&to.style.accent(&to.words.say("linked", &args)), &value)
}

/// Large: on lines of its own, in two groups. Programs get it as an object of its own, before the waiting.
pub(super) fn show_link_code(code: &str, linking: &Linking, to: &Output<'_>) -> Result<(), CliError> {
    let large = link_code_lines(code);
    let text = format!(
        "{}\n\n{}\n\n{}",
        to.words.word("link-code"),
        to.style.accent(&large),
        to.style.faint(&to.words.word("link-waiting"))
    );
    to.print(&text, &json!({ "account": linking.account, "link_code": code }))
}

/// `123 456`, spread out.
pub(super) fn link_code_lines(code: &str) -> String {
    let spread = |group: &str| group.chars().map(String::from).collect::<Vec<_>>().join(" ");
    let groups: Vec<String> = grouped(code).split(' ').map(spread).collect();
    format!("      {}", groups.join("     "))
}

pub(super) fn description(name: Option<&str>) -> DeviceDescription {
    let text = |text: &str| Text::tidy(text);
    let host = || std::fs::read_to_string("/etc/hostname").ok().and_then(|host| text(&host));
    DeviceDescription {
        name: name.and_then(text).or_else(host).or_else(|| text("terminal")).unwrap_or_else(unnamed),
        model: None,
        system: text(std::env::consts::OS),
        app: text(concat!("assent ", env!("CARGO_PKG_VERSION"))),
    }
}

#[expect(clippy::expect_used, reason = "a text known to be good")]
fn unnamed() -> Text {
    Text::new("terminal").expect("plain letters")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_code_stands_in_two_groups() {
        assert_eq!(link_code_lines("123456").trim(), "1 2 3     4 5 6");
    }

    #[test]
    fn a_terminal_always_has_a_name() {
        assert_eq!(description(Some(" desk\n")).name.as_str(), "desk");
        assert!(!description(Some("\u{200b}")).name.as_str().is_empty());
    }
}
