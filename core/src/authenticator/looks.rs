//! How an account looks in a list: initials on a colour, until there is a picture.

use serde::{Deserialize, Serialize};

use super::{AccountId, AuthError, Authenticator};

/// The colours that the apps draw, each in light and dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "colours")]
pub enum Colour {
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Purple,
    Pink,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] =
        [Self::Red, Self::Orange, Self::Yellow, Self::Green, Self::Teal, Self::Blue, Self::Purple, Self::Pink];

    /// The colour of those who chose none: the same for the same name, on each phone.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        // FNV-1a: it only has to spread, and to stay the same for ever.
        let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Self::ALL[(hash >> 16) as usize % Self::ALL.len()]
    }
}

/// At most two letters or digits, of the first two words; empty for a name without any.
#[must_use]
pub fn initials(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

impl Authenticator {
    /// Gives an account a colour, or the one of its name again. Stays on this phone.
    ///
    /// # Errors
    /// [`AuthError`] of the vault.
    pub fn paint(&self, id: AccountId, colour: Option<Colour>) -> Result<(), AuthError> {
        self.book.change(id, |account| {
            account.colour = colour;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_two_words() {
        let cases =
            [("Example Bank", "EB"), ("github", "G"), ("élan.vital co", "ÉV"), ("3M", "3"), ("…", ""), ("", "")];
        for (name, expected) in cases {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn names_spread_over_all_colours_and_keep_theirs() {
        let names = || (0..200).map(|number| Colour::of_name(&format!("Shop {number}")));
        assert!(Colour::ALL.iter().all(|colour| names().any(|other| other == *colour)));
        assert_eq!(Colour::of_name("Example"), Colour::of_name("Example"));
    }
}
