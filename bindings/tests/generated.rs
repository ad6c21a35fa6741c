//! What is generated: the same text each time, and the face that was reviewed.
//!
//! With the feature `probe` the face is a wider one, that no app has.
#![cfg(all(feature = "generate", not(feature = "probe")))]
#![expect(clippy::unwrap_used, reason = "support code of tests")]

use std::path::Path;
use std::process::Command;

fn generate(what: &str, out: &Path) {
    let done = Command::new(env!("CARGO_BIN_EXE_generate")).arg(what).arg(out).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn read_folder(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                read_folder(&path)
            } else {
                vec![(path.display().to_string(), std::fs::read_to_string(path).unwrap())]
            }
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_same_library_gives_the_same_text() {
    for (language, file) in
        [("kotlin", "org/assent/core/assent.kt"), ("swift", "AssentCore.swift"), ("python", "assent.py")]
    {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        generate(language, &out);
        let first = read_folder(&out);
        assert!(first.iter().any(|(name, text)| name.ends_with(file) && text.contains("AssentApp")), "{language}");
        std::fs::remove_dir_all(&out).unwrap();
        generate(language, &out);
        assert!(first == read_folder(&out), "the {language} differs from one time to the next");
    }
}

#[test]
fn the_face_is_the_one_that_was_reviewed_and_every_call_can_fail() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("face.txt");
    generate("face", &out);
    let face = std::fs::read_to_string(out).unwrap();
    assert!(!face.contains("NEVER FAILS"), "a panic in a call that can't fail ends an app in Swift:\n{face}");
    for word in ["unix: ", "linux: "] {
        assert!(!face.contains(word), "C headers of Swift on Linux read {word}as 1");
    }
    let reviewed = Path::new(env!("CARGO_MANIFEST_DIR")).join("face.txt");
    let reviewed = std::fs::read_to_string(reviewed).unwrap_or_default();
    assert!(
        face == reviewed,
        "the public face changed; look at the change, then renew bindings/face.txt:\n  \
         cargo run -p assent-bindings --bin generate -- face bindings/face.txt\n\n{face}"
    );
}
