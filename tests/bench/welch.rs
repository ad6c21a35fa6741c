//! Whether two lists of times differ: Welch's t (Welch 1947), also after cropping, because a few slow tries hide small
//! differences (Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?", DATE 2017).

/// Shares of all times that are kept, the shortest first.
const KEPT: [f64; 5] = [1.0, 0.99, 0.95, 0.9, 0.5];
/// Of these the difference of the means is told.
const TYPICAL: f64 = 0.95;

/// How far two lists are apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Apart {
    /// The largest |t| of all croppings.
    pub(crate) t: f64,
    /// How much larger the second list's mean is, without the slowest twentieth; in the lists' unit.
    pub(crate) by: f64,
}

/// Compares them.
pub(crate) fn compare(one: &[f64], other: &[f64]) -> Apart {
    let mut both = [one, other].concat();
    both.sort_by(f64::total_cmp);
    let crop = |share: f64| {
        let last = (both.len() as f64 * share).ceil() as usize;
        let most = both[..last.clamp(1, both.len())].last().copied().unwrap_or(f64::MAX);
        [one, other].map(|times| Moments::of(times.iter().copied().filter(|time| *time <= most)))
    };
    let [typical, typical_other] = crop(TYPICAL);
    let t = KEPT.map(|share| {
        let [one, other] = crop(share);
        one.t(&other).abs()
    });
    Apart { t: t.into_iter().fold(0.0, f64::max), by: typical_other.mean - typical.mean }
}

/// Count, mean and variance.
struct Moments {
    count: f64,
    mean: f64,
    variance: f64,
}

impl Moments {
    /// In one pass (Welford 1962).
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
        for value in values {
            count += 1.0;
            let off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }
        Self { count, mean, variance: squares / (count - 1.0) }
    }

    fn t(&self, other: &Self) -> f64 {
        (self.mean - other.mean) / (self.variance / self.count + other.variance / other.count).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Additional sleep in hours under two drugs, from Student, "The probable error of a mean", Biometrika 1908.
    const ONE: [f64; 10] = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const OTHER: [f64; 10] = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    #[test]
    fn students_sleep_has_the_t_that_textbooks_print() {
        let [one, other] = [ONE, OTHER].map(|list| Moments::of(list.into_iter()));
        assert!((one.t(&other) - -1.8608).abs() < 1e-4, "{}", one.t(&other));
    }

    #[test]
    fn a_few_slow_ones_do_not_hide_a_difference() {
        let times = |from: f64| {
            let slow = |n: u32| if n.is_multiple_of(50) { 1e6 } else { 0.0 };
            (0..1000).map(|n| from + f64::from(n % 7) + slow(n)).collect::<Vec<_>>()
        };
        let apart = compare(&times(10.0), &times(11.0));
        assert!(apart.t > 4.5, "{apart:?}");
        assert!((0.9..1.1).contains(&apart.by), "{apart:?}");
        assert!(compare(&times(10.0), &times(10.0)).t < 0.1);
    }
}
