//! What an import would do and did, for people and for programs.

use assent_core::authenticator::{Imported, Preview, PreviewEntry};
use assent_core::otp::Kind;
use assent_core::transfer::{Format, LeftOut, Why};
use assent_core::worded::Worded;
use serde_json::{Value, json};

use crate::output::Output;
use crate::table::table;
use crate::words::Words;

pub(crate) fn preview(preview: &Preview, to: &Output<'_>) -> String {
    let args = [("format", preview.format.name().into()), ("count", preview.entries.len().into())];
    let mut text = to.words.say("import-found", &args);
    text.push('\n');
    if !preview.entries.is_empty() {
        let headings = ["column-account", "column-kind", "column-note"].map(|key| to.words.word(key));
        let row = |it: &PreviewEntry| vec![name(it), kind_words(it.kind, to.words), notes(it, to.words).join(", ")];
        let rows: Vec<_> = preview.entries.iter().map(row).collect();
        text.push_str(&table(&headings, &rows, to.style));
    }
    text.push_str(&left_out(preview, to));
    text
}

pub(crate) fn done(preview: &Preview, done: &Imported, to: &Output<'_>) -> String {
    let args = [
        ("added", done.added.len().into()),
        ("replaced", done.replaced.len().into()),
        ("skipped", done.skipped.into()),
    ];
    let mut text = format!("{}\n", to.style.accent(&to.words.say("import-done", &args)));
    for entry in preview.entries.iter().filter(|entry| entry.here.as_ref().is_some_and(|here| here.behind.is_some())) {
        text.push_str(&format!("  {}: {}\n", name(entry), notes(entry, to.words).join(", ")));
    }
    text.push_str(&left_out(preview, to));
    // Our own is sealed.
    if preview.format != Format::Assent {
        text.push_str(&to.words.word("import-delete"));
    }
    text
}

pub(crate) fn preview_json(preview: &Preview, words: &Words) -> Value {
    let entries = preview.entries.iter().map(|it| {
        let counters = it.here.as_ref().and_then(|here| here.behind);
        json!({
            "issuer": it.issuer,
            "name": it.name,
            "label": it.label,
            "kind": it.kind.name(),
            "weak": it.is_weak,
            "here": it.here.as_ref().map(|here| here.account),
            "counter_behind": counters.map(|of| json!({ "here": of.here, "file": of.file })),
            "earlier": it.earlier,
        })
    });
    json!({
        "format": preview.format.code(),
        "entries": entries.collect::<Value>(),
        "left_out": left_out_json(preview, words),
    })
}

pub(crate) fn done_json(preview: &Preview, done: &Imported, words: &Words) -> Value {
    json!({
        "format": preview.format.code(),
        "added": done.added,
        "replaced": done.replaced,
        "skipped": done.skipped,
        "left_out": left_out_json(preview, words),
    })
}

fn name(it: &PreviewEntry) -> String {
    match (it.label.as_deref(), it.issuer.as_str(), it.name.as_str()) {
        (Some(label), ..) => label.to_owned(),
        (None, "", name) => name.to_owned(),
        (None, issuer, "") => issuer.to_owned(),
        (None, issuer, name) => format!("{issuer}: {name}"),
    }
}

fn kind_words(kind: Kind, words: &Words) -> String {
    match kind {
        Kind::Totp { period } => words.say("kind-totp", &[("secs", period.secs().into())]),
        Kind::Hotp { .. } => words.word("kind-hotp"),
        Kind::Steam => words.word("kind-steam"),
    }
}

fn notes(it: &PreviewEntry, words: &Words) -> Vec<String> {
    let here = it.here.as_ref().map(|here| match here.behind {
        // As texts: numbers would be grouped.
        Some(of) => {
            words.say("note-behind", &[("here", of.here.to_string().into()), ("file", of.file.to_string().into())])
        }
        None => words.word("note-here"),
    });
    let twice = it.earlier.map(|_| words.word("note-twice"));
    let weak = it.is_weak.then(|| words.word("note-weak"));
    [here, twice, weak].into_iter().flatten().collect()
}

fn left_out(preview: &Preview, to: &Output<'_>) -> String {
    if preview.left_out.is_empty() {
        return String::new();
    }
    let line = |out: &LeftOut| format!("  {}: {}\n", out.what, why_words(&out.why, to.words));
    let lines: String = preview.left_out.iter().map(line).collect();
    format!("{}\n{lines}", to.words.word("import-left-out"))
}

fn left_out_json(preview: &Preview, words: &Words) -> Value {
    preview.left_out.iter().map(|out| json!({ "what": out.what, "why": why_words(&out.why, words) })).collect()
}

fn why_words(why: &Why, words: &Words) -> String {
    words.say(why.key(), &[("detail", why.detail().into())])
}
