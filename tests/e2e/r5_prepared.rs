//! R5: somebody who lost everything gets in by what they prepared: two parts, a waiting time, everybody told.

use assent_core::message::{AccountChange, NoticeKind};
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::authenticator::Authenticator;
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::{MailSink, link_in};
use assent_tests::phone::Phone;
use assent_tests::place::Place;
use assent_tests::world::{ADA, START, World};
use serde_json::{Value, json};

use crate::pages::{look_at, owned};

const BEN: &str = "ben@atelier.example";
const BOSS: &str = "boss@atelier.example";
const HOME: &str = "home@example.org";
const NEW: &str = "seven tall pine trees";
const DAY: i64 = 86_400;

/// A world that sends mail, with Ada, who has a phone, and Ben.
struct Scene {
    world: World,
    sink: MailSink,
    phone: Phone,
}

impl Scene {
    async fn new() -> Self {
        let sink = MailSink::start();
        let world = World::at(Place::named().mailing(&sink), Some(START));
        world.add_person(BEN);
        let phone = world.link(ADA).await;
        world.advance(60);
        Self { world, sink, phone }
    }

    /// The next mail with this subject, among those that are due.
    fn mail(&mut self, subject: &str) -> Value {
        self.world.server.order(&Order::Mail);
        self.sink.receive_about(subject)
    }

    async fn browser(&self, email: &str) -> Browser {
        let browser = Browser::open(&self.world, Looks::default()).await;
        browser.sign_in_as(email, PASSWORD).await;
        browser
    }

    /// Ada, signed in with her phone's code.
    async fn ada(&self) -> Browser {
        let browser = self.browser(ADA).await;
        browser.comes_to("/sign-in/waiting").await;
        browser.go("/sign-in/code").await;
        browser.fill("code", &self.phone.code()).await;
        browser.press("main form button").await;
        browser.comes_to("/security").await;
        browser
    }

    /// Ada's recovery address, proved.
    async fn add_home(&mut self, ada: &Browser) {
        ada.go("/profile/contact").await;
        ada.fill("recovery", HOME).await;
        ada.press("form[action='/profile/contact/addresses'] button").await;
        ada.comes_to("/profile/contact?done=link").await;
        let link = link_in(&self.mail("Is this your address?"), "/address?token=");
        ada.go(&link).await;
        ada.press("main form button").await;
    }

    /// A browser that knows nobody, where a recovery of this account begins.
    async fn begin(&self, email: &str) -> Browser {
        let stranger = Browser::open(&self.world, Looks::default()).await;
        stranger.go("/forgotten").await;
        stranger.press("a[href='/recover']").await;
        stranger.fill("email", email).await;
        stranger.press("main form button").await;
        stranger
    }
}

/// Makes the sheet; gives what is on it.
async fn make_sheet(ada: &Browser) -> String {
    ada.go("/security/recovery").await;
    ada.press("form[action='/security/recovery/sheet'] button").await;
    ada.text("#code").await
}

/// After a recovery that is over, up to the first part of the next one.
async fn begin_anew(browser: &Browser, sheet: &str) {
    browser.press("main form button").await;
    browser.fill("email", ADA).await;
    browser.press("main form button").await;
    prove(browser, "sheet", sheet).await;
}

