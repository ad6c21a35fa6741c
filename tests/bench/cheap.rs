//! The real server as a process of its own, with hashes that cost nearly nothing: beside a real one, which takes a tenth
//! of a second and varies by more than is looked for, small differences could not be seen.

use std::net::SocketAddr;

use assent_server::config::Config;
use assent_server::people::{Cost, Costs};
use assent_server::run::Start;
use assent_server::serve::make_shutdown;

use crate::Fault;
use crate::options::Options;

const CHEAP: Cost = Cost { memory_kib: 64, passes: 1 };
/// What the driver's own data is made with, too.
pub(crate) const COSTS: Costs = Costs { password: CHEAP, backup_code: CHEAP };

/// Serves it at `address` until it is ended.
pub(crate) fn serve(address: SocketAddr, options: &Options) -> Result<(), Fault> {
    let folder = options.dir.as_ref().ok_or("the cheap server needs --dir")?;
    let folder = folder.to_str().ok_or("the folder's name is no text")?;
    let env = |name: &str| match name {
        "ASSENT_PUBLIC_URL" => Some(format!("http://{address}")),
        "ASSENT_DATA_DIR" => Some(folder.to_owned()),
        "ASSENT_LISTEN" => Some(address.to_string()),
        _ => None,
    };
    let config = Config::load(None, &env).map_err(|problems| problems.to_string())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let (_stopper, shutdown) = make_shutdown();
        let ready = Start { costs: COSTS, ..Start::of(config) }.listen(shutdown).await?;
        ready.serve().await;
        Ok(())
    })
}
