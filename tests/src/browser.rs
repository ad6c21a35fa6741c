//! Chromium, driven as a person would: Debian's browser and its driver (W3C WebDriver).

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use data_encoding::BASE64;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::administration::PASSWORD;
use crate::driver_command::dev_tools;
use crate::world::{ADA, World};

const DRIVER: &str = "/usr/bin/chromedriver";
/// How long the browser may take to show something.
const PATIENCE: Duration = Duration::from_secs(10);
/// Where the driver can't wait by itself, so often is looked, so long apart.
const LOOKS: u32 = 200;
const GLANCE: Duration = Duration::from_millis(50);
/// How much of a page is seen at once, in pixels.
const HEIGHT: u32 = 800;
/// So often a driver is started until one has a port.
const STARTS: u32 = 20;

/// How a browser is.
#[derive(Clone, Copy)]
pub struct Looks {
    /// Its first language.
    pub language: &'static str,
    /// Whether its owner likes it dark.
    pub is_dark: bool,
    /// Whether it runs scripts.
    pub has_script: bool,
    /// Its width in pixels.
    pub width: u32,
}

/// A browser at one server. Dropped, it is killed.
pub struct Browser {
    pub(crate) client: Client,
    driver: Child,
    origin: String,
    /// Of the driver and the browser, which leave it as it is when they are killed.
    _scratch: TempDir,
}

impl Default for Looks {
    fn default() -> Self {
        Self { language: "en", is_dark: false, has_script: true, width: 1100 }
    }
}

impl Browser {
    /// A fresh one at the server of a test's world.
    pub async fn open(world: &World, looks: Looks) -> Self {
        Self::at(&world.place.origin, looks).await
    }

    /// A fresh one at a server.
    pub async fn at(origin: &str, looks: Looks) -> Self {
        let scratch = TempDir::new().unwrap();
        let (driver, port) = start_driver(scratch.path());
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(looks));
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.expect("Chromium starts");
        // No window of the browser is narrower than 500 pixels; a page in it can be.
        let screen = json!({ "width": looks.width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false });
        dev_tools(&client, "Emulation.setDeviceMetricsOverride", screen).await;
        Self { client, driver, origin: origin.to_owned(), _scratch: scratch }
    }

    /// Opens a page.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.origin)).await.unwrap();
    }

    /// Where it is, without the server's address.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().as_str().replace(&self.origin, "")
    }

    /// Signs in with Ada's password.
    pub async fn sign_in(&self) {
        self.sign_in_as(ADA, PASSWORD).await;
    }

    /// Types somebody's name and a password.
    pub async fn sign_in_as(&self, email: &str, password: &str) {
        self.go("/sign-in").await;
        self.fill("email", email).await;
        self.fill("password", password).await;
        self.press("main form button").await;
    }

    /// Chooses in the list of this id.
    pub async fn choose(&self, id: &str, value: &str) {
        let css = format!("#{id}");
        self.with(&css, async |list| list.select_by_value(value).await.map(|()| None)).await;
    }

    /// Types into the field of this id, over what stood there.
    pub async fn fill(&self, id: &str, text: &str) {
        let css = format!("#{id}");
        let type_in = async |field: &Element| {
            field.clear().await?;
            field.send_keys(text).await.map(|()| None)
        };
        self.with(&css, type_in).await;
    }

    /// Presses what the CSS selector finds first; another page comes from it.
    pub async fn press(&self, css: &str) {
        let before = self.find("html").await.element_id();
        self.find(css).await.click().await.unwrap();
        for _ in 0..LOOKS {
            let page = self.client.find(Locator::Css("html")).await;
            if page.is_ok_and(|page| page.element_id() != before) {
                return;
            }
            tokio::time::sleep(GLANCE).await;
        }
        panic!("no page came from {css} at {}", self.path().await);
    }

    /// What the CSS selector finds first, as soon as it is there.
    pub async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{css}: {error}\n{}", self.client.source().await.unwrap()),
        }
    }

    /// The text that the CSS selector finds first, as it is seen.
    pub async fn text(&self, css: &str) -> String {
        self.with(css, async |element| element.text().await.map(Some)).await.unwrap_or_default()
    }

    /// The same as it stands in the page's source, shown or not.
    pub async fn content(&self, css: &str) -> String {
        self.with(css, async |element| element.prop("textContent").await).await.unwrap_or_default()
    }

    /// An attribute of what the CSS selector finds first.
    pub async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.with(css, async |element| element.attr(name).await).await
    }

    /// Does something with an element, and again when the page it was on has gone meanwhile; gives what was read.
    async fn with(&self, css: &str, act: impl AsyncFn(&Element) -> Result<Option<String>, CmdError>) -> Option<String> {
        for _ in 0..LOOKS {
            match act(&self.find(css).await).await {
                Err(error) if error.is_stale_element_reference() => {}
                done => return done.unwrap(),
            }
        }
        panic!("{css} never stays at {}", self.path().await);
    }

    /// All texts that the CSS selector finds.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await.unwrap() {
            texts.push(element.text().await.unwrap());
        }
        texts
    }

    /// Whether the CSS selector finds anything now.
    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.unwrap().is_empty()
    }

    /// Waits until the browser, by itself, has come to an address that begins so.
    pub async fn comes_to(&self, path: &str) {
        let address = format!("{}{path}", self.origin);
        for _ in 0..LOOKS {
            if self.client.current_url().await.unwrap().as_str().starts_with(&address) {
                return;
            }
            tokio::time::sleep(GLANCE).await;
        }
        panic!("it stayed at {}", self.path().await);
    }

    /// What a script gives.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// What an expression gives after a library was run in the page, once its promise is kept.
    pub async fn script_with(&self, library: &str, expression: &str) -> Value {
        self.client.execute(library, Vec::new()).await.unwrap();
        self.script(&format!("return {expression}")).await
    }

    /// The picture of the whole page, as far down as it goes.
    pub async fn picture(&self) -> Vec<u8> {
        let taken = dev_tools(&self.client, "Page.captureScreenshot", json!({ "captureBeyondViewport": true })).await;
        BASE64.decode(taken["data"].as_str().unwrap().as_bytes()).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver leads a group of its own: the browser's many processes go with it.
        drop(Command::new("kill").args(["-KILL", "--", &format!("-{}", self.driver.id())]).status());
        drop(self.driver.wait());
    }
}

