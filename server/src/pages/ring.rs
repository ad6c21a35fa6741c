//! The ring: the one motif of the pages. Its state stands in SVG attributes, so it needs neither style nor script.

use super::html::Html;

/// A ring of time: full at the start, the gap opens at twelve o'clock and grows clockwise until it is empty.
#[must_use]
pub fn draw_time(left_secs: u32, life_secs: u32) -> Html {
    let life_secs = life_secs.max(1);
    let gone = 100 - u64::from(left_secs.min(life_secs)) * 100 / u64::from(life_secs);
    Html::trusted(format!(
        r#"<svg class="ring" viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="47"/><circle cx="50" cy="50" r="47" pathLength="100" stroke-dasharray="100 100" stroke-dashoffset="-{gone}"><animate attributeName="stroke-dashoffset" from="-{gone}" to="-100" dur="{left_secs}s" fill="freeze"/></circle></svg>"#
    ))
}

/// A ring with nothing left in it.
#[must_use]
pub fn draw_empty() -> Html {
    Html::trusted(
        r#"<svg class="ring" viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="47"/></svg>"#.into(),
    )
}

/// A ring of `total` arcs of which the first `done` are filled.
#[must_use]
pub fn draw_steps(done: usize, total: usize) -> Html {
    let length = 33 * total;
    let track = format!(
        r#"<circle cx="50" cy="50" r="46" pathLength="{length}" stroke-dasharray="25 8" stroke-dashoffset="-4"/>"#
    );
    let filled = if done == 0 { String::new() } else { filled(done, length) };
    Html::trusted(format!(r#"<svg class="ring" viewBox="0 0 100 100" aria-hidden="true">{track}{filled}</svg>"#))
}

fn filled(done: usize, length: usize) -> String {
    let arcs = vec!["25"; done].join(" 8 ");
    format!(
        r#"<circle cx="50" cy="50" r="46" pathLength="{length}" stroke-dasharray="{arcs} {length}" stroke-dashoffset="-4"/>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_starts_where_the_time_stands() {
        assert!(draw_time(108, 120).to_string().contains(r#"from="-10" to="-100" dur="108s""#));
        assert!(draw_time(200, 120).to_string().contains(r#"from="-0""#));
        assert!(draw_time(0, 0).to_string().contains(r#"from="-100""#));
    }

    #[test]
    fn only_done_steps_are_filled() {
        assert_eq!(draw_steps(0, 3).to_string().matches("<circle").count(), 1);
        assert!(draw_steps(2, 3).to_string().contains(r#"stroke-dasharray="25 8 25 99""#));
    }
}
