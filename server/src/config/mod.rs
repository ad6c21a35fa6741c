//! The configuration: defaults, under one TOML file, under `ASSENT_…` variables.

mod apns;
mod mail;
mod names;
mod problems;
mod public_url;
mod push;
mod read;
mod sms;
mod source;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use assent_core::secret::Secret;
use ipnet::IpNet;
use jiff::tz::TimeZone;
use tracing::level_filters::LevelFilter;

use crate::model::{NumberMatch, Rules, TwoStep};

pub use apns::ApnsSettings;
pub use mail::{MailProtection, MailSettings, parse_server};
pub use problems::{Complaint, Place, Problems};
pub use public_url::{BadPublicUrl, PublicUrl};
pub use push::PushSettings;
pub use sms::{Encoding, SmsMethod, SmsSettings};
use source::Settings;

/// Where the data lies when nothing else is said.
pub const DEFAULT_DATA_DIR: &str = "/var/lib/assent";
/// Where the configuration is looked for when nothing else is said.
pub const DEFAULT_CONFIG: &str = "/etc/assent/assent.toml";
/// Where it listens when nothing else is said.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8400);

/// How a zone is written, and why one that is written well may still be unknown.
const ZONE_EXAMPLE: &str = "Europe/Paris\" (it needs the system's time zone data, package tzdata) or \"UTC";

/// All that an operator decides. Has no `Debug`: it holds a secret.
pub struct Config {
    /// The address people and phones use.
    pub public_url: PublicUrl,
    /// What people read as the name of this server, also in their authenticator.
    pub name: String,
    /// The zone in which pages show times.
    pub time_zone: TimeZone,
    /// Where it listens.
    pub listen: Vec<SocketAddr>,
    /// Whose word about a client's address is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Networks that webhooks may reach though they are not public.
    pub webhook_allow: Vec<IpNet>,
    /// Networks that providers of company sign-in may be in though they are not public.
    pub company_allow: Vec<IpNet>,
    /// How phones are woken.
    pub push: PushSettings,
    /// How iPhones are woken, by who publishes an app for them.
    pub apns: Option<ApnsSettings>,
    /// Which of the two headers those proxies write.
    pub proxy_header: ProxyHeader,
    /// Connections at once; without it, what the limit of open files allows.
    pub max_connections: Option<usize>,
    /// How long a stop waits for answers under way, in seconds.
    pub drain_secs: u64,
    /// The folder of everything that is kept.
    pub data_dir: PathBuf,
    /// The SQLite file.
    pub database: PathBuf,
    /// The key file.
    pub key_file: PathBuf,
    /// Passwords hashed at once; each takes 64 MiB.
    pub argon2_parallel: usize,
    /// Where `/metrics` is served, if at all.
    pub metrics_listen: Option<SocketAddr>,
    /// What a reader of `/metrics` must send as a bearer token (RFC 6750 §2.1).
    pub metrics_token: Option<Secret>,
    /// TLS, when no proxy does it.
    pub tls: Option<TlsFiles>,
    /// A file in MaxMind's format that says where network addresses are.
    pub places: Option<PathBuf>,
    /// By what phones' proofs of where their keys lie are judged, beside Google's roots.
    pub attestation: AttestationFiles,
    /// How mail goes out, if it does.
    pub mail: Option<MailSettings>,
    /// How SMS go out, if they do.
    pub sms: Option<SmsSettings>,
    /// How it logs.
    pub log: Log,
    /// What is asked of people.
    pub policy: Policy,
    /// How long sessions live.
    pub session: SessionLife,
}

/// The header in which proxies tell a client's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, as most write it.
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

const PROXY_HEADERS: &[(&str, ProxyHeader)] =
    &[("x-forwarded-for", ProxyHeader::XForwardedFor), ("forwarded", ProxyHeader::Forwarded)];

/// A certificate chain and its private key, both PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The chain, the server's own certificate first.
    pub certificate: PathBuf,
    /// The private key (PKCS#8, SEC 1 or PKCS#1).
    pub key: PathBuf,
}

/// What phones' hardware is trusted by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttestationFiles {
    /// Roots besides Google's, PEM.
    pub roots: Option<PathBuf>,
    /// Certificates that count no more, in the format of Google's list.
    pub revoked: Option<PathBuf>,
}

