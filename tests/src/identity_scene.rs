//! An identity check on its way: who asks, who looks at it, and the pictures.

use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::administration::{Order, PASSWORD};
use crate::authenticator::Authenticator;
use crate::browser::{Browser, Looks};
use crate::mail_sink::MailSink;
use crate::place::Place;
use crate::world::{ADA, START, World};

/// What reviewers type.
pub const PASSPHRASE: &str = "three slow brown bears";
/// A phone.
pub const PHONE: Looks = Looks { language: "en", is_dark: false, has_script: true, width: 360 };

/// A world that sends mail, with Ada, who has a phone.
pub struct Scene {
    /// The world.
    pub world: World,
    sink: MailSink,
}

/// A reviewer in front of a browser, with a second step and a key.
pub struct Reviewer {
    /// Their browser.
    pub browser: Browser,
    _passkey: Authenticator,
}

impl Scene {
    /// Starts the mail server and makes the world.
    pub async fn new() -> Self {
        let sink = MailSink::start();
        let from = "Atelier <no-reply@atelier.example>";
        let place = Place::named().with("ASSENT_MAIL_SMTP", &sink.address).with("ASSENT_MAIL_FROM", from);
        let world = World::at(place, Some(START));
        let _phone = world.link(ADA).await;
        world.advance(60);
        Self { world, sink }
    }

    /// The next mail with this subject, among those that are due.
    pub fn mail(&mut self, subject: &str) -> Value {
        self.world.server.order(&Order::Mail);
        self.sink.receive_about(subject)
    }

    /// A new browser in which somebody has typed name and password.
    pub async fn browser(&self, email: &str) -> Browser {
        let browser = Browser::open(&self.world, Looks::default()).await;
        browser.sign_in_as(email, PASSWORD).await;
        browser
    }

    /// Somebody with the right, a second step and a key.
    pub async fn reviewer(&self, email: &str) -> Reviewer {
        self.world.add_person(email);
        self.world.server.order(&Order::SetReviewer { email: email.to_owned() });
        let reviewer = self.sign_in_reviewer(email).await;
        make_key(&reviewer.browser, PASSPHRASE).await;
        reviewer
    }

    /// Somebody who has the right already, with a second step and no key.
    pub async fn sign_in_reviewer(&self, email: &str) -> Reviewer {
        let browser = self.browser(email).await;
        browser.comes_to("/security").await;
        let passkey = Authenticator::plug_into(&browser).await;
        // Whoever lets others in without a second step has one.
        browser.go("/admin/identity-checks").await;
        assert_eq!(browser.path().await, "/security/add");
        add_passkey(&browser).await;
        Reviewer { browser, _passkey: passkey }
    }

    /// Ada's password is right, and she has no second step with her: the link to the steps.
    pub async fn ask(&self) -> (Browser, String) {
        let browser = self.browser(ADA).await;
        browser.comes_to("/sign-in/waiting").await;
        browser.go("/sign-in/ways").await;
        browser.press("a[href='/sign-in/identity']").await;
        browser.press(".card form button").await;
        let link = browser.content("#link").await;
        (browser, link.replace(&self.world.place.origin, ""))
    }

    /// Number, code and document on a phone; ends where the pictures are taken.
    pub async fn begin_steps(&mut self, link: &str, document: &str) -> Browser {
        let phone = Browser::open(&self.world, PHONE).await;
        phone.go(link).await;
        phone.fill("number", "+41 79 123 45 67").await;
        phone.press("button[value=number]").await;
        let mail = self.mail("Your code for the identity check");
        assert_eq!(mail["to"], json!([ADA]));
        phone.fill("code", &code_in(&mail)).await;
        phone.press("button[value=code]").await;
        phone.press(&format!("button[value={document}]")).await;
        phone
    }

    /// All of it, to the reviewers.
    pub async fn send(&mut self, document: &str) {
        let (_, link) = self.ask().await;
        let phone = self.begin_steps(&link, document).await;
        self.take_pictures(&phone).await;
        phone.press("button[value=send]").await;
        assert_eq!(phone.text("h1").await, "Sent");
    }

