//! Random order that is the same in every run.

/// Numbers from a seed (SplitMix64; Steele, Lea and Flood 2014). For order, never for secrets.
pub(super) struct Numbers(u64);

impl Numbers {
    /// The numbers of a seed.
    pub(super) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next one.
    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Puts a list into random order (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let any = self.next() % (last as u64 + 1);
            list.swap(last, usize::try_from(any).unwrap_or(last));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_published_numbers() {
        let mut numbers = Numbers::of(1_234_567);
        assert_eq!(numbers.next(), 6_457_827_717_110_365_317);
        assert_eq!(numbers.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn nothing_is_lost_in_a_shuffle() {
        let mut list: Vec<u32> = (0..100).collect();
        Numbers::of(1).shuffle(&mut list);
        assert!(!list.is_sorted());
        list.sort_unstable();
        assert_eq!(list, (0..100).collect::<Vec<_>>());
    }
}
