//! QR codes in pictures.

use std::io::Cursor;
use std::path::Path;

use image::{GrayImage, ImageReader, Limits};
use zeroize::Zeroizing;

use crate::error::CliError;

/// Larger than any camera's picture, small enough for any machine.
const MAX_SIDE: u32 = 10_000;
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Whether these are the first bytes of a PNG or JPEG file.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xff\xd8\xff")
}

/// The text of the QR code in a PNG or JPEG file.
///
/// # Errors
/// [`CliError`] when the file is no picture, or no code is found in it.
pub fn read_qr(path: &Path) -> Result<Zeroizing<String>, CliError> {
    let bytes = std::fs::read(path).map_err(|error| CliError::with("error-picture", error))?;
    find_qr(decode(&bytes)?)
}

fn decode(bytes: &[u8]) -> Result<GrayImage, CliError> {
    let unreadable = |error: &dyn std::fmt::Display| CliError::with("error-picture", error);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| unreadable(&error))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    Ok(reader.decode().map_err(|error| unreadable(&error))?.to_luma8())
}

fn find_qr(picture: GrayImage) -> Result<Zeroizing<String>, CliError> {
    let mut prepared = rqrr::PreparedImage::prepare(picture);
    let grids = prepared.detect_grids();
    let text = grids.iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| Zeroizing::new(text));
    text.ok_or_else(|| CliError::new("error-no-code-in-picture"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture_of(text: &str) -> GrayImage {
        const SCALE: u32 = 4;
        let code = qrcode::QrCode::new(text).unwrap();
        let side = u32::try_from(code.width()).unwrap();
        let colours = code.to_colors();
        GrayImage::from_fn((side + 8) * SCALE, (side + 8) * SCALE, |x, y| {
            let (x, y) = ((x / SCALE).wrapping_sub(4), (y / SCALE).wrapping_sub(4));
            let dark = x < side && y < side && colours[(y * side + x) as usize] == qrcode::Color::Dark;
            image::Luma([if dark { 0 } else { 255 }])
        })
    }

    #[test]
    fn a_qr_in_a_picture_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("https://assent.example/link#v1.{}", "A".repeat(150));
        let path = folder.path().join("qr.png");
        picture_of(&text).save(&path).unwrap();
        assert_eq!(*read_qr(&path).unwrap(), text);
    }

    #[test]
    fn a_picture_without_a_code_and_a_file_without_a_picture_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("empty.png");
        GrayImage::new(50, 50).save(&path).unwrap();
        assert_eq!(read_qr(&path).unwrap_err().code(), "no-code-in-picture");
        std::fs::write(&path, b"not a picture").unwrap();
        assert_eq!(read_qr(&path).unwrap_err().code(), "picture");
        assert_eq!(read_qr(&folder.path().join("none")).unwrap_err().code(), "picture");
    }
}
