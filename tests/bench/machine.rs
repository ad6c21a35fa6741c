//! What the machine itself can do, on one core and on the same disk.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;
use rusqlite::Connection;

use crate::Fault;
use crate::gauge::middle;
use crate::options::Options;
use crate::report::Report;
use crate::world::World;

/// Rows in a large commit.
const GROUP: usize = 100;

/// Measures it.
pub(crate) fn measure(world: &World, options: &Options, report: &mut Report) -> Result<(), Fault> {
    let (slice, rounds) = (options.slice() / 3, options.repeats());
    let key = SoftwareKey::make(&SystemEntropy::default())?.0;
    let (public, message) = (key.public_key(), [7_u8; 600]);
    let signature = key.sign(&message)?;
    let mut disk = File::create(world.folder().join("disk.probe"))?;
    let conn = open_commits(&world.folder().join("commits.probe"))?;
    report.add("disk: 4 KiB written and flushed", often(rounds, slice, || flush(&mut disk))?, "/s");
    report.add("SQLite: durable commits of 1 row", often(rounds, slice, || commit(&conn, 1))?, "/s");
    let rows = often(rounds, slice, || commit(&conn, GROUP))? * GROUP as f64;
    report.add("SQLite: rows in durable commits of 100", rows, "/s");
    let verified = often(rounds, slice, || public.verify(&message, &signature).map_err(Into::into))?;
    report.add("P-256 verifications, one core", verified, "/s");
    let signed = often(rounds, slice, || key.sign(&message).map(drop).map_err(Into::into))?;
    report.add("P-256 signatures, one core", signed, "/s");
    // A pull and a decision to verify; a prompt, a pull's answer and a receipt to sign.
    report.add("signatures of one approval", 2e3 / verified + 3e3 / signed, "ms");
    Ok(())
}

/// A database as the server has it, and nothing in it.
pub(crate) fn open_commits(path: &Path) -> Result<Connection, Fault> {
    let conn = Connection::open(path)?;
    conn.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4096;
         CREATE TABLE IF NOT EXISTS entries (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;",
    )?;
    Ok(conn)
}

/// Commits so many small rows.
pub(crate) fn commit(conn: &Connection, rows: usize) -> Result<(), Fault> {
    conn.prepare_cached("BEGIN IMMEDIATE")?.execute(())?;
    for _ in 0..rows {
        conn.prepare_cached("INSERT INTO entries (body) VALUES (?1)")?.execute([&[7_u8; 200][..]])?;
    }
    conn.prepare_cached("COMMIT")?.execute(())?;
    Ok(())
}

fn flush(disk: &mut File) -> Result<(), Fault> {
    disk.rewind()?;
    disk.write_all(&[7; 4096])?;
    Ok(disk.sync_data()?)
}

/// How often it is done in a second: the middle one of several rounds.
fn often(rounds: usize, slice: Duration, mut work: impl FnMut() -> Result<(), Fault>) -> Result<f64, Fault> {
    let mut rates = Vec::new();
    for _ in 0..rounds {
        let (begun, mut count) = (Instant::now(), 0_u32);
        while begun.elapsed() < slice {
            work()?;
            count += 1;
        }
        rates.push(f64::from(count) / begun.elapsed().as_secs_f64());
    }
    Ok(middle(rates))
}
