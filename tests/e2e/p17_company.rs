//! P17: company sign-in, at a real OpenID provider, in a real browser.

use assent_core::clock::{Clock, SystemClock};
use assent_core::message::Verdict;
use assent_tests::administration::{Order, PASSWORD};
use assent_tests::browser::{Browser, Looks};
use assent_tests::mail_sink::MailSink;
use assent_tests::openid_provider::{CLIENT_ID, CLIENT_SECRET, OpenIdProvider};
use assent_tests::place::Place;
use assent_tests::world::{ADA, World};

use crate::pages::look_at;

const BOSS: &str = "boss@atelier.example";
/// What Ada is called at her company.
const AT_WORK: &str = "ada.lovelace";

/// A world whose organisation has a provider, which is another site than the portal.
struct Company {
    world: World,
    provider: OpenIdProvider,
    boss: Browser,
}

impl Company {
    async fn found(place: Place) -> Self {
        let place = place.with("ASSENT_COMPANY_ALLOW", "127.0.0.0/8");
        let provider = OpenIdProvider::start(&place.origin);
        // The provider's clock is this machine's.
        let world = World::at(place, None);
        world.server.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
        let boss = Browser::open(&world, Looks::default()).await;
        sign_in(&boss, BOSS).await;
        boss.comes_to("/security").await;
        let company = Self { world, provider, boss };
        company.add_provider(&company.provider.issuer).await;
        company.boss.comes_to("/admin/providers?added=Atelier").await;
        company
    }

    async fn add_provider(&self, issuer: &str) {
        self.boss.go("/admin/providers/add").await;
        self.boss.fill("name", "Atelier ID").await;
        self.boss.fill("issuer", issuer).await;
        self.boss.fill("client_id", CLIENT_ID).await;
        self.boss.fill("secret", CLIENT_SECRET).await;
        self.boss.fill("domains", "atelier.example").await;
        self.boss.press("main form button.main").await;
    }

    /// The server's clock stands still: it is set to what the provider's is now.
    fn catch_up(&self) {
        self.world.advance((SystemClock.now() - self.world.clock.now()).max(0));
    }

    /// Types an address at the sign-in page, which leads to the provider, and logs in there.
    async fn sign_in_at_work(&self, browser: &Browser, name: &str) {
        self.catch_up();
        browser.go("/sign-in").await;
        browser.fill("email", ADA).await;
        assert!(!browser.has("#password").await, "no password is asked for");
        browser.press("main form button.main").await;
        self.provider.log_in(browser, name).await;
    }

    /// Links Ada, who is signed in, on her security page.
    async fn link(&self, ada: &Browser, name: &str) {
        self.catch_up();
        ada.go("/security").await;
        ada.press("form[action^='/security/company'] button").await;
        self.provider.log_in(ada, name).await;
    }

    /// Ada, signed in with her password and linked.
    async fn linked_ada(&self) -> Browser {
        let ada = Browser::open(&self.world, Looks::default()).await;
        sign_in(&ada, ADA).await;
        ada.comes_to("/security").await;
        self.link(&ada, AT_WORK).await;
        ada.comes_to("/security?done=company-linked").await;
        ada
    }

    async fn set_only(&self) {
        self.boss.go("/admin/providers").await;
        self.boss.press("a[aria-label='Change Atelier ID']").await;
        self.boss.find("[name=only]").await.click().await.unwrap();
        self.boss.press("main form button.main").await;
        self.boss.comes_to("/admin/providers?changed=Atelier").await;
    }
}

/// With the password.
async fn sign_in(browser: &Browser, email: &str) {
    browser.go("/sign-in?password=1").await;
    browser.fill("email", email).await;
    browser.fill("password", PASSWORD).await;
    browser.press("main form button.main").await;
}

fn with_mail(sink: &MailSink) -> Place {
    let place = Place::named().with("ASSENT_MAIL_SMTP", &sink.address);
    place.with("ASSENT_MAIL_FROM", "Atelier <no-reply@atelier.example>")
}

