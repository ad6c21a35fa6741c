//! Gathers what was written: the file first, the variables over it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::names::{self, Kind, NAMES, find_name, is_table, variable_of};
use super::problems::{Place, Problems};

/// A value as it was written.
pub(super) enum Value {
    Text(String),
    Number(i64),
    List(Vec<String>),
    Other,
}

/// A value and where it stands.
pub(super) struct Setting {
    pub(super) value: Value,
    pub(super) place: Place,
}

/// All that was written, by dotted name.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) found: BTreeMap<&'static str, Setting>,
    pub(super) problems: Problems,
}

/// Reads the file, if any, and the variables.
pub(super) fn gather(path: Option<&Path>, env: &dyn Fn(&str) -> Option<String>) -> Settings {
    let mut settings = Settings::default();
    if let Some(path) = path {
        read_file(path, &mut settings);
    }
    for (name, kind) in NAMES {
        read_variable(name, *kind, env, &mut settings);
    }
    settings
}

fn read_file(path: &Path, into: &mut Settings) {
    match std::fs::read_to_string(path) {
        Ok(text) => read_text(path, &text, into),
        Err(error) => into.problems.add(
            Place::File(path.into()),
            format!("the file can't be read ({error})"),
            "make one with `assent-server init`, or name another with --config",
        ),
    }
}

fn read_text(path: &Path, text: &str, into: &mut Settings) {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        into.problems.add(
            Place::Line(path.into(), line),
            format!("this is no TOML ({})", error.message().replace('\n', ", ")),
            "write `name = value`, with text in double quotes",
        );
    }
    File { path, text }.read_table("", table.get_ref(), into);
}

struct File<'a> {
    path: &'a Path,
    text: &'a str,
}

impl File<'_> {
    fn read_table(&self, prefix: &str, table: &DeTable<'_>, into: &mut Settings) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            let place = Place::Line(self.path.into(), line_of(self.text, key.span().start));
            match (value.get_ref(), find_name(&name)) {
                (DeValue::Table(inner), _) if is_table(&name) => self.read_table(&format!("{name}."), inner, into),
                (value, Some(name)) => {
                    into.found.insert(name, Setting { value: value_of(value), place });
                }
                (_, None) => refuse_unknown(&name, place, &mut into.problems),
            }
        }
    }
}

fn refuse_unknown(name: &str, place: Place, problems: &mut Problems) {
    let instead = names::find_similar(name).map_or_else(
        || "leave it out; the example configuration lists every setting".to_owned(),
        |similar| format!("perhaps `{similar}` was meant"),
    );
    problems.add(place, format!("there is no setting `{name}`"), instead);
}

fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).map_or(Value::Other, Value::Number)
        }
        DeValue::Array(items) => items
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .map_or(Value::Other, Value::List),
        DeValue::Boolean(_) | DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Table(_) => Value::Other,
    }
}

fn read_variable(name: &'static str, kind: Kind, env: &dyn Fn(&str) -> Option<String>, into: &mut Settings) {
    let variable = variable_of(name);
    let twin = format!("{variable}_FILE");
    let direct = env(&variable);
    let file = if kind == Kind::Secret { env(&twin) } else { None };
    let (text, place) = match (direct, file) {
        (None, None) => return,
        (Some(_), Some(_)) => {
            let what = format!("both {variable} and {twin} are set");
            return into.problems.add(Place::Variable(variable), what, "set one of them");
        }
        (Some(text), None) => (text, Place::Variable(variable)),
        (None, Some(path)) => match std::fs::read_to_string(PathBuf::from(&path)) {
            Ok(text) => (text.trim_end_matches(['\r', '\n']).to_owned(), Place::Variable(twin)),
            Err(error) => {
                let what = format!("the file {path} can't be read ({error})");
                return into.problems.add(Place::Variable(twin), what, "name a file this user may read");
            }
        },
    };
    into.found.insert(name, Setting { value: Value::Text(text), place });
}

/// The line of a byte, counted from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}
