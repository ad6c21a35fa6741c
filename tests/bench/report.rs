//! What came out, as a table for people or as JSON for programs.

use std::io::{self, Write};

use serde::Serialize;

/// All figures of a run.
#[derive(Default, Serialize)]
pub(crate) struct Report {
    figures: Vec<Figure>,
}

/// One figure.
#[derive(Serialize)]
pub(crate) struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    goal: Option<Goal>,
    met: Option<bool>,
    limit: Option<Limit>,
    others_cores: Option<f64>,
}

/// What it should be.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Goal {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

/// What the machine allows, and how much of that is reached: 1 is all of it.
#[derive(Serialize)]
struct Limit {
    name: &'static str,
    value: f64,
    ratio: f64,
}

impl Report {
    /// Adds a figure.
    pub(crate) fn add(&mut self, name: impl Into<String>, value: f64, unit: &'static str) -> &mut Figure {
        let name = name.into();
        self.figures.push(Figure { name, value, unit, goal: None, met: None, limit: None, others_cores: None });
        let last = self.figures.len() - 1;
        &mut self.figures[last]
    }

    /// Writes all figures.
    pub(crate) fn print(&self, json: bool, out: &mut dyn Write) -> io::Result<()> {
        if json {
            return writeln!(out, "{}", serde_json::to_string_pretty(self)?);
        }
        writeln!(out, "{:<44} {:>11} {:<4} {:>9}      of its limit           others", "", "", "", "goal")?;
        self.figures.iter().try_for_each(|figure| figure.print(out))
    }
}

impl Figure {
    /// What it should be.
    pub(crate) fn goal(&mut self, goal: Option<Goal>) -> &mut Self {
        self.goal = goal;
        self.met = goal.map(|goal| match goal {
            Goal::AtLeast(least) => self.value >= least,
            Goal::AtMost(most) => self.value <= most,
        });
        self
    }

    /// What the machine allows. More of a rate is better, less of anything else.
    pub(crate) fn limit(&mut self, name: &'static str, value: f64) -> &mut Self {
        let ratio = if self.unit == "/s" { self.value / value } else { value / self.value };
        self.limit = Some(Limit { name, value, ratio });
        self
    }

    /// Cores that others used meanwhile.
    pub(crate) fn others(&mut self, cores: f64) -> &mut Self {
        self.others_cores = Some(cores);
        self
    }

    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let goal = match self.goal {
            Some(Goal::AtLeast(least)) => format!("≥ {least}"),
            Some(Goal::AtMost(most)) => format!("≤ {most}"),
            None => String::new(),
        };
        let met = match self.met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        let limit = self.limit.as_ref().map(|limit| format!("{:.2} {}", limit.ratio, limit.name)).unwrap_or_default();
        let others = self.others_cores.map(|cores| format!("{cores:.2}")).unwrap_or_default();
        let (name, unit, value) = (&self.name, self.unit, shown(self.value));
        writeln!(out, "{name:<44} {value:>11} {unit:<4} {goal:>9} {met:<4} {limit:<25} {others}")
    }
}

/// Three digits that count.
fn shown(value: f64) -> String {
    let decimals = if value >= 100.0 {
        0
    } else if value >= 10.0 {
        1
    } else {
        3
    };
    format!("{value:.decimals$}")
}
