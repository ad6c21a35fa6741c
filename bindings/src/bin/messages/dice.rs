//! Numbers that look random and are the same for the same seed: SplitMix64.

use assent_core::message::Text;

const WORDS: [&str; 16] = [
    "Ada",
    "Genève",
    "Wiki",
    "O'Brien",
    "a \"b\"",
    "back\\slash",
    "日本",
    "Ωmega",
    "👩‍🚀",
    "<b>",
    "192.0.2.7",
    "2001:db8::1",
    "Firefox 140",
    "naïve café",
    "/slash/",
    "x",
];

/// Where the numbers come from.
pub(crate) struct Dice(u64);

impl From<u64> for Dice {
    fn from(seed: u64) -> Self {
        Self(seed)
    }
}

impl Dice {
    /// Any number.
    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.number() % end
    }

    /// One of these.
    pub(crate) fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        let at = self.below(of.len() as u64);
        of[usize::try_from(at).unwrap_or(0)]
    }

    /// Heads or tails.
    pub(crate) fn flip(&mut self) -> bool {
        self.number() & 1 == 1
    }

    /// A point in time.
    pub(crate) fn moment(&mut self) -> i64 {
        1_700_000_000 + self.below(300_000_000).cast_signed()
    }

    /// Any bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.number().to_be_bytes()[0])
    }

    /// A word.
    pub(crate) fn word(&mut self) -> &'static str {
        self.one_of(&WORDS)
    }

    /// Text that may be shown.
    pub(crate) fn text(&mut self) -> Text {
        let words = (0..=self.below(3)).map(|_| self.word()).collect::<Vec<_>>().join(" ");
        Text::tidy(&words).unwrap_or_else(|| self.text())
    }

    /// Such a text, or none.
    pub(crate) fn maybe_text(&mut self) -> Option<Text> {
        if self.flip() { Some(self.text()) } else { None }
    }
}
