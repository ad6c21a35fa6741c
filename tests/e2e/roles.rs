//! Who may see and do what: every page of the portal, for everybody, by GET and by POST, from one table.

use std::collections::BTreeSet;
use std::path::Path;

use assent_tests::administration::Order;
use assent_tests::http::Answer;
use assent_tests::world::{ADA, World};
use reqwest::Method;

/// Whom a page is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum For {
    /// Everybody.
    All,
    /// Whoever is half way through signing in.
    Half,
    /// Whoever is signed in.
    Person,
    /// The same, also while a second step has to be set up.
    Enrolling,
    /// Whoever administers.
    Admin,
    /// People from outside.
    External,
    /// Whoever looks at identity checks: none of those who try here.
    Reviewer,
}

/// Somebody who tries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    Nobody,
    Collaborator,
    External,
    Administrator,
    LegalRepresentative,
    /// Where a second step is required and missing.
    MustEnrol,
}

const ID: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// Every route, as the router has it.
const PAGES: &[(&str, For)] = &[
    ("/", For::All),
    ("/sign-in", For::All),
    ("/sign-out", For::All),
    ("/sign-in/waiting", For::Half),
    ("/sign-in/news", For::Half),
    ("/sign-in/ask", For::Half),
    ("/sign-in/stop", For::Half),
    ("/sign-in/ways", For::Half),
    ("/sign-in/identity", For::Half),
    ("/identity/{id}", For::All),
    ("/identity/{id}/{kind}", For::All),
    ("/not-me", For::All),
    ("/way-back", For::All),
    ("/sign-in/code", For::Half),
    ("/sign-in/backup-code", For::Half),
    ("/sign-in/sms", For::Half),
    ("/sign-in/sms/{id}", For::Half),
    ("/sign-in/sms/{id}/send", For::Half),
    ("/sign-in/passkey", For::Half),
    ("/sign-in/passkey/options", For::Half),
    ("/sign-in/with-passkey", For::All),
    ("/sign-in/with-passkey/options", For::All),
    ("/sign-in/company/callback", For::All),
    ("/sign-in/company/{id}", For::All),
    ("/forgotten", For::All),
    ("/forgotten-name", For::All),
    ("/recover", For::All),
    ("/recover/again", For::All),
    ("/recover/part", For::All),
    ("/recover/password", For::All),
    ("/recover/stop", For::All),
    ("/address", For::All),
    ("/reset", For::All),
    ("/confirm", For::Enrolling),
    ("/confirm/passkey", For::Enrolling),
    ("/confirm/passkey/options", For::Enrolling),
    ("/confirm/company/{id}", For::Enrolling),
    ("/set-up", For::All),
    ("/security", For::Person),
    ("/security/sessions", For::Person),
    ("/security/sessions/{id}", For::Person),
    ("/security/quiet", For::Person),
    ("/security/caution", For::Person),
    ("/security/company/{id}", For::Person),
    ("/security/company/{id}/unlink", For::Person),
    ("/security/trusted/{id}", For::Person),
    ("/security/backup-codes", For::Person),
    ("/security/add", For::Enrolling),
    ("/security/link", For::Enrolling),
    ("/security/link/{id}", For::Enrolling),
    ("/security/link/{id}/news", For::Enrolling),
    ("/security/code-app", For::Enrolling),
    ("/security/code-app/{id}", For::Enrolling),
    ("/security/sms", For::Enrolling),
    ("/security/sms/{id}", For::Enrolling),
    ("/security/sms/{id}/send", For::Enrolling),
    ("/security/passkey", For::Enrolling),
    ("/security/passkey/options", For::Enrolling),
    ("/security/added/{kind}", For::Person),
    ("/security/programs/{kind}", For::Person),
    ("/security/programs/{kind}/revoke", For::Person),
    ("/security/programs/{kind}/{id}", For::Person),
    ("/security/recovery", For::Person),
    ("/security/recovery/sheet", For::Person),
    ("/security/recovery/sheet/remove", For::Person),
    ("/security/recovery/people", For::Person),
    ("/security/recovery/people/{id}", For::Person),
    ("/security/recovery/stop", For::Person),
    ("/security/replace/{id}", For::Person),
    ("/security/remove/{id}", For::Person),
    ("/trusted", For::Person),
    ("/trusted/{id}", For::Person),
    ("/unlock", For::All),
    ("/compromised", For::Person),
    ("/compromised/programs", For::Person),
    ("/compromised/check", For::Person),
    ("/leave", For::External),
    ("/activity", For::Person),
    ("/activity/download", For::Person),
    ("/profile", For::Person),
    ("/profile/picture", For::Person),
    ("/profile/picture/remove", For::Person),
    ("/picture/{id}", For::Person),
    ("/profile/contact", For::Person),
    ("/profile/contact/email", For::Person),
    ("/profile/contact/addresses", For::Person),
    ("/profile/contact/addresses/{id}", For::Person),
    ("/profile/contact/number", For::Person),
    ("/profile/contact/number/remove", For::Person),
    ("/profile/contact/number/{id}", For::Person),
    ("/profile/contact/number/{id}/send", For::Person),
    ("/profile/data", For::Person),
    ("/profile/delete", For::Person),
    ("/profile/password", For::Person),
    ("/link", For::All),
    ("/link/app", For::All),
    ("/assets/{name}", For::All),
    ("/admin/services", For::Admin),
    ("/admin/services/{id}/revoke", For::Admin),
    ("/admin/services/{id}/webhook", For::Admin),
    ("/admin/people", For::Admin),
    ("/admin/people/add", For::Admin),
    ("/admin/people/{id}", For::Admin),
    ("/admin/start", For::Admin),
    ("/admin/mail", For::Admin),
    ("/admin/providers", For::Admin),
    ("/admin/providers/add", For::Admin),
    ("/admin/providers/{id}", For::Admin),
    ("/admin/providers/{id}/remove", For::Admin),
    ("/admin/identity-checks", For::Reviewer),
    ("/admin/identity-checks/key", For::Reviewer),
    ("/admin/identity-checks/{id}", For::Reviewer),
    ("/admin/identity-checks/{id}/pictures/{kind}", For::Reviewer),
    ("/admin/rules", For::Admin),
];

