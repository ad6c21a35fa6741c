//! Every page in both languages: no serious fault of accessibility (axe-core), valid HTML (tidy), and room for a narrow
//! screen and for large text.

use std::path::Path;

use assent_tests::administration::{Order, PASSWORD};
use assent_tests::authenticator::Authenticator;
use assent_tests::browser::{Browser, Looks};
use assent_tests::peers::{axe, tidy};
use assent_tests::place::Place;
use assent_tests::sms_sink::SmsSink;
use assent_tests::world::{ADA, START, World};

const BOSS: &str = "boss@atelier.example";

/// Looks at the page that the browser shows; gives what is wrong with it.
async fn faults(browser: &Browser) -> Vec<String> {
    let mut faults = Vec::new();
    let path = browser.path().await;
    let found = browser.script_with(&axe(), "axe.run({ resultTypes: ['violations'] })").await;
    for violation in found["violations"].as_array().unwrap() {
        if matches!(violation["impact"].as_str(), Some("serious" | "critical")) {
            faults.push(format!("{path}: {} {}", violation["help"], violation["nodes"][0]["html"]));
        }
    }
    let source = "return fetch(location.href, { headers: { accept: 'text/html' } }).then((page) => page.text())";
    let source = browser.script(source).await;
    faults.extend(tidy(source.as_str().unwrap()).into_iter().map(|fault| format!("{path}: {fault}")));
    for size in ["100%", "200%"] {
        let script = format!(
            "document.documentElement.style.fontSize = '{size}';
             const root = document.scrollingElement; return root.scrollWidth - root.clientWidth"
        );
        let over = browser.script(&script).await.as_i64().unwrap();
        if over > 0 {
            faults.push(format!("{path}: {over} pixels too wide with text at {size}"));
        }
    }
    faults
}

/// For whoever wants to look: `ASSENT_PICTURES=folder`. Ids in addresses change each time, so they are left out.
/// A page that is there in several states is told apart by `?at=`.
async fn keep_picture(browser: &Browser, folder: &Path, path: &str, lang: &str) {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let state = query.strip_prefix("at=");
    let parts: Vec<_> = path.split('/').chain(state).filter(|part| !part.is_empty() && part.len() < 20).collect();
    let scheme = browser.script("return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'").await;
    let name = format!("{}-{lang}-{}.png", parts.join("-"), scheme.as_str().unwrap());
    std::fs::write(folder.join(name), browser.picture().await).unwrap();
}

