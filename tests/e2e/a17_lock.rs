//! A17: the lock of the terminal phone, with the real program.

use assent_tests::program::words_of;
use serde_json::{Value, json};

use crate::terminal::Terminal;

const FORGE: &str = "otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Forge";
const PIN: &str = "481516\n";

/// Runs a command that must end well, with `input` typed in.
fn run(terminal: &Terminal, line: &str, input: &str) -> String {
    let output = terminal.run_with(line, input);
    assert!(output.status.success(), "{line}: {}", words_of(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must be refused; gives the error as programs get it.
fn refused(terminal: &Terminal, line: &str, input: &str) -> Value {
    let output = terminal.run_with(&format!("--json {line}"), input);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{line}: {}", words_of(&output));
    serde_json::from_slice(&output.stderr).unwrap()
}

fn ways(terminal: &Terminal) -> Value {
    serde_json::from_str::<Value>(&terminal.run("--json lock status")).unwrap()["ways"].take()
}

/// A terminal with one account, a PIN and a recovery key, and no key file any more.
fn locked_terminal() -> (Terminal, String) {
    let terminal = Terminal::new();
    terminal.run(&format!("add {FORGE}"));
    run(&terminal, "lock pin", PIN);
    let made: Value = serde_json::from_str(&terminal.run("--json lock recovery-key")).unwrap();
    terminal.run("lock remove key-file");
    (terminal, made["recovery_key"].as_str().unwrap().to_owned())
}

#[test]
fn a17_ten_wrong_pins_disable_the_pin_and_the_recovery_key_opens() {
    let (terminal, recovery_key) = locked_terminal();
    assert!(run(&terminal, "list", PIN).contains("Forge"), "the PIN is asked for without being told to");
    for left in (0..10).rev() {
        let error = refused(&terminal, "list", "000000\n");
        assert_eq!(error["error"], "pin-wrong");
        assert!(error["message"].as_str().unwrap().ends_with(&format!(": {left}.")), "{error}");
    }
    assert_eq!(refused(&terminal, "--pin list", PIN)["error"], "pin-disabled");
    assert!(terminal.run("lock status").contains("disabled"));
    let typed = format!(" {}\n", recovery_key.to_lowercase().replace('-', " "));
    assert!(run(&terminal, "--recovery-key list", &typed).contains("Forge"));
    run(&terminal, "--recovery-key lock pin", &format!("{recovery_key}\n314159\n"));
    assert!(run(&terminal, "list", "314159\n").contains("Forge"));
    assert_eq!(ways(&terminal)[1], json!({ "kind": "pin", "tries_left": 10, "works": true }));
}

#[test]
fn a17_the_right_pin_gives_the_tries_back() {
    let (terminal, _) = locked_terminal();
    for _ in 0..9 {
        refused(&terminal, "list", "000000\n");
    }
    run(&terminal, "list", PIN);
    assert_eq!(ways(&terminal)[0]["tries_left"], 10);
}

#[test]
fn a17_a_trivial_pin_and_a_mistyped_recovery_key_are_refused_with_the_reason() {
    let (terminal, recovery_key) = locked_terminal();
    for (pin, code) in [("000000", "pin-repeats"), ("123456", "pin-counts"), ("4815", "pin-few-digits")] {
        assert_eq!(refused(&terminal, "lock pin", &format!("{PIN}{pin}\n"))["error"], code);
    }
    let other = if recovery_key.starts_with('A') { "B" } else { "A" };
    let mistyped = format!("{other}{}", &recovery_key[1..]);
    assert_eq!(refused(&terminal, "--recovery-key list", &mistyped)["error"], "recovery-key-check");
    assert_eq!(refused(&terminal, "--recovery-key list", "K3D")["error"], "recovery-key-length");
    run(&terminal, "list", PIN);
}

#[test]
fn a17_a_new_recovery_key_takes_the_old_ones_place_and_the_last_way_in_stays() {
    let (terminal, old) = locked_terminal();
    let made: Value = serde_json::from_str(&run(&terminal, "--json lock recovery-key", PIN)).unwrap();
    assert_eq!(refused(&terminal, "--recovery-key list", &old)["error"], "recovery-key-wrong");
    run(&terminal, "--recovery-key list", made["recovery_key"].as_str().unwrap());
    run(&terminal, "lock remove recovery-key", PIN);
    assert_eq!(refused(&terminal, "lock remove pin", PIN)["error"], "last-way");
    run(&terminal, "list", PIN);
}

#[test]
fn a17_a_damaged_account_is_said_and_the_others_are_listed() {
    let terminal = Terminal::new();
    terminal.run(&format!("add {FORGE}"));
    terminal.run(&format!("add {}", FORGE.replace("Forge", "Wiki").replace("JBSW", "GEZD")));
    let sql = "UPDATE records SET sealed = zeroblob(99) WHERE position = 1";
    rusqlite::Connection::open(terminal.vault()).unwrap().execute_batch(sql).unwrap();
    let output = terminal.run_with("list", "");
    assert!(output.status.success());
    let (listed, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(listed.contains("Wiki") && !listed.contains("Forge"), "{listed}");
    assert!(said.contains("1 record is damaged") && said.contains("assent forget-damaged"), "{said}");
    assert!(terminal.run("forget-damaged --yes").starts_with("1 damaged record"));
    assert!(terminal.run_with("list", "").stderr.is_empty());
}