const EVERYBODY: [Who; 6] =
    [Who::Nobody, Who::Collaborator, Who::External, Who::Administrator, Who::LegalRepresentative, Who::MustEnrol];

/// What somebody gets where they have no business.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Seen {
    /// Whatever is there.
    Through,
    /// The way to the sign-in page.
    SignIn,
    /// The way to set up a second step.
    Enrol,
    /// "This is not for you."
    Forbidden,
}

fn expected(page: For, who: Who) -> Seen {
    use Seen::{Enrol, Forbidden, SignIn, Through};
    match (page, who) {
        (For::All, _) | (For::Enrolling, Who::MustEnrol) => Through,
        (For::Half, _) | (_, Who::Nobody) => SignIn,
        // Whether they may leave is judged there; Ada belongs to the organisation.
        (For::External, Who::External) | (For::Enrolling | For::Person, _) if who != Who::MustEnrol => Through,
        (For::External, _) => Forbidden,
        (_, Who::MustEnrol) => Enrol,
        (For::Admin, Who::Administrator | Who::LegalRepresentative) => Through,
        (For::Admin | For::Reviewer, _) => Forbidden,
        (For::Enrolling | For::Person, _) => Through,
    }
}

fn seen(answer: &Answer) -> Seen {
    let to = answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
    match answer.status {
        303 if to.starts_with("/sign-in?next=") => Seen::SignIn,
        303 if to == "/security/add" => Seen::Enrol,
        403 if answer.body.contains("This is not for you") => Seen::Forbidden,
        // News for a page's script say where to go.
        200 if answer.body == r#"{"go":"/sign-in"}"# => Seen::SignIn,
        _ => Seen::Through,
    }
}

struct Visitor {
    who: Who,
    cookie: String,
    csrf: String,
}

fn visitor(world: &World, who: Who, role: &str) -> Visitor {
    let email = format!("{role}@{who:?}.example").to_lowercase();
    world.add_person(&email);
    world.server.order(&Order::SetRole { email: email.clone(), role: role.to_owned() });
    let session = world.server.order(&Order::Session { email });
    let text = |name: &str| session[name].as_str().unwrap().to_owned();
    Visitor { who, cookie: format!("assent={}", text("cookie")), csrf: text("csrf") }
}

async fn send(world: &World, visitor: &Visitor, method: &Method, path: &str, body: &str) -> Answer {
    let headers = [
        ("cookie", visitor.cookie.as_str()),
        ("accept", "text/html"),
        ("content-type", if path == "/profile/picture" { UPLOAD } else { "application/x-www-form-urlencoded" }),
    ];
    let body = if path == "/profile/picture" { uploaded(body) } else { body.to_owned() };
    world.http.send(method.clone(), path, &headers, body).await
}

const UPLOAD: &str = "multipart/form-data; boundary=b";

