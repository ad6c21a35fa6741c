//! R3 and R4: somebody lost every second step, shows a document and their face, and is let in again by reviewers.

use assent_tests::administration::{Order, PASSWORD};
use assent_tests::authenticator::Authenticator;
use assent_tests::browser::{Browser, Looks};
use assent_tests::identity_scene::{PASSPHRASE, PHONE, Scene, add_passkey, code_in, make_key, take};
use assent_tests::mail_sink::link_in;
use assent_tests::peers::python;
use assent_tests::world::ADA;
use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::pages::{look_at, owned};

const BOSS: &str = "boss@atelier.example";
const GRACE: &str = "grace@atelier.example";
const MARY: &str = "mary@atelier.example";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r3_r4_somebody_without_any_second_step_gets_back_in_by_an_identity_check() {
    let mut scene = Scene::new().await;
    scene.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    scene.order(&Order::AddPerson { email: GRACE.to_owned(), admin: false });
    // Before anybody can look at a check, none is offered.
    let ada = scene.browser(ADA).await;
    ada.comes_to("/sign-in/waiting").await;
    ada.go("/sign-in/identity").await;
    assert!(ada.text(".card").await.contains("Ask an administrator of your organisation in person"));
    // A legal representative gives the right; the mail says to make a key.
    let boss = scene.browser(BOSS).await;
    boss.comes_to("/security").await;
    boss.go("/admin/people?q=grace").await;
    boss.press("tbody a").await;
    boss.press("button[value=reviewer-on]").await;
    assert!(boss.text(".notice.ok").await.contains("identity checks"));
    assert_eq!(scene.mail("You may look at identity checks")["to"], json!([GRACE]));
    let grace = scene.sign_in_reviewer(GRACE).await;
    make_key(&grace.browser, PASSPHRASE).await;
    let fingerprint = grace.browser.text("#fingerprint").await;
    let told = [scene.mail("has a new key"), scene.mail("has a new key")];
    let mut to: Vec<&Value> = told.iter().map(|mail| &mail["to"][0]).collect();
    to.sort_by_key(|to| to.to_string());
    assert_eq!(to, [BOSS, GRACE]);
    assert!(told.iter().all(|mail| mail["text"].as_str().unwrap().contains(&fingerprint)), "{told:?}");
    // Ada asks, and goes through the steps on a phone.
    let (computer, link) = scene.ask().await;
    assert!(computer.has(".qr svg").await);
    link_in(&scene.mail("asked to get into your account"), "/not-me?token=");
    let phone = scene.begin_steps(&link, "identity-card").await;
    assert_eq!(phone.texts(".steps label").await.len(), 3);
    assert!(!phone.text("body").await.contains(ADA), "nothing about the account");
    scene.take_pictures(&phone).await;
    // An outsider's program opens the pictures from the database, as the papers say; they lie nowhere in the clear.
    let db = scene.world.place.path("assent.db");
    let opened = python("open_picture.py", &[db.to_str().unwrap()], PASSPHRASE);
    let opened: Vec<Value> = opened.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(opened.iter().map(|one| one["kind"].as_str().unwrap()).collect::<Vec<_>>(), ["front", "back", "selfie"]);
    for file in ["assent.db", "assent.db-wal"] {
        let kept = std::fs::read(scene.world.place.path(file)).unwrap();
        for picture in &opened {
            let plain = BASE64.decode(picture["picture"].as_str().unwrap().as_bytes()).unwrap();
            assert!(plain.starts_with(&[0xff, 0xd8, 0xff]), "drawn anew as JPEG");
            let windows = [&plain[..32], &plain[plain.len() / 2..plain.len() / 2 + 32], &plain[plain.len() - 32..]];
            assert!(windows.iter().all(|window| !kept.windows(32).any(|bytes| bytes == *window)), "{file}");
        }
    }
    phone.press("button[value=send]").await;
    assert_eq!(phone.text("h1").await, "Sent");
    assert_eq!(scene.mail("An identity check waits for you")["to"], json!([GRACE]));
    // The reviewer opens them in the browser, with the passphrase only.
    grace.open_case().await;
    for fact in [ADA, "+41791234567", "Identity card"] {
        assert!(grace.browser.text("dl").await.contains(fact), "{fact}");
    }
    grace.try_passphrase("three slow brown boars").await;
    let wrong = grace.browser.find("[data-say=wrong]:not([hidden])").await.text().await.unwrap();
    assert!(wrong.contains("not your passphrase"), "{wrong}");
    assert!(grace.browser.has("[data-picture=front] canvas[hidden]").await);
    grace.try_passphrase(PASSPHRASE).await;
    grace.browser.find("[data-picture=selfie] canvas:not([hidden])").await;
    for (kind, channel) in [("front", 0), ("back", 1), ("selfie", 2)] {
        let script = format!(
            "const canvas = document.querySelector('[data-picture={kind}] canvas');
             return [canvas.width, canvas.height, ...canvas.getContext('2d').getImageData(160, 100, 1, 1).data]"
        );
        let seen: Vec<u64> = serde_json::from_value(grace.browser.script(&script).await).unwrap();
        assert_eq!(seen[..2], [320, 200]);
        for at in 0..3 {
            let expected = if at == channel { 200 } else { 40 };
            assert!(seen[2 + at].abs_diff(expected) < 10, "{kind}: {seen:?}");
        }
    }
    grace.answer("accept").await;
    // The pictures are gone at once, and the log proves which they were.
    assert_eq!(scene.count_pictures(), 0);
    let proof = scene.deletion();
    assert_eq!((&proof["why"], &proof["deleted"]), (&json!("answered"), &json!(3)));
    let hashes = |list: &[Value]| list.iter().map(|one| one["sha256"].clone()).collect::<Vec<_>>();
    assert_eq!(hashes(proof["pictures"].as_array().unwrap()), hashes(&opened));
    // The link opens with the password, and then nothing but the way to a new second step.
    let back = link_in(&scene.mail("Your identity check was accepted"), "/way-back?token=");
    let ada = Browser::open(&scene.world, Looks::default()).await;
    let _passkey = Authenticator::plug_into(&ada).await;
    ada.go(&back).await;
    ada.fill("password", "not the password").await;
    ada.press("main form button").await;
    assert!(ada.text(".wrong").await.contains("not your password"));
    ada.fill("password", PASSWORD).await;
    ada.press("main form button").await;
    ada.comes_to("/security/add").await;
    for path in ["/security", "/activity", "/profile", "/security/programs/app-passwords"] {
        ada.go(path).await;
        assert_eq!(ada.path().await, "/security/add", "{path}");
    }
    let phones =
        |scene: &Scene| scene.order(&Order::ListPhones { email: ADA.to_owned() })["phones"].as_array().unwrap().len();
    assert_eq!(phones(&scene), 1, "the old phone stays until a new second step is proved");
    // However long that takes.
    scene.world.advance(900);
    ada.go("/security/add").await;
    ada.comes_to("/confirm").await;
    ada.fill("password", PASSWORD).await;
    ada.press("main form button").await;
    add_passkey(&ada).await;
    assert_eq!(phones(&scene), 0);
    ada.go("/security").await;
    assert_eq!(ada.path().await, "/security");
    scene.mail("Your new second step is set up");
    // The link counted once.
    let other = Browser::open(&scene.world, Looks::default()).await;
    other.go(&back).await;
    assert!(other.text(".notice.bad").await.contains("was used"));
    ada.press(".me button").await;
    ada.sign_in().await;
    ada.comes_to("/sign-in/passkey").await;
    ada.press("form[data-passkey] button").await;
    ada.comes_to("/security").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_a_check_is_refused_with_its_reason_and_two_reviewers_accept_where_the_rules_say_so() {
    let mut scene = Scene::new().await;
    scene.order(&Order::TwoReviewers);
    let grace = scene.reviewer(GRACE).await;
    let mary = scene.reviewer(MARY).await;
    scene.send("passport").await;
    grace.open_case().await;
    assert!(grace.browser.text("dl").await.contains("0 of 2"));
    grace.answer("accept").await;
    assert_eq!(scene.count_pictures(), 2, "one of two has answered");
    // The same one can't count twice.
    grace.open_case().await;
    assert!(!grace.browser.has("button[value=accept]").await);
    assert!(grace.browser.text(".notice.ok").await.contains("You have answered"));
    mary.open_case().await;
    mary.browser.press("button[value=refuse]").await;
    assert!(mary.browser.text(".notice.bad").await.contains("Choose why"));
    mary.browser.choose("reason", "other-face").await;
    mary.browser.fill("note", "Come by with your document.").await;
    mary.answer("refuse").await;
    assert_eq!(scene.count_pictures(), 0);
    let mail = scene.mail("Your identity check was refused");
    let text = mail["text"].as_str().unwrap();
    for said in ["Why: The face is not that of the document", "Come by with your document."] {
        assert!(text.contains(said), "{text}");
    }
    // Once more, and both accept.
    scene.world.advance(1);
    scene.send("passport").await;
    for reviewer in [&grace, &mary] {
        reviewer.open_case().await;
        reviewer.answer("accept").await;
    }
    link_in(&scene.mail("Your identity check was accepted"), "/way-back?token=");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_what_nobody_answers_is_deleted_after_72_hours_with_a_proof() {
    let mut scene = Scene::new().await;
    let grace = scene.reviewer(GRACE).await;
    scene.send("passport").await;
    scene.world.advance(72 * 3600 - 1);
    scene.order(&Order::Sweep);
    assert_eq!(scene.count_pictures(), 2);
    scene.world.advance(1);
    scene.order(&Order::Sweep);
    assert_eq!(scene.count_pictures(), 0);
    let proof = scene.deletion();
    assert_eq!((&proof["why"], &proof["deleted"]), (&json!("too late"), &json!(2)));
    scene.mail("was not finished or answered in time");
    drop(grace);
    scene.order(&Order::VerifyAudit);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_not_me_stops_a_check_at_once_and_so_does_a_second_step() {
    let mut scene = Scene::new().await;
    let grace = scene.reviewer(GRACE).await;
    scene.send("passport").await;
    let link = link_in(&scene.mail("is with the reviewers"), "/not-me?token=");
    let anywhere = Browser::open(&scene.world, Looks { has_script: false, ..Looks::default() }).await;
    anywhere.go(&link).await;
    assert_eq!(scene.count_pictures(), 2, "looking at the link stops nothing");
    anywhere.press("main form button").await;
    assert!(anywhere.text("[role=status]").await.contains("It is stopped"));
    assert_eq!(scene.count_pictures(), 0);
    assert_eq!(scene.deletion()["why"], "stopped");
    scene.mail("was stopped");
    grace.browser.go("/admin/identity-checks").await;
    assert_eq!(grace.browser.text(".rows").await, "Nobody waits.");
    anywhere.go(&link).await;
    anywhere.press("main form button").await;
    assert!(anywhere.text(".notice.bad").await.contains("over already"));
    // Ada finds a backup code: she needs no check any more.
    scene.world.advance(1);
    scene.send("passport").await;
    let code = scene.world.make_backup_codes().remove(0);
    let ada = scene.browser(ADA).await;
    ada.comes_to("/sign-in/waiting").await;
    ada.go("/sign-in/backup-code").await;
    ada.fill("code", &code).await;
    ada.press("main form button").await;
    ada.comes_to("/security").await;
    assert_eq!(scene.deletion()["why"], "signed in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_only_pictures_of_ten_megabytes_at_most_come_through_and_only_from_one_browser() {
    let mut scene = Scene::new().await;
    let _grace = scene.reviewer(GRACE).await;
    let (computer, link) = scene.ask().await;
    let phone = scene.begin_steps(&link, "passport").await;
    // Another browser with the link gets no further.
    computer.go(&link).await;
    assert!(computer.text(".notice.bad").await.contains("Another browser"));
    let path = scene.world.place.path("not-a-picture.png");
    for (bytes, said) in [
        (b"%PDF-1.7 and more".to_vec(), "no-picture"),
        (b"\x89PNG\r\n\x1a\n and then nothing of the kind".to_vec(), "no-picture"),
        ([b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 10 * 1024 * 1024]].concat(), "too-large"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        take(&phone, "front", &path).await;
        phone.find(&format!("[data-kind=front] [data-say={said}]:not([hidden])")).await;
    }
    assert_eq!(scene.count_pictures(), 0);
    assert_eq!(phone.attribute("button[value=send]", "disabled").await.as_deref(), Some("true"));
    // Whoever goes around the script is refused by the server.
    let script = |body: &str| {
        format!(
            "const page = document.querySelector('[data-check]');
             return fetch(page.dataset.to + '/front', {{ method: 'PUT', body: {body},
               headers: {{ 'assent-form': page.dataset.form }} }}).then((answer) => answer.status)"
        )
    };
    for (body, status) in [("'plain'", 422), ("new Uint8Array(11 * 1024 * 1024)", 413), ("new Uint8Array(9)", 422)] {
        assert_eq!(phone.script(&script(body)).await, status, "{body}");
    }
    let without_token = "return fetch(document.querySelector('[data-check]').dataset.to + '/front',
        { method: 'PUT', body: 'x' }).then((answer) => answer.status)";
    assert_eq!(phone.script(without_token).await, 403);
    // Three checks a day, and an hour for each.
    scene.world.advance(3600);
    phone.go(&link).await;
    assert!(phone.text(".notice.bad").await.contains("an hour has passed"));
    for _ in 0..2 {
        scene.ask().await;
    }
    let ada = scene.browser(ADA).await;
    ada.comes_to("/sign-in/waiting").await;
    ada.go("/sign-in/identity").await;
    ada.press("form button.link").await;
    assert!(ada.text(".notice.bad").await.contains("three in 24 hours"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_only_reviewers_see_a_check() {
    let mut scene = Scene::new().await;
    let grace = scene.reviewer(GRACE).await;
    scene.send("passport").await;
    grace.open_case().await;
    let case = grace.browser.path().await;
    // Who administers is no reviewer.
    scene.order(&Order::AddPerson { email: BOSS.to_owned(), admin: true });
    let boss = scene.browser(BOSS).await;
    boss.comes_to("/security").await;
    for path in ["/admin/identity-checks", &case, &format!("{case}/pictures/front")] {
        boss.go(path).await;
        assert_eq!(boss.text("h1").await, "This is not for you", "{path}");
    }
    let opened = scene.database().query_row(
        "SELECT count(*) FROM audit WHERE CAST(body AS TEXT) LIKE '%identity_opened%'",
        (),
        |row| row.get::<_, u32>(0),
    );
    assert_eq!(opened.unwrap(), 0, "nobody has opened a picture");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a21_pages_of_an_identity_check_are_for_everybody() {
    let mut scene = Scene::new().await;
    let ada = scene.browser(ADA).await;
    ada.comes_to("/sign-in/waiting").await;
    let asking = owned(&["/sign-in/identity", "/sign-in/ways"]);
    look_at(&ada, &asking).await;
    let grace = scene.reviewer(GRACE).await;
    look_at(&ada, &asking).await;
    ada.go("/sign-in/identity?lang=en").await;
    ada.press(".card form button").await;
    let link = ada.content("#link").await.replace(&scene.world.place.origin, "");
    look_at(&ada, &asking).await;
    let stop = link_in(&scene.mail("asked to get into your account"), "/not-me?token=");
    let phone = Browser::open(&scene.world, Looks { is_dark: true, ..PHONE }).await;
    let steps = owned(&[&stop, &link]);
    look_at(&phone, &steps).await;
    phone.go(&format!("{link}?lang=en")).await;
    phone.fill("number", "0791234567").await;
    phone.press("button[value=number]").await;
    assert!(phone.text(".wrong").await.contains("no telephone number"));
    phone.fill("number", "+41791234567").await;
    phone.press("button[value=number]").await;
    look_at(&phone, &steps).await;
    phone.go(&format!("{link}?lang=en")).await;
    phone.fill("code", "1").await;
    phone.press("button[value=code]").await;
    assert!(phone.text(".wrong").await.contains("This code is wrong"));
    phone.fill("code", &code_in(&scene.mail("Your code"))).await;
    phone.press("button[value=code]").await;
    look_at(&phone, &steps).await;
    phone.press("button[value=residence-permit]").await;
    look_at(&phone, &steps).await;
    scene.take_pictures(&phone).await;
    phone.press("button[value=send]").await;
    look_at(&phone, &steps).await;
    look_at(&ada, &asking).await;
    grace.open_case().await;
    let case = grace.browser.path().await;
    look_at(&grace.browser, &owned(&["/admin/identity-checks", "/admin/identity-checks/key", &case])).await;
    grace.browser.go(&format!("{case}?lang=en")).await;
    grace.answer("accept").await;
    let back = link_in(&scene.mail("Your identity check was accepted"), "/way-back?token=");
    look_at(&phone, &owned(&[&back, "/way-back?token=x", "/not-me?token=x", "/identity/x"])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r4_no_check_begins_without_the_password() {
    let mut scene = Scene::new().await;
    let _grace = scene.reviewer(GRACE).await;
    let mary = scene.reviewer(MARY).await;
    mary.browser.go("/security").await;
    mary.browser.choose("lock_after", "5").await;
    mary.browser.press("form[action='/security/caution'] button").await;
    for _ in 0..5 {
        let body = json!({ "account": MARY, "password": "wrong" });
        assert_eq!(scene.world.wiki.post("/password-checks", &body).await.expect(200)["result"], "wrong");
    }
    // The link by mail leads to the second step without a password: from there no check begins.
    let link = link_in(&scene.mail("was closed"), "/unlock?token=");
    let anywhere = Browser::open(&scene.world, Looks::default()).await;
    anywhere.go("/sign-in/identity").await;
    anywhere.comes_to("/sign-in?next=").await;
    anywhere.go(&link).await;
    anywhere.press("main form button").await;
    anywhere.go("/sign-in/ways").await;
    assert!(anywhere.has("a[href='/sign-in/passkey']").await && !anywhere.has("a[href='/sign-in/identity']").await);
    anywhere.go("/sign-in/identity").await;
    assert_eq!(anywhere.text("h1").await, "There is no such page");
}
