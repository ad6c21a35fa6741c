//! What stands for somebody without a picture.

use super::html::Html;

/// A disc with the first letters of a name, as SVG.
#[must_use]
pub fn draw(name: &str) -> String {
    let letters: String = name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    let letters = Html::escaped(&letters.to_uppercase());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\"><circle cx=\"48\" cy=\"48\" r=\"48\" \
         fill=\"#0b6e63\"/><text x=\"48\" y=\"62\" font-size=\"40\" font-family=\"sans-serif\" font-weight=\"600\" \
         text-anchor=\"middle\" fill=\"#fff\">{letters}</text></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn two_letters_stand_for_a_name_and_nothing_breaks_out() {
        assert!(draw("Ada King Lovelace").contains(">AK</text>"));
        assert!(draw("éric").contains(">É</text>"));
        assert!(!draw("<script> &x").contains("><<"));
        assert!(draw("").contains("></text>"));
    }
}