/// The driver takes a port that is free at `::1` and ends if the same one is not free at `127.0.0.1`, where the
/// servers of the other tests are: then another is started.
fn start_driver(scratch: &Path) -> (Child, u16) {
    assert!(Path::new(DRIVER).exists(), "{DRIVER} is missing; run `make machine`");
    let mut last = String::new();
    for _ in 0..STARTS {
        let (mut driver, said) = spawn_driver(scratch);
        match said {
            Ok(port) => return (driver, port),
            Err(said) => last = said,
        }
        drop(driver.wait());
    }
    panic!("no driver of {STARTS} said its port; the last one said:\n{last}");
}

/// A driver and its port, or what it said before it ended.
fn spawn_driver(scratch: &Path) -> (Child, Result<u16, String>) {
    let mut command = Command::new(DRIVER);
    command.arg("--port=0").env("TMPDIR", scratch).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
    let mut driver = command.spawn().unwrap();
    let mut said = String::new();
    for line in BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return (driver, port.trim_end_matches('.').parse().map_err(|_| line.clone()));
        }
        said += &(line + "\n");
    }
    (driver, Err(said))
}

fn capabilities(looks: Looks) -> serde_json::Map<String, Value> {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-gpu".to_owned(),
        // As on phones, where they lie over the page.
        "--hide-scrollbars".to_owned(),
        format!("--lang={}", looks.language),
    ];
    if looks.is_dark {
        arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    let script = if looks.has_script { 1 } else { 2 };
    let preferences = json!({
        "intl.accept_languages": looks.language,
        "profile.managed_default_content_settings.javascript": script,
    });
    let options = json!({ "args": arguments, "prefs": preferences, "binary": "/usr/bin/chromium" });
    let capabilities = json!({ "browserName": "chrome", "goog:chromeOptions": options });
    capabilities.as_object().cloned().unwrap_or_default()
}