/// How it logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Log {
    /// For people or for programs.
    pub format: LogFormat,
    /// The least important that is written.
    pub level: LevelFilter,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One readable line each.
    Text,
    /// One JSON object a line.
    Json,
}

/// What is asked of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// The rules, until the organisation sets others in the portal.
    pub rules: Rules,
    /// How long a challenge lives, in seconds, at most 600.
    pub challenge_secs: i64,
}

/// How long sessions live, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLife {
    /// Without being used.
    pub idle_secs: i64,
    /// In all.
    pub life_secs: i64,
    /// How long a sign-in counts as fresh for changing factors.
    pub fresh_secs: i64,
}

impl Config {
    /// Reads the file, if one is named, and the variables over it.
    ///
    /// # Errors
    /// [`Problems`]: everything that is wrong, not only the first.
    pub fn load(path: Option<&Path>, env: &dyn Fn(&str) -> Option<String>) -> Result<Self, Problems> {
        let mut settings = source::gather(path, env);
        let config = read_config(&mut settings);
        match config {
            Some(config) if settings.problems.is_empty() => Ok(config),
            _ => Err(settings.problems),
        }
    }
}

fn read_config(from: &mut Settings) -> Option<Config> {
    let public_url = read_public_url(from);
    let data_dir = from.path("data_dir").unwrap_or_else(|| DEFAULT_DATA_DIR.into());
    let config = Config {
        name: from.text("name").unwrap_or_else(|| public_url.as_ref().map_or("Assent", PublicUrl::host).to_owned()),
        time_zone: from.parsed("time_zone", ZONE_EXAMPLE, find_zone).unwrap_or(TimeZone::UTC),
        listen: read_listen(from),
        trusted_proxies: read_proxies(from),
        webhook_allow: from.list("webhook.allow", "10.1.0.0/16", parse_net).unwrap_or_default(),
        company_allow: from.list("company.allow", "10.1.0.0/16", parse_net).unwrap_or_default(),
        push: push::read_push(from, public_url.as_ref()),
        apns: apns::read_apns(from),
        proxy_header: from.choice("proxy_header", PROXY_HEADERS).unwrap_or(ProxyHeader::XForwardedFor),
        max_connections: from.number("max_connections", 16..=1_000_000).and_then(|n| usize::try_from(n).ok()),
        drain_secs: from.number("drain_secs", 0..=600).unwrap_or(20).unsigned_abs(),
        database: from.path("database").unwrap_or_else(|| data_dir.join("assent.db")),
        key_file: from.path("key_file").unwrap_or_else(|| data_dir.join("assent.keys")),
        data_dir,
        argon2_parallel: from.number("argon2_parallel", 1..=64).and_then(|n| usize::try_from(n).ok()).unwrap_or(2),
        metrics_listen: from.parsed("metrics_listen", "127.0.0.1:9400", |text| text.parse().ok()),
        metrics_token: from.secret("metrics_token"),
        tls: read_tls(from),
        places: from.path("places"),
        attestation: AttestationFiles {
            roots: from.path("attestation.roots"),
            revoked: from.path("attestation.revoked"),
        },
        mail: mail::read_mail(from),
        sms: sms::read_sms(from),
        log: read_log(from),
        policy: read_policy(from),
        session: read_session(from),
        public_url: public_url?,
    };
    check_together(&config, from);
    Some(config)
}

fn read_public_url(from: &mut Settings) -> Option<PublicUrl> {
    const INSTEAD: &str = "write public_url = \"https://login.example.org\"";
    if !from.found.contains_key("public_url") {
        from.complain(
            "public_url",
            "`public_url` is missing: links and QR pictures need the server's address",
            INSTEAD,
        );
        return None;
    }
    let text = from.text("public_url")?;
    match PublicUrl::parse(&text) {
        Ok(url) => Some(url),
        Err(error) => {
            from.complain("public_url", format!("`public_url` \"{text}\" {error}"), INSTEAD);
            None
        }
    }
}

fn read_listen(from: &mut Settings) -> Vec<SocketAddr> {
    let listen = from.list("listen", "127.0.0.1:8400", |text| text.parse().ok());
    if listen.as_ref().is_some_and(Vec::is_empty) && from.problems.is_empty() {
        from.complain("listen", "`listen` is empty", "write listen = \"127.0.0.1:8400\", or leave it out");
    }
    listen.unwrap_or_else(|| vec![DEFAULT_LISTEN])
}

