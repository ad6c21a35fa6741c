//! QR codes as SVG that can stand inside a page.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use super::html::Html;

/// `text` as a QR code, black on white in light and dark; `None` when it is longer than a QR code holds.
#[must_use]
pub fn draw(text: &str) -> Option<Html> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let drawing = code.render::<svg::Color<'_>>().min_dimensions(256, 256).quiet_zone(false).build();
    // Inside HTML an SVG has no XML declaration.
    drawing.find("<svg").map(|start| Html::trusted(drawing[start..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_svg_without_declaration_or_style() {
        let drawing = draw("https://assent.example/link#v1.AAAA").unwrap().to_string();
        assert!(drawing.starts_with("<svg") && !drawing.contains("style="));
    }

    #[test]
    fn a_text_beyond_the_largest_code_is_refused() {
        assert!(draw(&"a".repeat(4_000)).is_none());
    }
}
