//! Pages of the portal, for an organisation of one and for one of very many with a long log, in one run.

use std::net::SocketAddr;
use std::path::Path;

use assent_server::model::Level;
use assent_server::model::{PersonId, Role};
use assent_server::people::accounts::{NewAccount, add_person};
use assent_server::people::{Admin, sessions};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::Fault;
use crate::gauge::{Load, Sample, drive, median};
use crate::http::Wire;
use crate::options::Options;
use crate::process::Process;
use crate::report::{Goal, Report};
use crate::world::{open_app, place};

/// What is looked at; `MIDDLE` stands for an address in the middle of the list, `LAST` for the last one.
const PAGES: [(&str, &str); 6] = [
    ("people", "/admin/people"),
    ("people, from the middle", "/admin/people?after=pMIDDLE"),
    ("people without a second step", "/admin/people?show=without"),
    ("people, searched", "/admin/people?q=pLAST"),
    ("security", "/security"),
    ("activity", "/activity"),
];

/// An organisation on a disk, and the cookie of somebody who administers it.
struct Organisation {
    folder: TempDir,
    cookie: String,
    people: usize,
}

/// Measures each page on a small and on a large one.
pub(crate) async fn measure(program: &Path, options: &Options, report: &mut Report) -> Result<(), Fault> {
    let small = Organisation::make(options, 1, 1).await?;
    let large = Organisation::make(options, options.organisation(), options.entries()).await?;
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
        drop(app);
        fill(&folder.path().join("assent.db"), boss, people, entries)?;
        Ok(Self { folder, cookie, people })
    }

    async fn look(&self, process: &Process, path: &str, options: &Options) -> Result<Sample, Fault> {
        let at = |n: usize| format!("{n:08}");
        let path = path.replace("MIDDLE", &format!("{}@load.example", at(self.people / 2)));
        let path = path.replace("LAST", &at(self.people)).replace('@', "%40");
        let load = Look::begin(process.address, &self.cookie, path).await?;
        drive(vec![load], options.slice(), process.id()).await
    }
}

/// Rows that the server would have written one by one: people, of whom all but one in a hundred have a second step, and
/// what happened to `boss`. The chain of the log is not whole; nothing here reads it as one.
fn fill(database: &Path, boss: PersonId, people: usize, entries: usize) -> Result<(), Fault> {
    let conn = Connection::open(database)?;
    conn.execute_batch("PRAGMA synchronous = OFF; BEGIN")?;
    let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?1)";
    let people = i64::try_from(people)?;
    conn.execute(
        &format!(
            "{numbers} INSERT INTO people (id, email, name, password, role, language, alerts, created_at)
             SELECT randomblob(16), printf('p%08d@load.example', i), printf('Person %d', i), '', 2, 'en', 1, 0 FROM n"
        ),
        [people],
    )?;
    conn.execute(
        "INSERT INTO passkeys (id, person, name, credential, key, created_at)
         SELECT randomblob(16), id, 'Key', randomblob(32), '{}', 0 FROM people
         WHERE rowid % 100 <> 0 AND id <> ?1",
        [boss.0],
    )?;
    let body = format!(r#"{{"at":1,"kind":"signed_in","person":"{boss}","address":"192.0.2.7"}}"#);
    conn.execute(
        &format!("{numbers} INSERT INTO audit (at, person, body, hash) SELECT 1, ?2, ?3, zeroblob(32) FROM n"),
        (i64::try_from(entries)?, boss.0, body.as_bytes()),
    )?;
    conn.execute_batch("COMMIT")?;
    Ok(())
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
