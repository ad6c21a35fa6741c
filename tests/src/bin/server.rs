//! `test-server`: the server as it is, with three things in the test's hand.
//!
//! It is put together by `assent_server::run::Start`, as `assent-server run` does it, and serves over real sockets. What
//! differs: its clock stands still until it is moved, slow hashes are cheap, and what an administrator or somebody at
//! the portal does comes as JSON lines on standard input (`assent_tests::administration`). The configuration comes from
//! `ASSENT_…` variables; keys are made when there are none. It stops when standard input ends.

use std::error::Error;
use std::io::{BufRead, Write};
use std::sync::Arc;

use assent_core::clock::{Clock, ManualClock, SystemClock};
use assent_core::random::SystemEntropy;
use assent_server::config::Config;
use assent_server::keys::ServerKeys;
use assent_server::people::{Cost, Costs};
use assent_server::run::{Ready, Start};
use assent_server::serve::{Shutdown, make_shutdown};
use assent_tests::administration::{Order, perform};
use serde_json::{Value, json};
use tokio::sync::mpsc;

/// Hashes that cost nothing.
const CHEAP: Costs =
    Costs { password: Cost { memory_kib: 64, passes: 1 }, backup_code: Cost { memory_kib: 32, passes: 1 } };

type Failed = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failed> {
    let now = std::env::args().nth(1).map(|now| now.parse()).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(serve(now))
}

async fn serve(now: Option<i64>) -> Result<(), Failed> {
    let clock = Arc::new(ManualClock::at(now.unwrap_or_else(|| SystemClock.now())));
    let (stopper, shutdown) = make_shutdown();
    let ready = listen(&clock, shutdown).await?;
    say(&json!({ "ok": { "addresses": ready.addresses, "server_id": ready.app.signing.server_id } }))?;
    let app = Arc::clone(&ready.app);
    let serving = tokio::spawn(ready.serve());
    let mut orders = read_orders();
    while let Some(line) = orders.recv().await {
        let done = match serde_json::from_str::<Order>(&line) {
            Ok(order) => perform(&app, &clock, order).await,
            Err(error) => Err(error.to_string()),
        };
        say(&done.map_or_else(|error| json!({ "error": error }), |value| json!({ "ok": value })))?;
    }
    stopper.stop();
    Ok(serving.await?)
}

async fn listen(clock: &Arc<ManualClock>, shutdown: Shutdown) -> Result<Ready, Failed> {
    let config = Config::load(None, &|name| std::env::var(name).ok()).map_err(|problems| problems.to_string())?;
    let random = SystemEntropy::default();
    if !config.database.exists() {
        ServerKeys::create_new(&config.key_file, &random)?;
    }
    let (clock, random) = (Arc::clone(clock) as Arc<dyn Clock>, Arc::new(random));
    let start = Start { clock, random, costs: CHEAP, ..Start::of(config) };
    Ok(start.listen(shutdown).await?)
}

/// Lines until standard input ends. On a thread of its own: reading from a pipe can't be waited for otherwise.
fn read_orders() -> mpsc::Receiver<String> {
    let (sender, orders) = mpsc::channel(16);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    orders
}

fn say(value: &Value) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{value}")?;
    out.flush()
}
