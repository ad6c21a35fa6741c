//! The demo that plays browser and phone itself: each step does what it should, or the demo fails.

use std::time::Instant;

use assent_core::message::{ReceiptBundle, Verdict};
use assent_server::recovery::make_backup_codes;

use super::browser::{Browser, Page};
use super::server::failed;
use super::{EMAIL, World};
use crate::error::CliError;
use crate::output::Output;

/// Plays all steps, one line each.
pub(super) async fn play(world: &World, to: &Output<'_>) -> Result<(), CliError> {
    let mut steps = Steps { to };
    if !world.phone.is_linked()? {
        steps.step("demo-step-link", world.phone.link(&world.server)).await?;
    }
    let receipt = steps.step("demo-step-yes", yes(world)).await?;
    steps.step("demo-step-no", no(world)).await?;
    steps.step("demo-step-number", number(world)).await?;
    let code = world.phone.code()?;
    steps.step("demo-step-code", by_code(world, &code)).await?;
    steps.step("demo-step-code-again", same_code_again(world, &code)).await?;
    steps.step("demo-step-backup", by_backup_code(world)).await?;
    steps.step("demo-step-receipt", async { check(world, &receipt) }).await?;
    steps.step("demo-step-forged", async { check_forged(world, &receipt) }).await?;
    to.tell(&to.words.word("demo-all-done"))
}

struct Steps<'a, 'b> {
    to: &'a Output<'b>,
}

impl Steps<'_, '_> {
    /// Takes one step and prints how long it took.
    #[expect(clippy::disallowed_methods, reason = "the time a step takes is shown; nothing depends on it")]
    async fn step<T>(&mut self, name: &str, work: impl Future<Output = Result<T, CliError>>) -> Result<T, CliError> {
        let begun = Instant::now();
        let done = work.await;
        let millis = begun.elapsed().as_secs_f64() * 1000.0;
        let words = self.to.words.word(name);
        let outcome = self.to.words.word(if done.is_ok() { "demo-ok" } else { "demo-failed" });
        self.to.tell(&format!("{outcome:<6} {words:<44} {millis:>8.1} ms"))?;
        done
    }
}

async fn log_in(world: &World, number: bool) -> Result<(Browser, Page), CliError> {
    let browser = Browser::new(&world.wiki.address)?;
    let mut fields = vec![("email", EMAIL), ("password", world.files.password.as_str())];
    if number {
        fields.push(("number", "yes"));
    }
    let page = browser.post("/login", &fields).await?;
    expect(page.path == "/waiting", "the wiki waits for the phone", &page)?;
    Ok((browser, page))
}

async fn yes(world: &World) -> Result<ReceiptBundle, CliError> {
    let (browser, _) = log_in(world, false).await?;
    let (news, answered) = tokio::join!(browser.get("/waiting/news"), world.phone.answer(Verdict::Approve, None));
    answered?;
    expect(news?.body.contains("/waiting"), "the waiting page goes on by itself", &Page::nothing())?;
    let page = browser.get("/waiting").await?;
    expect(page.path == "/" && page.body.contains("data-in"), "Ada is in the wiki", &page)?;
    let receipt = browser.get("/receipt").await?.body;
    serde_json::from_str(&receipt).map_err(failed)
}

async fn no(world: &World) -> Result<(), CliError> {
    let (browser, _) = log_in(world, false).await?;
    world.phone.answer(Verdict::Deny, None).await?;
    let page = browser.get("/waiting").await?;
    expect(page.body.contains("data-ended=\"denied\""), "the wiki says that the answer was NO", &page)?;
    let home = browser.get("/").await?;
    expect(!home.body.contains("data-in"), "nobody is in", &home)
}

async fn number(world: &World) -> Result<(), CliError> {
    let (browser, page) = log_in(world, true).await?;
    let after = page.body.split_once("data-number=\"").map(|(_, rest)| rest);
    let shown = after.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    expect(shown.len() == 6, "a number of six digits is shown", &page)?;
    world.phone.answer(Verdict::Approve, Some(&shown)).await?;
    let page = browser.get("/waiting").await?;
    expect(page.body.contains("data-in"), "Ada is in after typing the number", &page)
}

async fn by_code(world: &World, code: &str) -> Result<(), CliError> {
    let (browser, _) = log_in(world, false).await?;
    let page = browser.post("/code", &[("code", code)]).await?;
    expect(page.body.contains("data-in"), "Ada is in by the code", &page)
}

async fn same_code_again(world: &World, code: &str) -> Result<(), CliError> {
    let (browser, _) = log_in(world, false).await?;
    let page = browser.post("/code", &[("code", code)]).await?;
    expect(page.body.contains("data-code=\"reused\""), "the same code is refused", &page)
}

async fn by_backup_code(world: &World) -> Result<(), CliError> {
    let ada = world.server.ada.person.id;
    let codes = make_backup_codes(&world.server.app, ada, None).await.map_err(failed)?;
    let code = codes.first().ok_or_else(|| failed("no backup codes were made"))?;
    let (browser, _) = log_in(world, false).await?;
    let page = browser.post("/code", &[("code", code.expose())]).await?;
    expect(page.body.contains("data-in"), "Ada is in by a backup code", &page)
}

fn check(world: &World, receipt: &ReceiptBundle) -> Result<(), CliError> {
    let proof = receipt.check(&world.wiki.service_id).map_err(failed)?;
    let pinned = &world.server.app.signing.server_id;
    if proof.server_id == *pinned { Ok(()) } else { Err(failed("the receipt is another server's")) }
}

/// One byte, anywhere in the three messages: in the middle of the decision, say.
fn check_forged(world: &World, receipt: &ReceiptBundle) -> Result<(), CliError> {
    for at in [receipt.decision.len() / 2, receipt.decision.len() - 3] {
        let mut forged = receipt.clone();
        let old = forged.decision.as_bytes().get(at).copied().unwrap_or_default();
        forged.decision.replace_range(at..=at, if old == b'A' { "B" } else { "A" });
        if forged.check(&world.wiki.service_id).is_ok() {
            return Err(failed(format!("a receipt with byte {at} of the decision changed was believed")));
        }
    }
    Ok(())
}

fn expect(holds: bool, what: &str, page: &Page) -> Result<(), CliError> {
    if holds { Ok(()) } else { Err(failed(format!("expected: {what}; at {} stood: {}", page.path, page.body))) }
}

impl Page {
    const fn nothing() -> Self {
        Self { path: String::new(), body: String::new() }
    }
}
