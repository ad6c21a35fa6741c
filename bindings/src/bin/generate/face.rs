//! The public face as a list to be reviewed: every type, function and error with its fields, sorted.

use anyhow::{Context, Result};
use camino::Utf8Path;
use uniffi_bindgen::interface::{Argument, AsType, ComponentInterface, Enum, Field, Object, Record, Type};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, GlobalConfig};

const HEAD: &str = "\
# The public face: what Kotlin, Swift and Python see. Made from the library; a test fails when it differs.
# A change here changes apps. After looking at it:
#   cargo run -p assent-bindings --bin generate -- face bindings/face.txt
";

/// The list for a library.
pub(crate) fn list(library: &Utf8Path) -> Result<String> {
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let faces = loader.load_cis(loader.load_metadata(library)?)?;
    let face = faces.first().context("the library has no face")?;
    let mut lines = lines_of(face);
    lines.sort();
    let types = lines.iter().filter(|line| !line.contains("::") && !line.contains('(')).count();
    let calls = lines.iter().filter(|line| line.contains('(')).count();
    Ok(format!("{HEAD}# {types} types, {calls} calls.\n\n{}\n", lines.join("\n")))
}

/// One line each; what belongs to a type has its name before it, so that it sorts below the type.
fn lines_of(face: &ComponentInterface) -> Vec<String> {
    let mut lines = Vec::new();
    for function in face.function_definitions() {
        let call = Call { args: function.arguments(), result: function.return_type(), error: function.throws_type() };
        lines.push(call.line(function.name(), function.is_async()));
    }
    face.object_definitions().iter().for_each(|object| add_object(object, &mut lines));
    face.record_definitions().iter().for_each(|record| add_record(record, &mut lines));
    for one in face.enum_definitions() {
        add_enum(one, face.is_name_used_as_error(one.name()), &mut lines);
    }
    lines
}

fn add_object(object: &Object, lines: &mut Vec<String>) {
    let name = object.name();
    lines.push(format!("{name}: {}", if object.has_callback_interface() { "foreign trait" } else { "object" }));
    for made in object.constructors() {
        let call = Call { args: made.arguments(), result: None, error: made.throws_type() };
        lines.push(format!("{name}::{}", call.line(made.name(), made.is_async())));
    }
    for method in object.methods() {
        let call = Call { args: method.arguments(), result: method.return_type(), error: method.throws_type() };
        lines.push(format!("{name}::{}", call.line(method.name(), method.is_async())));
    }
}

fn add_record(record: &Record, lines: &mut Vec<String>) {
    lines.push(format!("{}: record", record.name()));
    lines.extend(record.fields().iter().map(|field| format!("{}::{}", record.name(), field_line(field))));
}

fn add_enum(one: &Enum, is_error: bool, lines: &mut Vec<String>) {
    lines.push(format!("{}: {}", one.name(), if is_error { "error" } else { "enum" }));
    for variant in one.variants() {
        let fields: Vec<String> = variant.fields().iter().map(field_line).collect();
        let fields = if fields.is_empty() { String::new() } else { format!(" {{ {} }}", fields.join(", ")) };
        lines.push(format!("{}::{}{fields}", one.name(), variant.name()));
    }
}

/// What is asked and what comes back.
struct Call<'a> {
    args: Vec<&'a Argument>,
    result: Option<&'a Type>,
    error: Option<&'a Type>,
}

impl Call<'_> {
    fn line(&self, name: &str, is_async: bool) -> String {
        let args: Vec<String> =
            self.args.iter().map(|arg| format!("{}: {}", arg.name(), type_name(&arg.as_type()))).collect();
        let result = self.result.map_or_else(String::new, |result| format!(" -> {}", type_name(result)));
        let error = self.error.map_or(" NEVER FAILS", |_| "").to_owned();
        let error = self.error.map_or(error, |error| format!(" ! {}", type_name(error)));
        format!("{name}({}){}{result}{error}", args.join(", "), if is_async { " async" } else { "" })
    }
}

fn field_line(field: &Field) -> String {
    format!("{}: {}", field.name(), type_name(&field.as_type()))
}

fn type_name(of: &Type) -> String {
    match of {
        Type::Optional { inner_type } => format!("{}?", type_name(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", type_name(inner_type)),
        Type::Map { key_type, value_type } => format!("{{{}: {}}}", type_name(key_type), type_name(value_type)),
        named => named.name().map_or_else(|| format!("{named:?}"), str::to_owned),
    }
}
