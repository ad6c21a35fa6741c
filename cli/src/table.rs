//! Tables that a person can read.

use crate::style::Style;

const GAP: &str = "  ";

/// Rows under headings, as wide as needed. Empty columns are left out.
pub(crate) fn table(headings: &[String], rows: &[Vec<String>], style: Style) -> String {
    let used: Vec<usize> = (0..headings.len()).filter(|&at| rows.iter().any(|row| !row[at].is_empty())).collect();
    let widest = |at: usize| rows.iter().map(|row| width(&row[at])).chain([width(&headings[at])]).max().unwrap_or(0);
    let widths: Vec<usize> = used.iter().map(|&at| widest(at)).collect();
    let line = |cells: &[String]| {
        let padded = used.iter().zip(&widths).map(|(&at, &wide)| pad(&cells[at], wide));
        padded.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    let mut text = style.faint(&line(headings));
    for row in rows {
        text.push('\n');
        text.push_str(&line(row));
    }
    text.push('\n');
    text
}

/// Names and values, one a line. Empty values are left out.
pub(crate) fn fields(rows: &[(String, String)], style: Style) -> String {
    let shown: Vec<_> = rows.iter().filter(|(_, value)| !value.is_empty()).collect();
    let widest = shown.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    shown.iter().map(|(name, value)| format!("  {}{GAP}{value}\n", style.faint(&pad(name, widest)))).collect()
}

fn pad(text: &str, wide: usize) -> String {
    format!("{text}{}", " ".repeat(wide.saturating_sub(width(text))))
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<String> {
        cells.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn columns_line_up_and_empty_ones_are_left_out() {
        let rows = [texts(&["Genève", "", "1"]), texts(&["x", "", "22"])];
        let shown = table(&texts(&["NAME", "NOTHING", "N"]), &rows, Style::PLAIN);
        assert_eq!(shown, "NAME    N\nGenève  1\nx       22\n");
    }

    #[test]
    fn fields_without_a_value_are_left_out() {
        let rows = [("When", "now"), ("With", ""), ("A", "b")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(fields(&rows, Style::PLAIN), "  When  now\n  A     b\n");
    }
}
