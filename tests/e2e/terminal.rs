//! The terminal phone `assent` and its demo, as programs.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use assent_tests::peers::tool;
use assent_tests::place::Place;
use assent_tests::program::{find_program, run_command, words_of};
use assent_tests::world::{ADA, World};
use serde_json::Value;
use tempfile::TempDir;

const OTHER: &str = "otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Forge";

/// A terminal with a vault of its own, in English and without colours.
pub(crate) struct Terminal {
    folder: TempDir,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Where its vault lies.
    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.path().join("vault.db")
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(find_program("assent"));
        command.env_clear().env("LANG", "C.UTF-8").env("ASSENT_VAULT", self.vault());
        command.args(line.split_whitespace());
        command
    }

    /// Runs a command that must end well; gives what it printed.
    pub(crate) fn run(&self, line: &str) -> String {
        let output = self.run_with(line, "");
        assert!(output.status.success(), "{line}: {}", words_of(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn run_with(&self, line: &str, input: &str) -> Output {
        run_command(self.command(line), input)
    }

    /// Runs a command that must be refused; gives what it said.
    pub(crate) fn refused(&self, line: &str) -> String {
        let output = self.run_with(line, "");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{line}: {}", words_of(&output));
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.run(&format!("--json {line}"))).unwrap()
    }

    /// Begins a command that prints a line of JSON now and then.
    pub(crate) fn follow(&self, line: &str, input: &str) -> Following {
        let mut command = self.command(&format!("--json {line}"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Following { child, lines }
    }

    /// The same for one that is told more later, line by line.
    pub(crate) fn talk(&self, line: &str) -> (Following, ChildStdin) {
        let mut child =
            self.command(&format!("--json {line}")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let stdin = child.stdin.take().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        (Following { child, lines }, stdin)
    }

    /// Links to Ada, the link code typed in the portal.
    pub(crate) fn link(&self, world: &World) {
        let ticket = world.make_ticket(ADA, None);
        let mut linking = self.follow("link - --name desk", &ticket.text);
        let shown = linking.next();
        let confirmed = world.confirm_link(ADA, &ticket, shown["link_code"].as_str().unwrap());
        assert_eq!(confirmed["result"], "linked");
        assert_eq!(linking.next()["account_name"], ADA);
        assert!(linking.child.wait().unwrap().success());
    }
}

pub(crate) struct Following {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Following {
    pub(crate) fn next(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("it ended: {line:?}"))
    }

    /// The next line, or `None` once it has ended, be it within a line.
    pub(crate) fn next_if_alive(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.lines.read_line(&mut line).ok()?;
        serde_json::from_str(&line).ok()
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// At this machine's time, which the terminal goes by.
fn world_of_now() -> World {
    World::at(Place::new(), None)
}

#[test]
fn a18_the_list_is_searched_put_in_order_renamed_and_coloured() {
    let terminal = Terminal::new();
    let secrets = [("Forge", "GEZDGNBVGY3TQOJQ"), ("Crédit", "JBSWY3DPEHPK3PXP"), ("Bank", "KRSXG5CTMVRXEZLU")];
    for (issuer, secret) in secrets {
        terminal.run(&format!("add otpauth://totp/{issuer}:ada?secret={secret}&issuer={issuer}"));
    }
    let issuers = |line: &str| {
        let list = terminal.json(line);
        list.as_array().unwrap().iter().map(|it| it["issuer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    terminal.run("place bank 1");
    assert_eq!(issuers("list"), ["Bank", "Forge", "Crédit"]);
    assert_eq!(issuers("list CREDIT ada"), ["Crédit"]);
    assert!(terminal.refused("list nobody").contains("no such account"));
    terminal.run("rename forge Repositories");
    terminal.run("colour forge purple");
    let forge = &terminal.json("list repositories")[0];
    assert_eq!((forge["initials"].as_str(), forge["colour"].as_str()), (Some("R"), Some("purple")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a6_the_terminal_links_approves_and_keeps_the_receipt() {
    let (world, terminal) = (world_of_now(), Terminal::new());
    terminal.link(&world);
    assert!(terminal.run("list").contains("linked"));
    let id = world.wiki.ask(ADA).await;
    let waits = terminal.run("pending");
    assert!(waits.contains("Wiki") && waits.contains("Lyon"), "{waits}");
    assert!(terminal.run("approve").starts_with("Approved."));
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
    assert!(terminal.run("history").contains("Wiki"));
    assert!(terminal.run("stop-recovery ada").starts_with("No recovery of"));
    let receipt = terminal.run(&format!("receipt show {}", &id[..8]));
    let checked = terminal.run_with("receipt check -", &receipt);
    assert!(checked.status.success(), "{}", words_of(&checked));
    let keys = terminal.json("receipt keys ada");
    let pins = format!("receipt check - --server {} --device-key ", keys["server"].as_str().unwrap());
    let held_against = |key: &str| {
        let pinned = format!("{pins}{}", keys[key].as_str().unwrap());
        terminal.run_with(&pinned, &receipt).status.success()
    };
    assert!(held_against("approve_key") && !held_against("request_key"), "a YES is the approve key's");
    let forged = terminal.run_with("receipt check -", &receipt.replacen("\"eyJ", "\"eyK", 1));
    assert_eq!(forged.status.code(), Some(1), "{}", words_of(&forged));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a6_the_terminal_denies_and_reports() {
    let (world, terminal) = (world_of_now(), Terminal::new());
    terminal.link(&world);
    for how in ["deny", "report"] {
        let id = world.wiki.ask(ADA).await;
        assert_eq!(terminal.json(&format!("{how} {}", &id[..10]))["outcome"], "denied");
        assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "denied");
        assert!(terminal.refused("deny").contains("No request"), "it is over");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a14_the_terminal_needs_the_number_of_the_page() {
    let (world, terminal) = (world_of_now(), Terminal::new());
    terminal.link(&world);
    let (id, number) = world.wiki.ask_number(ADA).await;
    assert!(terminal.refused("approve").contains("number"));
    assert_eq!(terminal.json(&format!("approve --number {number}"))["outcome"], "approved");
    assert_eq!(world.wiki.wait(&id, 0).await, "approved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a6_a_program_follows_what_waits() {
    let (world, terminal) = (world_of_now(), Terminal::new());
    terminal.link(&world);
    let mut watching = terminal.follow("watch", "");
    assert_eq!(watching.next()["requests"].as_array().unwrap().len(), 0);
    let id = world.wiki.ask(ADA).await;
    let came = watching.next();
    assert_eq!((&came["requests"][0]["id"], &came["requests"][0]["service"]["name"]), (&id.into(), &"Wiki".into()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a8_a9_the_terminal_has_codes_of_a_server_and_of_other_websites() {
    let (world, terminal) = (world_of_now(), Terminal::new());
    terminal.link(&world);
    let added = terminal.run_with("add -", OTHER);
    assert!(added.status.success(), "{}", words_of(&added));
    assert_eq!(terminal.json("list").as_array().unwrap().len(), 2);
    let ours = terminal.json("code Atelier")["code"].as_str().unwrap().to_owned();
    assert_eq!(world.wiki.check_code(ADA, &ours).await["result"], "accepted");
    let code = terminal.json("code Forge");
    let made = tool("oathtool", "oathtool", &["--totp", "--base32", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"], "");
    assert!([&code["code"], &code["next"]].contains(&&made.trim().into()), "{code} {made}");
    assert!(terminal.refused(&format!("add {OTHER}")).contains("already"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a10_an_account_removed_in_the_terminal_is_gone_at_the_server() {
    let (world, terminal) = (world_of_now(), Terminal::new());
    terminal.link(&world);
    assert!(terminal.refused("remove Atelier").contains("--yes"));
    assert_eq!(terminal.json("list").as_array().unwrap().len(), 1, "nobody was there to say that it is meant");
    terminal.run("remove Atelier --yes");
    assert!(terminal.json("list").as_array().unwrap().is_empty());
    let phones = world.server.order(&assent_tests::administration::Order::ListPhones { email: ADA.to_owned() });
    assert_eq!(phones["phones"].as_array().unwrap().len(), 0);
}

#[test]
fn the_terminal_says_what_is_wrong_and_what_to_do() {
    let terminal = Terminal::new();
    for (line, said) in
        [("code Nobody", "list"), ("link not-a-ticket", "computer"), ("approve", "pending"), ("watch", "link")]
    {
        let words = terminal.refused(line);
        assert!(words.contains(said), "{line}: {words}");
        let french = terminal.refused(&format!("--lang fr {line}"));
        assert_ne!(words, french, "{line}");
    }
}

#[test]
fn the_demo_plays_every_step_by_itself() {
    let output = run_command(Terminal::new().command("demo --auto"), "");
    let said = words_of(&output);
    assert!(output.status.success(), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("ok ")).count(), 9, "{said}");
}
