//! Reading and writing rows, with every statement prepared once for each connection.

use assent_core::message::Text;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Params, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::codes::Code;
use crate::store::StoreError;

/// Runs a statement; gives how many rows it changed.
pub(super) fn change(conn: &Connection, sql: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}

/// Runs a statement whose condition was checked in the same transaction, so that it changes exactly one row.
pub(super) fn change_one(conn: &Connection, sql: &str, params: impl Params) -> Result<(), StoreError> {
    match change(conn, sql, params)? {
        1 => Ok(()),
        n => Err(StoreError::Other(format!("a write meant for one row met {n}; nothing was written"))),
    }
}

/// The first row, if there is one.
pub(super) fn find<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: fn(&mut Columns<'_, '_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(|row| read(&mut Columns::of(row))).transpose()
}

/// All rows.
pub(super) fn list<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    read: fn(&mut Columns<'_, '_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(&mut Columns::of(row))?);
    }
    Ok(list)
}

/// Whether there is a row.
pub(super) fn exists(conn: &Connection, sql: &str, params: impl Params) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached(sql)?.exists(params)?)
}

/// A number as SQLite keeps it.
pub(super) fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Other(format!("{number} is too large for the database")))
}

/// Facts that are read and written only as a whole.
pub(super) fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Other(error.to_string()))
}

/// A row's columns, taken from left to right.
pub(super) struct Columns<'row, 'rows> {
    row: &'row Row<'rows>,
    next: usize,
}

impl<'row, 'rows> Columns<'row, 'rows> {
    /// From the first column on.
    pub(super) const fn of(row: &'row Row<'rows>) -> Self {
        Self { row, next: 0 }
    }

    /// Passes over columns.
    pub(super) const fn skip(&mut self, columns: usize) {
        self.next += columns;
    }

    /// The next column.
    pub(super) fn take<T: FromSql>(&mut self) -> Result<T, StoreError> {
        self.next += 1;
        self.row.get(self.next - 1).map_err(|_| StoreError::Damaged("a column has the wrong type or length"))
    }

    /// The next column, a number that is never negative.
    pub(super) fn count(&mut self) -> Result<u64, StoreError> {
        self.find_count()?.ok_or(StoreError::Damaged("a number is missing"))
    }

    /// The next column, a number that is never negative or nothing.
    pub(super) fn find_count(&mut self) -> Result<Option<u64>, StoreError> {
        let number = self.take::<Option<i64>>()?;
        number.map(u64::try_from).transpose().map_err(|_| StoreError::Damaged("a number is negative"))
    }

    /// The next column, one of a few variants.
    pub(super) fn code<T: Code>(&mut self) -> Result<T, StoreError> {
        T::of(self.take()?).ok_or(StoreError::Damaged("a code means nothing"))
    }

    /// The next column, text that may be shown.
    pub(super) fn text(&mut self) -> Result<Text, StoreError> {
        self.find_text()?.ok_or(StoreError::Damaged("a text is missing"))
    }

    /// The next column, text that may be shown or nothing.
    pub(super) fn find_text(&mut self) -> Result<Option<Text>, StoreError> {
        let text = self.take::<Option<String>>()?;
        text.map(|text| Text::new(&text)).transpose().map_err(|_| StoreError::Damaged("a text can't be shown"))
    }

    /// The next column, written by [`json`].
    pub(super) fn json<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        self.find_json()?.ok_or(StoreError::Damaged("a record is missing"))
    }

    /// The next column, written by [`json`] or nothing.
    pub(super) fn find_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>, StoreError> {
        let text = self.take::<Option<String>>()?;
        let value = text.map(|text| serde_json::from_str(&text)).transpose();
        value.map_err(|_| StoreError::Damaged("a record can't be read"))
    }
}