pub(crate) async fn look_at(browser: &Browser, paths: &[String]) {
    let mut found = Vec::new();
    for path in paths {
        for lang in ["en", "fr"] {
            let joint = if path.contains('?') { '&' } else { '?' };
            browser.go(&format!("{path}{joint}lang={lang}")).await;
            assert_eq!(browser.attribute("html", "lang").await.as_deref(), Some(lang), "{path}");
            if let Some(folder) = std::env::var_os("ASSENT_PICTURES") {
                keep_picture(browser, Path::new(&folder), path, lang).await;
            }
            found.extend(faults(browser).await);
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

pub(crate) fn owned(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

const NARROW: Looks = Looks { language: "en", is_dark: false, has_script: true, width: 360 };
const DARK: Looks = Looks { is_dark: true, ..NARROW };

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a21_pages_before_the_sign_in_are_for_everybody() {
    let world = World::new();
    for looks in [NARROW, DARK] {
        let browser = Browser::open(&world, looks).await;
        let paths = [
            "/sign-in",
            "/sign-in?out=1",
            "/forgotten",
            "/forgotten-name",
            "/recover",
            "/recover/stop?token=x",
            "/address?token=x",
            "/reset?token=x",
            "/unlock?token=x",
            "/link",
            "/none",
        ];
        look_at(&browser, &owned(&paths)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a21_pages_of_the_second_step_are_for_everybody() {
    let sink = SmsSink::start();
    let world = World::at(sink.known_to(Place::named()), Some(START));
    let browser = Browser::open(&world, DARK).await;
    browser.sign_in().await;
    browser.comes_to("/security").await;
    browser.go("/security/add").await;
    browser.fill("number", "+41791234567").await;
    browser.press("form[action='/security/sms'] button").await;
    look_at(&browser, &[browser.path().await]).await;
    browser.fill("code", &sink.code_to("+41791234567")).await;
    browser.press("main form button").await;
    browser.comes_to("/security/added/sms").await;
    let _phone = world.link(ADA).await;
    world.server.order(&Order::BackupCodes { email: ADA.to_owned() });
    browser.press(".card a.main, main form button").await;
    browser.press(".me button").await;
    browser.sign_in().await;
    browser.comes_to("/sign-in/waiting").await;
    let paths = ["/sign-in/waiting", "/sign-in/code", "/sign-in/backup-code", "/sign-in/passkey", "/sign-in/ways"];
    look_at(&browser, &owned(&paths)).await;
    let sms = find_path(&browser, "form[action^='/sign-in/sms/']", "action").await.replace("/send", "");
    look_at(&browser, &[sms.clone(), format!("{sms}?sent=1"), "/sign-in/sms".to_owned()]).await;
}

/// The end of an address that a link or form on the page leads to.
async fn find_path(browser: &Browser, css: &str, attribute: &str) -> String {
    browser.attribute(css, attribute).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a21_pages_of_an_account_are_for_everybody() {
    let sink = SmsSink::start();
    let world = World::at(sink.known_to(Place::named()), Some(START));
    for looks in [NARROW, DARK] {
        let browser = Browser::open(&world, looks).await;
        let _authenticator = Authenticator::plug_into(&browser).await;
        browser.sign_in().await;
        browser.comes_to("/security").await;
        let mut paths = owned(&["/security", "/security/add"]);
        browser.go("/security/add").await;
        browser.fill("name", "Aegis").await;
        browser.press("form[action='/security/code-app'] button").await;
        paths.push(browser.path().await);
        browser.go("/security/add").await;
        browser.press("form[action='/security/link'] button").await;
        paths.push(browser.path().await);
        look_at(&browser, &paths).await;
        browser.go("/security/add").await;
        browser.press("form[data-passkey] button").await;
        browser.go("/security/programs/app-passwords").await;
        browser.fill("name", "A program with quite a long name for such a narrow screen").await;
        browser.press("main form button").await;
        assert_eq!(faults(&browser).await, Vec::<String>::new());
        browser.go("/security").await;
        let remove = find_path(&browser, ".rows a.loss", "href").await;
        let mut paths = owned(&[
            "/security",
            "/security/added/passkey?name=Key",
            "/security/programs/app-passwords",
            "/security/programs/app-passwords/revoke",
            "/security/programs/api-tokens",
            "/activity",
            "/profile",
            "/profile/contact",
            "/profile/delete",
            "/confirm?next=/security",
            "/security/recovery",
            "/trusted",
            "/compromised",
            "/compromised/programs",
            "/compromised/check",
            "/admin/people",
        ]);
        paths.push(remove.clone());
        look_at(&browser, &paths).await;
        browser.go(&remove).await;
        browser.press("button.loss").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a21_pages_of_the_administration_are_for_everybody() {
    let world = World::new();
    world.server.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    for looks in [NARROW, DARK] {
        let browser = Browser::open(&world, looks).await;
        browser.go("/sign-in").await;
        browser.fill("email", BOSS).await;
        browser.fill("password", PASSWORD).await;
        browser.press("main form button").await;
        browser.comes_to("/security").await;
        browser.go("/admin/people").await;
        let person = find_path(&browser, "tbody a", "href").await;
        browser.go("/admin/services").await;
        let service = find_path(&browser, ".rows a.loss", "href").await;
        let mut paths = owned(&[
            "/admin/people",
            "/admin/people/add",
            "/admin/services",
            "/admin/rules",
            "/admin/start",
            "/admin/mail",
        ]);
        let webhook = find_path(&browser, "a[href$='/webhook']", "href").await;
        paths.extend([person, service, webhook]);
        look_at(&browser, &paths).await;
    }
}