/// `10.0.0.0/24`, or one address.
fn parse_net(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

fn read_proxies(from: &mut Settings) -> Vec<IpNet> {
    let proxies: Vec<IpNet> = from.list("trusted_proxies", "10.0.0.0/24", parse_net).unwrap_or_default();
    if proxies.iter().any(|net| net.prefix_len() == 0) {
        let what = "`trusted_proxies` trusts every address, so anybody could make up where they come from";
        from.complain("trusted_proxies", what, "write the addresses of your proxies only");
    }
    proxies
}

fn read_tls(from: &mut Settings) -> Option<TlsFiles> {
    match (from.path("tls.certificate"), from.path("tls.key")) {
        (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
        (None, None) => None,
        (Some(_), None) => {
            from.complain("tls.certificate", "`tls.certificate` stands without `tls.key`", "write both, or neither");
            None
        }
        (None, Some(_)) => {
            from.complain("tls.key", "`tls.key` stands without `tls.certificate`", "write both, or neither");
            None
        }
    }
}

fn read_log(from: &mut Settings) -> Log {
    const LEVELS: &[(&str, LevelFilter)] = &[
        ("error", LevelFilter::ERROR),
        ("warn", LevelFilter::WARN),
        ("info", LevelFilter::INFO),
        ("debug", LevelFilter::DEBUG),
        ("trace", LevelFilter::TRACE),
        ("off", LevelFilter::OFF),
    ];
    Log {
        format: from
            .choice("log.format", &[("text", LogFormat::Text), ("json", LogFormat::Json)])
            .unwrap_or(LogFormat::Text),
        level: from.choice("log.level", LEVELS).unwrap_or(LevelFilter::INFO),
    }
}

fn read_policy(from: &mut Settings) -> Policy {
    let two_step = [("optional", TwoStep::Optional), ("required", TwoStep::Required)];
    let number_match =
        [("never", NumberMatch::Never), ("new-browser", NumberMatch::NewBrowser), ("always", NumberMatch::Always)];
    let rules = Rules {
        two_step: from.choice("policy.two_step", &two_step).unwrap_or(Rules::DEFAULT.two_step),
        number_match: from.choice("policy.number_match", &number_match).unwrap_or(Rules::DEFAULT.number_match),
        number_digits: from.number("policy.number_digits", 2..=6).and_then(|n| u8::try_from(n).ok()).unwrap_or(6),
        ..Rules::DEFAULT
    };
    Policy { rules, challenge_secs: from.number("policy.challenge_secs", 30..=600).unwrap_or(120) }
}

fn read_session(from: &mut Settings) -> SessionLife {
    // NIST SP 800-63B-4 §2.2.3: at AAL2 at most 24 hours in all and one hour without use.
    let life_secs = from.number("session.life_secs", 300..=2_592_000).unwrap_or(86_400);
    SessionLife {
        idle_secs: from.number("session.idle_secs", 60..=86_400).unwrap_or_else(|| life_secs.min(3_600)),
        life_secs,
        fresh_secs: from.number("session.fresh_secs", 30..=3_600).unwrap_or(300),
    }
}

fn check_together(config: &Config, from: &mut Settings) {
    if config.session.idle_secs > config.session.life_secs {
        let what = "`session.idle_secs` is longer than `session.life_secs`";
        from.complain("session.idle_secs", what, "make it shorter, or the other longer");
    }
    if config.metrics_listen.is_some_and(|metrics| config.listen.contains(&metrics)) {
        let what = "`metrics_listen` is the same address as `listen`";
        from.complain("metrics_listen", what, "give it an address of its own, such as \"127.0.0.1:9400\"");
    }
    if config.tls.is_some() && !config.public_url.is_secure() {
        from.complain("public_url", "`public_url` is http but `tls` is set", "write https:// in `public_url`");
    }
}

fn find_zone(name: &str) -> Option<TimeZone> {
    // UTC is there on machines without time zone data too.
    if name == "UTC" { Some(TimeZone::UTC) } else { TimeZone::get(name).ok() }
}

#[cfg(test)]
mod tests;
