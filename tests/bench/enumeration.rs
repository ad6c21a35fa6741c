//! Whether a stranger can tell which accounts exist: by how long an answer takes, or by anything in it.

mod accounts;
mod doors;
mod shuffle;

use accounts::{Kind, Name};
use doors::{Door, Stranger, normal};
use shuffle::Numbers;
use tokio::time::Instant;

use crate::Fault;
use crate::gauge::{Usage, middle};
use crate::options::Options;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::welch::compare;
use crate::world::place;

const SEED: u64 = 1;
/// Above this, times differ for sure (as in test vector leakage assessment, ISO/IEC 17825).
const SURE: f64 = 4.5;
/// Tries that are not counted, at the beginning: one in so many.
const WARM: usize = 20;

/// Measures each door with each kind of account, all in one random order, each account once.
pub(crate) async fn measure(options: &Options, report: &mut Report) -> Result<(), Fault> {
    let folder = tempfile::Builder::new().prefix("load-").tempdir_in(place(options)?)?;
    let mut numbers = Numbers::of(SEED);
    let mut names = accounts::make_names(&mut numbers, options.tries());
    numbers.shuffle(&mut names);
    let api_key = accounts::fill(folder.path(), &names).await?;
    let process = Process::start_cheap(folder.path()).await?;
    for door in Door::ALL {
        numbers.shuffle(&mut names);
        let stranger = Stranger::begin(door, &process, &api_key).await?;
        let before = Usage::read(process.id())?;
        let begun = Instant::now();
        let tries = Tries::make(stranger, door, &names).await?;
        let others = Usage::read(process.id())?.since(&before).others() / begun.elapsed().as_secs_f64();
        tries.tell(door, others, options, report);
    }
    Ok(())
}

/// How long each kind took, in microseconds.
#[derive(Default)]
struct Tries {
    took: Vec<(Kind, f64)>,
    lucky: usize,
}

impl Tries {
    async fn make(mut stranger: Stranger, door: Door, names: &[Name]) -> Result<Self, Fault> {
        let (mut tries, mut first) = (Self::default(), None);
        for (nth, (kind, name)) in names.iter().enumerate() {
            let body = stranger.body(name);
            let begun = Instant::now();
            let answer = stranger.ask(&body).await?;
            let took = begun.elapsed().as_secs_f64() * 1e6;
            let answer = normal(&answer, name);
            // One code in a million is right, and some more belong to another time.
            if door == Door::Code && kind.has_codes() && !answer.contains(r#""wrong""#) {
                tries.lucky += 1;
                continue;
            }
            let first = first.get_or_insert_with(|| answer.clone());
            if *first != answer {
                let (door, kind) = (door.name(), kind.name());
                return Err(format!("{door}: the answer for {kind} differs:\n{answer}\nfrom\n{first}").into());
            }
            if nth >= names.len() / WARM {
                tries.took.push((*kind, took));
            }
        }
        Ok(tries)
    }

    fn of(&self, kind: Kind) -> Vec<f64> {
        self.took.iter().filter(|(of, _)| *of == kind).map(|(_, took)| *took).collect()
    }

    fn tell(&self, door: Door, others: f64, options: &Options, report: &mut Report) {
        let (name, known) = (door.name(), self.of(Kind::Known));
        let goal = (!options.quick).then_some(Goal::AtMost(SURE));
        report.add(format!("{name}: known account, p50"), middle(known.clone()) / 1e3, "ms").others(others);
        report.add(format!("{name}: answers that differ"), 0.0, "").goal(Some(Goal::AtMost(0.0)));
        if door == Door::Code {
            let most = 1.0 + self.took.len() as f64 / 1e3;
            report.add(format!("{name}: right by chance"), self.lucky as f64, "").goal(Some(Goal::AtMost(most)));
        }
        for kind in Kind::OTHERS {
            // An account's password is closed once: nobody can take a mean of that.
            let goal = goal.filter(|_| kind != Kind::Closing || door != Door::SignIn);
            let (apart, kind) = (compare(&known, &self.of(kind)), kind.name());
            report.add(format!("{name}: {kind}, slower by"), apart.by, "µs");
            report.add(format!("{name}: {kind}, |t|"), apart.t, "").goal(goal);
        }
    }
}
