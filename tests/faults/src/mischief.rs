//! Ways to damage a vault's file.

use rusqlite::Connection;

use crate::Fault;
use crate::place::Chance;

/// SQLite's page, in bytes.
const PAGE: usize = 4096;

/// What is done to a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mischief {
    /// One bit anywhere in the file.
    FileBit,
    /// One bit of one row's seal.
    SealBit,
    /// The seals of two rows change places.
    SealsSwapped,
    /// The names of two rows change places.
    NamesSwapped,
    /// A row comes from another vault, under the name of one of this.
    RowOfAnother,
    /// A row is as it was once.
    OlderRow,
    /// The list of records is as it was once.
    OlderList,
    /// A page is as it was once.
    OlderPage,
    /// Two pages change places.
    PagesSwapped,
    /// A row is gone.
    RowGone,
}

impl Mischief {
    /// Bits most often.
    const DRAWN: [Self; 16] = [
        Self::FileBit,
        Self::FileBit,
        Self::FileBit,
        Self::FileBit,
        Self::FileBit,
        Self::SealBit,
        Self::SealBit,
        Self::SealBit,
        Self::SealsSwapped,
        Self::NamesSwapped,
        Self::RowOfAnother,
        Self::OlderRow,
        Self::OlderList,
        Self::OlderPage,
        Self::PagesSwapped,
        Self::RowGone,
    ];

    pub(crate) fn draw(chance: &mut Chance) -> Self {
        Self::DRAWN[chance.below(Self::DRAWN.len())]
    }

    /// Damages the bytes of a file; `None` when it has to be done in the database.
    pub(crate) fn damage_bytes(self, whole: &[u8], older: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
        let mut bad = whole.to_vec();
        let page = |number: usize| number * PAGE..(number + 1) * PAGE;
        match self {
            Self::FileBit => bad[chance.below(whole.len())] ^= 1 << chance.below(8),
            Self::OlderPage => {
                let at = page(chance.below(whole.len().min(older.len()) / PAGE));
                bad[at.clone()].copy_from_slice(&older[at]);
            }
            Self::PagesSwapped => {
                let (one, other) = (page(chance.below(whole.len() / PAGE)), page(chance.below(whole.len() / PAGE)));
                bad[one.clone()].copy_from_slice(&whole[other.clone()]);
                bad[other].copy_from_slice(&whole[one]);
            }
            _ => return None,
        }
        Some(bad)
    }

    /// Damages rows. `older` and `another` are attached under these names.
    pub(crate) fn damage_rows(self, database: &Connection, rows: usize, chance: &mut Chance) -> Result<(), Fault> {
        let mut draw = || i64::try_from(chance.below(rows) + 1);
        let (one, other) = (draw()?, draw()?);
        match self {
            Self::SealBit => flip_seal(database, one, chance)?,
            Self::SealsSwapped => swap(database, "sealed", one, other)?,
            Self::NamesSwapped => swap(database, "id", one, other)?,
            Self::RowOfAnother => take_from(database, "another", one, other)?,
            Self::OlderRow => take_from(database, "older", one, one)?,
            Self::OlderList => {
                database.execute("UPDATE manifest SET sealed = (SELECT sealed FROM older.manifest)", ())?;
            }
            _ => {
                database.execute("DELETE FROM records WHERE position = ?1", [one])?;
            }
        }
        Ok(())
    }
}

fn flip_seal(database: &Connection, row: i64, chance: &mut Chance) -> Result<(), Fault> {
    let mut sealed: Vec<u8> =
        database.query_row("SELECT sealed FROM records WHERE position = ?1", [row], |it| it.get(0))?;
    let at = chance.below(sealed.len());
    sealed[at] ^= 1 << chance.below(8);
    database.execute("UPDATE records SET sealed = ?2 WHERE position = ?1", (row, sealed))?;
    Ok(())
}

/// Through a value in between, as a name stands once only.
fn swap(database: &Connection, column: &str, one: i64, other: i64) -> Result<(), Fault> {
    let read =
        |row| database.query_row(&format!("SELECT {column} FROM records WHERE position = {row}"), [], |it| it.get(0));
    let (first, second): (Vec<u8>, Vec<u8>) = (read(one)?, read(other)?);
    let write = |row, value: &[u8]| {
        database.execute(&format!("UPDATE records SET {column} = ?1 WHERE position = {row}"), [value])
    };
    write(one, &[0; 16])?;
    write(other, &first)?;
    write(one, if one == other { &first } else { &second })?;
    Ok(())
}

fn take_from(database: &Connection, vault: &str, row: i64, from: i64) -> Result<(), Fault> {
    let sql = format!(
        "UPDATE records SET (rev, sealed) = (SELECT rev, sealed FROM {vault}.records WHERE position = ?2)
         WHERE position = ?1"
    );
    database.execute(&sql, (row, from))?;
    Ok(())
}