/// Waits for the mail of this subject.
fn receive(world: &World, sink: &mut MailSink, subject: &str) -> String {
    world.server.order(&Order::Mail);
    sink.receive_about(subject)["text"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_ada_links_both_sides_and_signs_in_without_a_password_until_she_unlinks() {
    let mut sink = MailSink::start();
    let company = Company::found(with_mail(&sink)).await;
    let phone = company.world.link(ADA).await;
    let ada = Browser::open(&company.world, Looks::default()).await;
    sign_in(&ada, ADA).await;
    phone.answer(Verdict::Approve, None).await.unwrap();
    ada.comes_to("/security").await;
    company.link(&ada, AT_WORK).await;
    ada.comes_to("/security?done=company-linked").await;
    assert!(ada.text(".notice").await.contains("From now on you can sign in there"));
    assert!(receive(&company.world, &mut sink, "Company sign-in opens your account now").contains("Name: Atelier ID"));
    for has_script in [true, false] {
        let work = Browser::open(&company.world, Looks { has_script, ..Looks::default() }).await;
        company.sign_in_at_work(&work, AT_WORK).await;
        work.comes_to("/sign-in/waiting").await;
        phone.answer(Verdict::Approve, None).await.unwrap();
        work.comes_to("/security").await;
    }
    ada.go("/security").await;
    let row = ada.text("li:has(form[action$='/unlink'])").await;
    assert!(row.contains(AT_WORK) && row.contains("linked") && row.contains("used"), "{row}");
    ada.go("/activity").await;
    assert!(ada.content("main").await.contains("Company sign-in linked"));
    ada.go("/security").await;
    ada.press("form[action$='/unlink'] button").await;
    assert!(ada.text(".notice").await.contains("unlinked"));
    receive(&company.world, &mut sink, "Company sign-in opens your account no more");
    let work = Browser::open(&company.world, Looks::default()).await;
    company.sign_in_at_work(&work, AT_WORK).await;
    assert_eq!(work.text("h1").await, "Your account is not linked yet");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_what_a_provider_says_opens_nothing_by_itself_nor_twice_nor_elsewhere() {
    let company = Company::found(Place::named()).await;
    let work = Browser::open(&company.world, Looks { language: "fr", ..Looks::default() }).await;
    // The very address of Ada’s account, verified there.
    company.sign_in_at_work(&work, ADA).await;
    assert_eq!(work.text("h1").await, "Votre compte n’est pas encore lié");
    let returned = work.path().await;
    assert!(returned.contains("code=") && returned.contains("iss="), "{returned}");
    work.go("/security").await;
    work.comes_to("/sign-in?next=").await;
    work.go(&format!("{returned}&lang=en")).await;
    assert_eq!(work.text("h1").await, "This sign-in is over", "a replay");
    company.linked_ada().await;
    // Who is logged in there already is not asked again.
    work.go("/sign-in?lang=en").await;
    work.fill("email", "somebody@atelier.example").await;
    work.press("main form button.main").await;
    work.comes_to("/sign-in/company/callback").await;
    assert_eq!(work.text("h1").await, "Your account is not linked yet");
    let other = Browser::open(&company.world, Looks::default()).await;
    for wrong in ["/sign-in/company/callback", "/sign-in/company/callback?code=x&state=y", &returned] {
        other.go(wrong).await;
        assert_eq!(other.text("h1").await, "This sign-in is over", "{wrong}");
    }
    company.catch_up();
    other.go("/sign-in?next=//evil.example").await;
    other.press("button[formaction^='/sign-in/company']").await;
    other.press("a[href*=abort]").await;
    assert_eq!(other.text("h1").await, "It was refused there");
    assert!(!other.content("html").await.contains("state="));
    // Of other domains the password is asked, whether there is such an account or not.
    other.go("/sign-in").await;
    other.fill("email", "nobody@elsewhere.example").await;
    other.find("[name=trust]").await.click().await.unwrap();
    other.press("main form button.main").await;
    assert!(other.has("#password").await && other.has("[name=trust][checked]").await);
    let Company { world, provider, .. } = company;
    drop(provider);
    world.advance(300);
    other.go("/sign-in").await;
    other.press("button[formaction^='/sign-in/company']").await;
    assert_eq!(other.text("h1").await, "No answer from there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_a_fresh_proof_comes_from_the_provider_and_only_there_shuts_the_password_out() {
    let company = Company::found(Place::named().with("ASSENT_SESSION_FRESH_SECS", "30")).await;
    drop(company.linked_ada().await);
    company.set_only().await;
    let ada = Browser::open(&company.world, Looks::default()).await;
    sign_in(&ada, ADA).await;
    assert!(ada.text(".notice.bad").await.contains("did not match"));
    company.sign_in_at_work(&ada, AT_WORK).await;
    ada.comes_to("/security").await;
    company.world.advance(30);
    for (name, title) in [("somebody.else", "That is somebody else"), (AT_WORK, "Security")] {
        ada.go("/security").await;
        ada.press("form[action$='/unlink'] button").await;
        ada.comes_to("/confirm").await;
        assert!(!ada.has("#password").await, "there is no password to type");
        ada.press("form[action^='/confirm/company'] button").await;
        company.provider.log_in(&ada, name).await;
        assert_eq!(ada.text("h1").await, title);
    }
    ada.press("form[action$='/unlink'] button").await;
    assert!(ada.text(".notice.bad").await.contains("your organisation lets you in only so"));
    ada.go("/profile").await;
    assert!(!ada.has("form[action='/profile/password']").await);
    ada.go("/profile/delete").await;
    assert!(!ada.has("#password").await);
    // An administrator opens the way back; who stands for the organisation always had one.
    let boss = Browser::open(&company.world, Looks::default()).await;
    sign_in(&boss, BOSS).await;
    boss.comes_to("/security").await;
    boss.go("/admin/providers").await;
    boss.press("a[href$='/remove']").await;
    boss.press("button.loss").await;
    boss.comes_to("/admin/providers?removed=Atelier").await;
    let again = Browser::open(&company.world, Looks::default()).await;
    sign_in(&again, ADA).await;
    again.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_a_provider_is_looked_at_before_it_is_saved_and_its_secret_is_never_shown() {
    let company = Company::found(Place::named()).await;
    let boss = &company.boss;
    for (issuer, said) in [
        ("https://169.254.169.254", "not a public one"),
        ("http://10.0.0.1", "https is needed"),
        ("http://127.0.0.1:9", "It does not answer"),
        (&format!("{}/none", company.provider.issuer), "status 404"),
        (&format!("{}/", company.provider.issuer), "calls itself"),
    ] {
        company.add_provider(issuer).await;
        let words = boss.text("#issuer-wrong").await;
        assert!(words.contains(said), "{issuer}: {words}");
        assert_eq!(boss.attribute("#secret", "value").await, None, "it is not sent back");
    }
    company.add_provider(&company.provider.issuer).await;
    assert!(boss.text("#domains-wrong").await.contains("belongs to another provider"));
    boss.go("/admin/providers").await;
    boss.press("a[aria-label='Change Atelier ID']").await;
    let page = boss.script("return document.documentElement.outerHTML").await;
    assert!(page.as_str().unwrap().contains("/sign-in/company/callback"));
    assert!(!page.as_str().unwrap().contains(CLIENT_SECRET));
    boss.fill("name", "Atelier’s own").await;
    boss.press("main form button.main").await;
    boss.comes_to("/admin/providers?changed=").await;
    // The secret that is kept still serves.
    let ada = company.linked_ada().await;
    assert!(ada.content("main").await.contains("Atelier’s own"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p17_a21_pages_of_company_sign_in_are_for_everybody() {
    let company = Company::found(Place::named()).await;
    drop(company.linked_ada().await);
    for (is_dark, width) in [(false, 360), (true, 1100)] {
        let looks = Looks { is_dark, width, ..Looks::default() };
        let visitor = Browser::open(&company.world, looks).await;
        let paths = ["/sign-in", "/sign-in?password=1", "/sign-in/company/callback"].map(str::to_owned);
        look_at(&visitor, &paths).await;
        sign_in(&visitor, BOSS).await;
        visitor.comes_to("/security").await;
        visitor.go("/admin/providers").await;
        let remove = visitor.attribute("a[href$='/remove']", "href").await.unwrap();
        let change = remove.trim_end_matches("/remove").to_owned();
        let mut paths = ["/security", "/admin/providers", "/admin/providers/add"].map(str::to_owned).to_vec();
        paths.extend([change, remove]);
        look_at(&visitor, &paths).await;
        let ada = Browser::open(&company.world, looks).await;
        company.sign_in_at_work(&ada, AT_WORK).await;
        ada.comes_to("/security").await;
        look_at(&ada, &["/security", "/confirm?next=/security"].map(str::to_owned)).await;
    }
}
