//! Pages of the portal, for an organisation of one and for one of very many with a long log, in one run.

mod rows;

use std::net::SocketAddr;
use std::path::Path;

use assent_server::model::{Level, Role, ServiceId};
use assent_server::people::accounts::{NewAccount, add_person};
use assent_server::people::{Admin, sessions};
use assent_server::services::add_service;
use rows::Rows;
use tempfile::TempDir;
use tokio::time::Instant;

use crate::Fault;
use crate::gauge::{Load, Sample, drive, median};
use crate::http::Wire;
use crate::options::Options;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::world::{open_app, place};

/// What is looked at; `MIDDLE` stands for an address in the middle of the list, `LAST` for the last one, `HALF` for an
/// entry in the middle of the log, `DAY` for its day, and `SERVICE` for where few of the entries happened.
const PAGES: [(&str, &str); 13] = [
    ("first steps", "/admin/start"),
    ("people", "/admin/people"),
    ("people, from the middle", "/admin/people?after=pMIDDLE"),
    ("people without a second step", "/admin/people?show=without"),
    ("people, searched", "/admin/people?q=pLAST"),
    ("security", "/security"),
    ("activity", "/activity"),
    ("activity, from the middle", "/activity?before=HALF"),
    ("activity of a rare kind", "/activity?kind=recovery"),
    ("activity at one service", "/activity?service=SERVICE"),
    ("activity, searched in vain", "/activity?q=nobody"),
    ("activity of a day", "/activity?from=DAY&to=DAY"),
    ("activity of a day, as a file", "/activity/download?from=DAY&to=DAY"),
];

/// An organisation on a disk, and the cookie of somebody who administers it.
struct Organisation {
    folder: TempDir,
    cookie: String,
    people: usize,
    entries: usize,
    service: ServiceId,
    day: String,
}

/// Measures each page on a small and on a large one.
pub(crate) async fn measure(program: &Path, options: &Options, report: &mut Report) -> Result<(), Fault> {
    let small = Organisation::make(options, 1, 1).await?;
    let begun = Instant::now();
    let large = Organisation::make(options, options.organisation(), options.entries()).await?;
    report.add("people and log made", begun.elapsed().as_secs_f64(), "s");
    let size = std::fs::metadata(large.folder.path().join("assent.db"))?.len() as f64;
    report.add("people and log on disk", size / 1_048_576.0, "MiB");
    let (of_small, of_large) = (
        Process::start(program, small.folder.path(), options).await?,
        Process::start(program, large.folder.path(), options).await?,
    );
    for (name, path) in PAGES {
        let (mut alone, mut many) = (Vec::new(), Vec::new());
        for _ in 0..options.repeats() {
            alone.push(small.look(&of_small, path, options).await?);
            many.push(large.look(&of_large, path, options).await?);
        }
        let (alone, many) = (median(alone)?, median(many)?);
        report.add(format!("{name}: p50"), many.p50_ms, "ms").limit("of one", alone.p50_ms).others(many.others);
        report.add(format!("{name}: p99"), many.p99_ms, "ms").limit("of one", alone.p99_ms).goal(goal(options));
    }
    Ok(())
}

/// A short run shows nothing of very many.
const fn goal(options: &Options) -> Option<Goal> {
    if options.quick { None } else { Some(Goal::AtMost(50.0)) }
}

impl Organisation {
    async fn make(options: &Options, people: usize, entries: usize) -> Result<Self, Fault> {
        let folder = tempfile::Builder::new().prefix("load-").tempdir_in(place(options)?)?;
        let app = open_app(folder.path())?;
        let new = NewAccount {
            email: "boss@load.example",
            name: "Ada Lovelace",
            password: Some("four small green boats"),
            language: "en",
            role: Role::LegalRepresentative,
        };
        let boss = add_person(&app, &Admin::at_the_machine(), new).await?.id;
        let begun = sessions::begin(&app, boss, Level::Password, <_>::default(), None).await?;
        let cookie = begun.ok_or("no session")?.token.expose().to_owned();
        let service = add_service(&app, &Admin::at_the_machine(), "Load driver").await?.service.id;
        let now = app.now();
        drop(app);
        let day = Rows { people, entries, boss, service, now }.write(&folder.path().join("assent.db"))?;
        Ok(Self { folder, cookie, people, entries, service, day })
    }

    async fn look(&self, process: &Process, path: &str, options: &Options) -> Result<Sample, Fault> {
        let at = |n: usize| format!("{n:08}");
        let path = path.replace("MIDDLE", &format!("{}@load.example", at(self.people / 2)));
        let path = path.replace("LAST", &at(self.people)).replace('@', "%40");
        let path = path.replace("HALF", &(self.entries / 2).to_string()).replace("DAY", &self.day);
        let path = path.replace("SERVICE", &self.service.to_string());
        let mut load = Look::begin(process.address, &self.cookie, path).await?;
        let begun = Instant::now();
        load.step().await?;
        // Of a page that is far too slow a few looks are enough.
        let slice = options.slice().max(begun.elapsed() * 4);
        drive(vec![load], slice, process.id()).await
    }
}

/// Somebody who opens one page again and again.
struct Look {
    wire: Wire,
    path: String,
}

impl Look {
    async fn begin(address: SocketAddr, cookie: &str, path: String) -> Result<Self, Fault> {
        Ok(Self { wire: Wire::with_cookie(address, &format!("assent={cookie}")).await?, path })
    }
}

impl Load for Look {
    async fn step(&mut self) -> Result<(), Fault> {
        self.wire.get(&self.path).await?.expect(200).map(drop)
    }
}
