use std::sync::{Arc, Mutex};

use super::*;

/// Keeps what is logged.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<Vec<u8>>>);

impl Kept {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Kept {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

fn logged(format: LogFormat, level: LevelFilter, say: impl FnOnce()) -> String {
    let kept = Kept::default();
    tracing::subscriber::with_default(make_log(Log { format, level }, kept.clone()), say);
    kept.text()
}

#[test]
fn json_lines_are_objects_with_flat_fields() {
    let text = logged(LogFormat::Json, LevelFilter::INFO, || tracing::info!(challenge.id = 7, "asked"));
    let line: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!(line["message"], "asked");
    assert_eq!(line["challenge.id"], 7);
    assert_eq!(line["level"], "INFO");
}

#[test]
fn text_lines_are_plain() {
    let text = logged(LogFormat::Text, LevelFilter::INFO, || tracing::info!(challenge.id = 7, "asked"));
    assert!(text.contains("asked challenge.id=7") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn less_important_lines_and_other_crates_chatter_are_left_out() {
    let text = logged(LogFormat::Text, LevelFilter::TRACE, || {
        tracing::trace!("ours");
        tracing::info!(target: "hyper::proto", "password=hunter2");
        tracing::warn!(target: "hyper::proto", "theirs");
    });
    assert!(text.contains("ours") && text.contains("theirs") && !text.contains("hunter2"), "{text}");
    let text = logged(LogFormat::Text, LevelFilter::ERROR, || tracing::warn!("quiet"));
    assert!(text.is_empty(), "{text}");
}
