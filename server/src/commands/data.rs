//! Commands that work on the data: `backup` and `user add`. The server may run meanwhile.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use assent_core::clock::SystemClock;
use assent_core::random::SystemEntropy;

use super::{DONE, UserAdd, WRONG};
use crate::app::App;
use crate::config::Config;
use crate::model::Role;
use crate::people::accounts::{NewAccount, add_person};
use crate::people::{Admin, Costs};
use crate::run::{StartError, assemble, load_keys};
use crate::serve::make_shutdown;
use crate::store::Upkeep;
use crate::store::sqlite::SqliteStore;

/// Copies the database into a new file, consistent while the server runs; gives the exit status.
///
/// # Errors
/// Only when `out` fails.
pub async fn backup(config: &Config, to: &Path, out: &mut (dyn Write + Send)) -> io::Result<u8> {
    if !config.database.exists() {
        writeln!(out, "{}: there is no database to copy", config.database.display())?;
        return Ok(WRONG);
    }
    let copied = match SqliteStore::open(&config.database) {
        Ok(store) => store.backup(to).await.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match copied {
        Ok(()) => {
            writeln!(out, "{}: written; the key file {} is not in it", to.display(), config.key_file.display())?;
            Ok(DONE)
        }
        Err(error) => {
            writeln!(out, "{error}")?;
            Ok(WRONG)
        }
    }
}

/// Adds a person whose password is `password`; gives the exit status.
///
/// # Errors
/// Only when `out` fails.
pub async fn user_add(config: &Config, add: &UserAdd, password: &str, out: &mut (dyn Write + Send)) -> io::Result<u8> {
    let name = add.name.as_deref().or_else(|| add.email.split('@').next()).unwrap_or_default();
    let role = if add.admin { Role::Administrator } else { Role::Collaborator };
    let new = NewAccount { email: &add.email, name, password: Some(password), language: &add.language, role };
    let added = match open_app(config) {
        Ok(app) => add_person(&app, &Admin::at_the_machine(), new).await.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match added {
        Ok(person) => {
            writeln!(out, "{}: added", person.email.as_str())?;
            Ok(DONE)
        }
        Err(error) => {
            writeln!(out, "{error}")?;
            Ok(WRONG)
        }
    }
}

fn open_app(config: &Config) -> Result<App, StartError> {
    let keys = load_keys(config)?;
    let store = Arc::new(SqliteStore::open(&config.database)?);
    let (_, shutdown) = make_shutdown();
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemEntropy::default()));
    assemble(config, &keys, store, clock, random, Costs::default(), shutdown)
}
