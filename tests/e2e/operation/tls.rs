//! TLS by files, with curl at the other end.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use assent_tests::place::Place;
use assent_tests::program::{Program, run_command, run_to_end, words_of};

/// A place whose server is to serve TLS from `server.pem` and `server.key`.
fn make_place() -> Place {
    let place = Place::new();
    let port = place.port;
    let (certificate, key) = (place.path("server.pem"), place.path("server.key"));
    let text = |path: std::path::PathBuf| path.to_string_lossy().into_owned();
    let place = place.with("ASSENT_PUBLIC_URL", &format!("https://localhost:{port}"));
    let place = place.with("ASSENT_TLS_CERTIFICATE", &text(certificate)).with("ASSENT_TLS_KEY", &text(key));
    let made = run_to_end(&place, &["-c", &text(place.path("assent.toml")), "init"], "");
    assert!(made.status.success(), "{}", words_of(&made));
    make_certificate(&place);
    place
}

fn make_certificate(place: &Place) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(place.path("server.pem"), made.cert.pem()).unwrap();
    fs::write(place.path("server.key"), made.signing_key.serialize_pem()).unwrap();
    fs::set_permissions(place.path("server.key"), Permissions::from_mode(0o600)).unwrap();
}

/// What curl says of `/healthz` when it trusts only this certificate.
fn curl(place: &Place, trusted: &str) -> Result<String, i32> {
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--fail", "--noproxy", "*", "--cacert", trusted]);
    command.arg(format!("https://localhost:{}/healthz", place.port));
    let output = run_command(command, "");
    if output.status.success() { Ok(words_of(&output)) } else { Err(output.status.code().unwrap_or(-1)) }
}

#[test]
fn tls_is_served_from_files_and_a_new_certificate_is_taken_without_a_stop() {
    /// Of curl(1): the peer's certificate is not trusted.
    const UNTRUSTED: i32 = 60;
    let place = make_place();
    let program = Program::start(&place);
    let (old, new) = (place.path("old.pem"), place.path("server.pem"));
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    fs::copy(new, old).unwrap();
    assert!(curl(&place, old).is_ok());
    make_certificate(&place);
    assert_eq!(curl(&place, new), Err(UNTRUSTED), "the new files are not read by themselves");
    program.signal("HUP");
    let taken = (0..500).any(|_| curl(&place, new).is_ok());
    assert!(taken, "{}", program.words());
    assert_eq!(curl(&place, old), Err(UNTRUSTED));
}

#[test]
fn a_certificate_or_key_that_can_not_be_used_is_named() {
    let place = make_place();
    for (file, text) in
        [("server.pem", ""), ("server.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    {
        fs::write(place.path(file), text).unwrap();
        for command in ["check", "run"] {
            let words = super::refusal(&place, &[command]);
            assert!(words.contains(file), "{command}: {words}");
        }
        make_certificate(&place);
    }
}