async fn prove(browser: &Browser, part: &str, code: &str) {
    browser.fill(part, code).await;
    browser.press(&format!("form:has(#{part}) button")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r5_a_sheet_and_a_trusted_person_let_somebody_in_who_lost_everything() {
    let mut scene = Scene::new().await;
    // Ada prepares: a sheet, Ben, an address elsewhere.
    let ada = scene.ada().await;
    scene.add_home(&ada).await;
    ada.go("/security/recovery").await;
    assert!(ada.text(".lead").await.contains("1/2"), "her phone's codes");
    let sheet = make_sheet(&ada).await;
    ada.press("a[href='/security/recovery'].main").await;
    assert!(!ada.text("main").await.contains(&sheet), "shown once");
    ada.fill("email", BEN).await;
    ada.press("form[action='/security/recovery/people'] button").await;
    ada.comes_to("/security/recovery?done=asked").await;
    let asked = scene.mail("asks you to be a person they trust");
    assert_eq!(asked["to"], json!([BEN]));
    let ben = scene.browser(BEN).await;
    ben.comes_to("/security").await;
    ben.go(&link_in(&asked, "/trusted")).await;
    ben.press("button[value=accept]").await;
    ben.comes_to("/trusted?done=accept").await;
    assert_eq!(scene.mail("A person you trust agreed")["to"], json!([ADA]));
    ada.go("/security").await;
    assert!(ada.text("a[href='/security/recovery']").await.contains("You are prepared"));
    // Everything is lost. The first part is told everywhere.
    let stranger = scene.begin(ADA).await;
    prove(&stranger, "sheet", "0000-0000-0000-0000").await;
    assert!(stranger.text("#sheet-wrong").await.contains("does not fit"));
    prove(&stranger, "sheet", &sheet.to_lowercase()).await;
    assert!(stranger.text("main").await.contains("The sheet is right"));
    let told = [scene.mail("Somebody began to get into your account"), scene.mail("Somebody began")];
    for to in [ADA, HOME] {
        assert!(told.iter().any(|mail| mail["to"] == json!([to])), "{told:?}");
    }
    ada.go("/security").await;
    assert!(ada.text(".notice.bad").await.contains("Somebody is recovering this account"));
    // Ben is called; he types what the screen shows.
    let number = stranger.text("#number").await;
    ben.go("/trusted").await;
    let field = ben.attribute("input[name=number]", "id").await.unwrap();
    ben.fill(&field, "000 000").await;
    ben.press("button[value=vouch]").await;
    assert!(ben.text(".notice.bad").await.contains("No recovery of this person shows this number"));
    ben.fill(&field, &number).await;
    ben.press("button[value=vouch]").await;
    ben.comes_to("/trusted?done=vouch").await;
    stranger.go("/recover").await;
    assert!(stranger.text("h1").await.contains("time passes"));
    let told = [scene.mail("Somebody proved two parts"), scene.mail("Somebody proved two parts")];
    for mail in &told {
        assert!(mail["text"].as_str().unwrap().contains("Opens: 2027-01-18"), "{mail}");
        link_in(mail, "/recover/stop?token=");
    }
    // Three days later: a new password, and nothing but the way to a new second step.
    scene.world.advance(3 * DAY - 1);
    stranger.go("/recover").await;
    assert!(!stranger.has("#new").await, "not yet");
    scene.world.advance(1);
    let _passkey = Authenticator::plug_into(&stranger).await;
    stranger.go("/recover").await;
    stranger.fill("new", "short").await;
    stranger.press("main form button").await;
    assert!(stranger.has("#new-wrong").await);
    stranger.fill("new", NEW).await;
    stranger.press("main form button").await;
    stranger.comes_to("/security/add").await;
    stranger.go("/profile").await;
    assert_eq!(stranger.path().await, "/security/add");
    stranger.press("form[data-passkey] button").await;
    stranger.comes_to("/security/added/passkey").await;
    scene.mail("Somebody got into your account");
    let phones = scene.world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    assert_eq!(phones["phones"], json!([]), "the old ways are void");
    ada.go("/security").await;
    assert_eq!(ada.path().await, "/sign-in?next=/security");
    stranger.go("/security/recovery").await;
    assert!(!stranger.has("form[action='/security/recovery/sheet/remove']").await, "a sheet counts once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r5_a_mail_the_portal_and_any_phone_stop_it() {
    let mut scene = Scene::new().await;
    let ada = scene.ada().await;
    let sheet = make_sheet(&ada).await;
    // By the link, without signing in.
    let stranger = scene.begin(ADA).await;
    prove(&stranger, "sheet", &sheet).await;
    let stop = link_in(&scene.mail("Somebody began"), "/recover/stop?token=");
    let anybody = Browser::open(&scene.world, Looks::default()).await;
    anybody.go(&stop).await;
    anybody.press("main form button").await;
    assert!(anybody.text("[role=status]").await.contains("It is stopped"));
    anybody.go(&stop).await;
    anybody.press("main form button").await;
    assert!(anybody.text(".notice.bad").await.contains("nothing to stop"));
    scene.mail("was stopped");
    stranger.go("/recover").await;
    assert!(stranger.text("h1").await.contains("This is over"));
    // In the portal, without a fresh proof.
    begin_anew(&stranger, &sheet).await;
    scene.world.advance(1200);
    ada.go("/security/recovery").await;
    ada.press("form[action='/security/recovery/stop'] button").await;
    ada.comes_to("/security/recovery?done=stopped").await;
    stranger.go("/recover").await;
    assert!(stranger.text("h1").await.contains("This is over"));
    // On the phone.
    while !scene.phone.own.pending(None, 0, &[]).await.unwrap().notices.is_empty() {}
    let (pending, ()) = tokio::join!(scene.phone.own.pending(None, 50, &[]), begin_anew(&stranger, &sheet));
    let kinds: Vec<_> = pending.unwrap().notices.into_iter().map(|of| of.notice.kind).collect();
    assert!(kinds.contains(&NoticeKind::Changed { what: AccountChange::RecoveryBegun }), "{kinds:?}");
    scene.phone.own.stop_recovery(scene.phone.account()).await.unwrap();
    stranger.go("/recover").await;
    assert!(stranger.text("h1").await.contains("This is over"));
    assert_eq!(scene.mail("was stopped")["to"], json!([ADA]));
    assert!(scene.mail("was stopped")["text"].as_str().unwrap().contains("Phone: "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r5_another_phone_and_an_administrator_are_two_parts_if_the_person_wanted_it() {
    let scene = Scene::new().await;
    scene.world.server.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    let boss = scene.browser(BOSS).await;
    boss.comes_to("/security").await;
    boss.go("/admin/people?q=ada").await;
    boss.press("tbody a").await;
    assert!(!boss.has("button[value=vouch]").await, "only if the person wants it");
    let person = boss.path().await;
    let ada = scene.ada().await;
    ada.go("/security/recovery").await;
    ada.find("label.check input").await.click().await.unwrap();
    ada.choose("wait", "86400").await;
    ada.press("form[action='/security/recovery'] button").await;
    ada.comes_to("/security/recovery?done=saved").await;
    scene.world.advance(30);
    let stranger = scene.begin(ADA).await;
    look_at(&stranger, &owned(&["/recover?at=parts"])).await;
    prove(&stranger, "device", &scene.phone.code()).await;
    assert!(stranger.has("p.card.state.ok").await, "the code was right");
    look_at(&ada, &owned(&["/security?at=recovery", "/security/recovery?at=half"])).await;
    let number = stranger.text("#number").await;
    boss.go(&person).await;
    boss.fill("number", "123 456").await;
    boss.press("button[value=vouch]").await;
    assert!(boss.text(".notice.bad").await.contains("No recovery"));
    boss.fill("number", &number).await;
    boss.press("button[value=vouch]").await;
    boss.comes_to(&format!("{person}?done=vouch")).await;
    look_at(&stranger, &owned(&["/recover?at=waiting"])).await;
    assert!(!stranger.has("#number, #new").await, "time passes");
    scene.world.advance(DAY);
    look_at(&stranger, &owned(&["/recover?at=password"])).await;
    assert!(stranger.has("#new").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r5_beginning_one_tells_nothing_about_an_account_and_nobody_of_it() {
    let mut scene = Scene::new().await;
    let ada = scene.ada().await;
    let sheet = make_sheet(&ada).await;
    scene.mail("What you prepared for getting in again was changed");
    let mut pages = Vec::new();
    for name in [ADA, BEN, "nobody@atelier.example"] {
        let stranger = scene.begin(name).await;
        let number = stranger.text("#number").await;
        pages.push(stranger.text("main").await.replace(&number, ""));
        if name != ADA {
            prove(&stranger, "sheet", &sheet).await;
            assert!(stranger.text("#sheet-wrong").await.contains("does not fit"), "{name}");
        }
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
    // The next mail that anybody gets is about something else.
    make_sheet(&ada).await;
    scene.world.server.order(&Order::Mail);
    assert!(scene.sink.receive()["subject"].as_str().unwrap().contains("What you prepared"));
}