/// A form's fields as a form with a file sends them.
fn uploaded(body: &str) -> String {
    let fields = body.split('&').filter_map(|field| field.split_once('='));
    let part = |(name, value)| format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    fields.map(part).collect::<String>() + "--b--\r\n"
}

/// Tries every page as everybody of `visitors`; gives how many tries that were.
async fn try_all(world: &World, visitors: &[Visitor]) -> usize {
    let mut tried = 0;
    for visitor in visitors {
        for (route, page) in PAGES {
            let path = route.replace("{id}", ID).replace("{kind}", "app-passwords").replace("{name}", "assent.css");
            for method in [Method::GET, Method::POST] {
                // What would end the session, and with it the other tries.
                if *route == "/sign-out" || (*route == "/leave" && method == Method::POST) {
                    continue;
                }
                let body = format!("csrf={}", visitor.csrf);
                let answer = send(world, visitor, &method, &path, &body).await;
                tried += 1;
                if answer.status == 405 {
                    continue;
                }
                // Without a session no form has a right token: whatever comes is not let through.
                let is_refused_form = answer.status == 403 && answer.body.contains("This form is too old");
                if visitor.who == Who::Nobody && method == Method::POST {
                    assert!(is_refused_form, "{route} {answer:?}");
                    continue;
                }
                assert!(!is_refused_form, "{route} for {:?}", visitor.who);
                // A form that lacks its fields is told so before anything else.
                if answer.status == 400 && method == Method::POST {
                    continue;
                }
                assert_eq!(seen(&answer), expected(*page, visitor.who), "{method} {route} for {:?}", visitor.who);
            }
        }
    }
    tried
}

#[tokio::test]
async fn every_page_is_for_those_it_is_for_and_for_nobody_else() {
    let world = World::new();
    let nobody = Visitor { who: Who::Nobody, cookie: String::new(), csrf: "x".to_owned() };
    let visitors = [
        nobody,
        visitor(&world, Who::Collaborator, "collaborator"),
        visitor(&world, Who::External, "external"),
        visitor(&world, Who::Administrator, "administrator"),
        visitor(&world, Who::LegalRepresentative, "legal-representative"),
    ];
    let mut tried = try_all(&world, &visitors).await;
    // Last: it holds for everybody.
    let must_enrol = visitor(&world, Who::MustEnrol, "legal-representative");
    world.server.order(&Order::Require);
    tried += try_all(&world, &[must_enrol]).await;
    assert!(tried > 600, "{tried}");
    assert_eq!(EVERYBODY.len(), visitors.len() + 1);
}

#[tokio::test]
async fn a_form_without_its_token_is_refused_on_every_page() {
    let world = World::new();
    let boss = visitor(&world, Who::LegalRepresentative, "legal-representative");
    for (route, _) in PAGES.iter().filter(|(route, _)| *route != "/assets/{name}") {
        let path = route.replace("{id}", ID).replace("{kind}", "app-passwords");
        for body in ["", "csrf=", "csrf=x"] {
            let answer = send(&world, &boss, &Method::POST, &path, body).await;
            let is_refused = answer.status == 403 && answer.body.contains("This form is too old");
            assert!(is_refused || answer.status == 405, "{route}: {answer:?}");
        }
    }
}

#[test]
fn the_table_has_every_route_of_the_router() {
    let doors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/doors");
    let mut routes = BTreeSet::new();
    for (file, prefix) in [("portal/mod.rs", ""), ("admin/mod.rs", "/admin")] {
        let source = std::fs::read_to_string(doors.join(file)).unwrap();
        for part in source.split(".route(\"").skip(1) {
            routes.insert(format!("{prefix}{}", part.split('"').next().unwrap()));
        }
    }
    let table: BTreeSet<String> = PAGES.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(routes, table);
}

#[tokio::test]
async fn a_session_ended_by_another_opens_nothing() {
    let world = World::new();
    let sessions = [0, 1].map(|_| world.server.order(&Order::Session { email: ADA.to_owned() }));
    let [old, new] = sessions.map(|session| {
        let text = |name: &str| session[name].as_str().unwrap().to_owned();
        Visitor { who: Who::Collaborator, cookie: format!("assent={}", text("cookie")), csrf: text("csrf") }
    });
    let body = format!("csrf={}", new.csrf);
    assert_eq!(send(&world, &new, &Method::POST, "/security/sessions", &body).await.status, 303);
    for path in ["/security", "/activity", "/security/programs/app-passwords"] {
        assert_eq!(seen(&send(&world, &old, &Method::GET, path, "").await), Seen::SignIn, "{path}");
        assert_eq!(seen(&send(&world, &new, &Method::GET, path, "").await), Seen::Through, "{path}");
    }
}
