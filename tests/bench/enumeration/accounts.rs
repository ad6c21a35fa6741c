//! Names of every kind, and the accounts behind them.

use std::path::Path;
use std::sync::Arc;

use assent_core::secret::Secret;
use assent_server::app::App;
use assent_server::people::Admin;
use assent_server::services::{add_portal, add_service};
use rusqlite::Connection;
use tokio::task::JoinSet;

use super::shuffle::Numbers;
use crate::Fault;
use crate::world::{AT_ONCE, add_person, add_phone, open_app};

/// What a name can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An account with a phone: what all others are compared with.
    Known,
    /// No account.
    Unknown,
    /// Locked by an administrator.
    Locked,
    /// Without a second step.
    OneStep,
    /// The password was closed after too many wrong ones.
    Closed,
    /// One that signs in only at the company's provider.
    Company,
    /// One whose owner prepared for getting in again.
    Prepared,
    /// One whose password will be closed after five wrong ones.
    Cautious,
    /// One whose password is closed by this very try.
    Closing,
}

impl Kind {
    /// All that are compared with [`Kind::Known`].
    pub(super) const OTHERS: [Self; 8] = [
        Self::Unknown,
        Self::Locked,
        Self::OneStep,
        Self::Closed,
        Self::Company,
        Self::Prepared,
        Self::Cautious,
        Self::Closing,
    ];

    /// In the table.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Unknown => "unknown",
            Self::Locked => "locked",
            Self::OneStep => "without a second step",
            Self::Closed => "password closed",
            Self::Company => "company only",
            Self::Prepared => "prepared",
            Self::Cautious => "closes after five",
            Self::Closing => "closes now",
        }
    }

    /// What makes an account with a phone one of this kind; `?1` is its name.
    const fn change(self) -> Option<&'static str> {
        Some(match self {
            Self::Known | Self::Unknown | Self::OneStep => return None,
            Self::Locked => "UPDATE people SET locked_at = 1 WHERE email = ?1",
            Self::Closed => "UPDATE people SET password_closed_at = 1 WHERE email = ?1",
            Self::Company => {
                "INSERT INTO company_links (provider, subject, person, account, created_at)
                 SELECT p.id, ?1, people.id, ?1, 0 FROM people, providers p WHERE email = ?1"
            }
            Self::Prepared => {
                "INSERT INTO recovery_plans (person, by_admin, wait_secs) SELECT id, 1, 86400 FROM people WHERE email = ?1"
            }
            Self::Cautious => "UPDATE people SET lock_after = 5 WHERE email = ?1",
            Self::Closing => "UPDATE people SET lock_after = 1 WHERE email = ?1",
        })
    }

    /// Whether a code can be right by chance.
    pub(super) const fn has_codes(self) -> bool {
        !matches!(self, Self::Unknown | Self::Locked | Self::OneStep)
    }
}

/// A name, and what it is.
pub(super) type Name = (Kind, String);

/// So many names of each kind, all of the same length and none beside its like in any index.
pub(super) fn make_names(numbers: &mut Numbers, each: usize) -> Vec<Name> {
    let kinds = Kind::OTHERS.into_iter().chain([Kind::Known]);
    let name = |numbers: &mut Numbers| format!("{:016x}@load.example", numbers.next());
    kinds.flat_map(|kind| std::iter::repeat_n(kind, each)).map(|kind| (kind, name(numbers))).collect()
}

/// Makes the accounts, through the store as the server does; gives a service's API key.
pub(super) async fn fill(folder: &Path, names: &[Name]) -> Result<String, Fault> {
    let app = Arc::new(open_app(folder)?);
    add_portal(&app).await?;
    let service = add_service(&app, &Admin::at_the_machine(), "Load driver").await?;
    let password = Secret::copy_of(b"four small green boats");
    let password = app.hashing.hash_password(password, app.random.as_ref()).await?;
    for some in names.chunks(AT_ONCE) {
        let mut adding = JoinSet::new();
        for (kind, name) in some.iter().filter(|(kind, _)| *kind != Kind::Unknown) {
            adding.spawn(add(Arc::clone(&app), *kind, name.clone()));
        }
        adding.join_all().await.into_iter().collect::<Result<(), Fault>>()?;
    }
    drop(app);
    change(&folder.join("assent.db"), &password, names)?;
    Ok(service.key.expose().to_owned())
}

async fn add(app: Arc<App>, kind: Kind, name: String) -> Result<(), Fault> {
    match kind {
        Kind::OneStep => add_person(&app, &name).await.map(drop),
        _ => add_phone(app, name).await.map(drop),
    }
}

/// Everybody's password is the same: nobody types it.
fn change(database: &Path, password: &str, names: &[Name]) -> Result<(), Fault> {
    let mut conn = Connection::open(database)?;
    let tx = conn.transaction()?;
    tx.execute("UPDATE people SET password = ?1", [password])?;
    tx.execute(
        "INSERT INTO providers (id, name, issuer, client_id, sealed_secret, is_only, created_at)
         VALUES (randomblob(16), 'Company', 'https://id.load.example', 'x', x'', 1, 0)",
        (),
    )?;
    for (kind, name) in names {
        if let Some(sql) = kind.change() {
            tx.prepare_cached(sql)?.execute([name])?;
        }
    }
    Ok(tx.commit()?)
}
