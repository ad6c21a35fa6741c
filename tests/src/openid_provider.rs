//! A real OpenID provider (npm `oidc-provider`), where people log in in the browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::browser::Browser;
use crate::peers::find_python;
use crate::place::find_port;

/// Who we are there.
pub const CLIENT_ID: &str = "assent";
/// What proves it.
pub const CLIENT_SECRET: &str = "a-client-secret-for-tests-only";

/// A running provider. Dropped, it is killed.
pub struct OpenIdProvider {
    child: Child,
    /// It ends when nobody can hear it any more.
    _words: BufReader<ChildStdout>,
    /// Its issuer identifier.
    pub issuer: String,
}

impl OpenIdProvider {
    /// Starts one that knows the portal at `origin`.
    #[must_use]
    pub fn start(origin: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let peers = find_python(root).parent().unwrap().parent().unwrap().to_owned();
        let port = find_port();
        let mut command = Command::new(peers.join("node/bin/node"));
        command.arg(root.join("tests/peers/openid_provider.mjs")).arg(peers.join("node_modules")).arg(port.to_string());
        command.arg(format!("{origin}/sign-in/company/callback"));
        // It warns of keys and pages that are for development only.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(CLIENT_SECRET.as_bytes()).unwrap();
        let mut words = BufReader::new(child.stdout.take().unwrap());
        let listens = words.by_ref().lines().map_while(Result::ok).any(|line| line.contains("listens"));
        assert!(listens, "the provider ended");
        Self { child, _words: words, issuer: format!("http://127.0.0.1:{port}") }
    }

    /// Logs in at the provider, whose page the browser shows, and allows what is asked.
    pub async fn log_in(&self, browser: &Browser, name: &str) {
        let field = browser.find("[name=login]").await;
        field.clear().await.unwrap();
        field.send_keys(name).await.unwrap();
        browser.find("[name=password]").await.send_keys("any").await.unwrap();
        browser.press("button.login").await;
        // What was allowed once is not asked again: the portal's page comes at once.
        browser.find("[value=consent], header.bar").await;
        if browser.has("[value=consent]").await {
            browser.press("button.login").await;
        }
    }
}

impl Drop for OpenIdProvider {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