    /// Takes every picture that is asked for.
    pub async fn take_pictures(&self, phone: &Browser) {
        for (kind, format, colour) in [
            ("front", "png", "rgb(200, 40, 40)"),
            ("back", "webp", "rgb(40, 200, 40)"),
            ("selfie", "jpeg", "rgb(40, 40, 200)"),
        ] {
            if phone.has(&format!("#picture-{kind}")).await {
                let file = self.picture(phone, kind, format, colour).await;
                take(phone, kind, &file).await;
                phone.find(&format!("[data-kind={kind}] [data-say=done]:not([hidden])")).await;
            }
        }
    }

    /// A real picture of 320 times 200 in a colour, made by the browser's own encoder.
    async fn picture(&self, browser: &Browser, name: &str, format: &str, colour: &str) -> PathBuf {
        let script = format!(
            "const canvas = document.createElement('canvas'); canvas.width = 320; canvas.height = 200;
             const pen = canvas.getContext('2d'); pen.fillStyle = '{colour}'; pen.fillRect(0, 0, 320, 200);
             return canvas.toDataURL('image/{format}').split(',')[1]"
        );
        let data = browser.script(&script).await;
        let path = self.world.place.path(&format!("{name}.{format}"));
        std::fs::write(&path, BASE64.decode(data.as_str().unwrap().as_bytes()).unwrap()).unwrap();
        path
    }

    /// The server's database.
    #[must_use]
    pub fn database(&self) -> Connection {
        Connection::open(self.world.place.path("assent.db")).unwrap()
    }

    /// How many pictures are kept.
    #[must_use]
    pub fn count_pictures(&self) -> u32 {
        let count = self.database().query_row("SELECT count(*) FROM identity_pictures", (), |row| row.get(0));
        count.unwrap()
    }

    /// What the log says of the last deletion of pictures.
    #[must_use]
    pub fn deletion(&self) -> Value {
        let sql = "SELECT CAST(body AS TEXT) FROM audit WHERE CAST(body AS TEXT) LIKE '%identity_pictures_deleted%' ORDER BY seq DESC LIMIT 1";
        let body: String = self.database().query_row(sql, (), |row| row.get(0)).unwrap();
        let body: Value = serde_json::from_str(&body).unwrap();
        serde_json::from_str(body["detail"].as_str().unwrap()).unwrap()
    }

    /// Has something done on the server.
    pub fn order(&self, order: &Order) -> Value {
        self.world.server.order(order)
    }
}

impl Reviewer {
    /// Opens the one check that waits.
    pub async fn open_case(&self) {
        self.browser.go("/admin/identity-checks").await;
        self.browser.press(".rows a.row").await;
    }

    /// Answers the check that is open.
    pub async fn answer(&self, answer: &str) {
        self.browser.press(&format!("button[value={answer}]")).await;
        self.browser.comes_to("/admin/identity-checks?answered=1").await;
    }

    /// Types a passphrase for the pictures.
    pub async fn try_passphrase(&self, passphrase: &str) {
        self.browser.fill("passphrase", passphrase).await;
        self.browser.find("form[data-wrapped] button").await.click().await.unwrap();
    }
}

/// Sets up a passkey; ends on the page that says so.
pub async fn add_passkey(browser: &Browser) {
    browser.go("/security/add").await;
    browser.press("form[data-passkey] button").await;
    browser.comes_to("/security/added/passkey").await;
}

/// Makes a reviewer's key.
pub async fn make_key(browser: &Browser, passphrase: &str) {
    browser.go("/admin/identity-checks/key").await;
    browser.fill("passphrase", passphrase).await;
    browser.fill("again", passphrase).await;
    browser.press("form[data-reviewer] button").await;
    browser.comes_to("/admin/identity-checks/key?made=1").await;
}

/// Chooses a file as one of the pictures.
pub async fn take(browser: &Browser, kind: &str, file: &Path) {
    let input = browser.find(&format!("#picture-{kind}:not([hidden])")).await;
    input.send_keys(file.to_str().unwrap()).await.unwrap();
}

/// The code in a mail.
#[must_use]
pub fn code_in(mail: &Value) -> String {
    let text = mail["text"].as_str().unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("Code: "));
    line.unwrap_or_else(|| panic!("{text}")).to_owned()
}
