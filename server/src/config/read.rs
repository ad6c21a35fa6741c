//! Turns what was written into values of their type, or into complaints.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use assent_core::secret::Secret;
use zeroize::Zeroizing;

use super::problems::Place;
use super::source::{Setting, Settings, Value};

impl Settings {
    /// Where `name` stands.
    pub(super) fn place_of(&self, name: &str) -> Place {
        self.found.get(name).map_or(Place::Missing, |setting| setting.place.clone())
    }

    /// Notes that what stands at `name` is wrong.
    pub(super) fn complain(&mut self, name: &str, what: impl Into<String>, instead: impl Into<String>) {
        let place = self.place_of(name);
        self.problems.add(place, what, instead);
    }

    /// Text that isn't empty.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let text = match &self.found.get(name)?.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        };
        if text.is_none() {
            self.complain(name, format!("`{name}` must be text"), format!("write {name} = \"…\", or leave it out"));
        }
        text
    }

    /// Text kept from everybody.
    pub(super) fn secret(&mut self, name: &str) -> Option<Secret> {
        let text = Zeroizing::new(self.text(name)?);
        Some(Secret::copy_of(text.as_bytes()))
    }

    /// A whole number in `range`.
    pub(super) fn number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let number = number_of(self.found.get(name)?).filter(|number| range.contains(number));
        if number.is_none() {
            let what = format!("`{name}` must be a whole number from {} to {}", range.start(), range.end());
            self.complain(name, what, format!("write for instance {name} = {}", range.start()));
        }
        number
    }

    /// One of some words.
    pub(super) fn choice<T: Copy>(&mut self, name: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(name)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let list: Vec<_> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            self.complain(name, format!("`{name}` can't be \"{text}\""), format!("write one of {}", list.join(", ")));
        }
        found.map(|(_, value)| *value)
    }

    /// Text that `parse` understands; `example` shows how it looks.
    pub(super) fn parsed<T>(&mut self, name: &str, example: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        let value = parse(&text);
        if value.is_none() {
            let what = format!("`{name}` is not understood: \"{text}\"");
            self.complain(name, what, format!("write it like {name} = \"{example}\""));
        }
        value
    }

    /// A list, one text, or a variable with commas; each item as `parse` understands it.
    pub(super) fn list<T>(&mut self, name: &str, example: &str, parse: fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let items = items_of(self.found.get(name)?);
        let Some(items) = items else {
            let what = format!("`{name}` must be text or a list of texts");
            self.complain(name, what, format!("write {name} = [\"{example}\"]"));
            return None;
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            match parse(&item) {
                Some(value) => values.push(value),
                None => {
                    let what = format!("`{name}` has an item that is not understood: \"{item}\"");
                    self.complain(name, what, format!("write it like \"{example}\""));
                }
            }
        }
        Some(values)
    }

    /// A path; one in the file counts from the file's folder.
    pub(super) fn path(&mut self, name: &str) -> Option<PathBuf> {
        let text = self.text(name)?;
        let folder = match self.place_of(name) {
            Place::Line(file, _) => file.parent().map(Path::to_owned),
            _ => None,
        };
        Some(folder.unwrap_or_default().join(text))
    }
}

fn number_of(setting: &Setting) -> Option<i64> {
    match (&setting.value, &setting.place) {
        (Value::Number(number), _) => Some(*number),
        // Variables are text only; in the file a number in quotes is a mistake.
        (Value::Text(text), Place::Variable(_)) => text.trim().parse().ok(),
        _ => None,
    }
}

fn items_of(setting: &Setting) -> Option<Vec<String>> {
    match &setting.value {
        Value::List(items) => Some(items.clone()),
        Value::Text(text) => {
            Some(text.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect())
        }
        Value::Number(_) | Value::Other => None,
    }
}
