//! Two openings of one vault, as two processes have them.

use super::*;

#[test]
fn two_writers_see_and_keep_each_others_changes() {
    let (place, mut one, ids) = with_three();
    let mut two = place.open();
    two.put("account", None, b"four").unwrap();
    one.put("account", None, b"five").unwrap();
    two.put("account", Some(ids[0]), b"ONE").unwrap();
    one.remove(ids[1]).unwrap();
    for vault in [&mut one, &mut two] {
        assert_eq!(texts(&vault.list("account").unwrap()), ["ONE", "three", "four", "five"]);
        assert!(vault.list_damaged().unwrap().is_empty());
        assert!(vault.get(ids[1]).unwrap().is_none());
    }
}

#[test]
fn writers_at_the_same_time_lose_nothing() {
    let (place, vault, _) = with_three();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let mut vault = place.open();
            scope.spawn(move || {
                for n in 0..20 {
                    vault.put("account", None, format!("{writer}-{n}").as_bytes()).unwrap();
                    assert!(vault.list_damaged().unwrap().is_empty());
                }
            });
        }
    });
    drop(vault);
    let listing = place.open().list("account").unwrap();
    assert_eq!(listing.records.len(), 43);
    assert!(listing.damaged.is_empty());
}

#[test]
fn a_counter_read_and_written_back_in_one_change_counts_every_time() {
    let (place, mut vault, _) = with_three();
    let id = vault.put("counter", None, &[0]).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let mut vault = place.open();
            scope.spawn(move || {
                for _ in 0..10 {
                    vault.write(|writing| count_up(writing, id)).unwrap();
                }
            });
        }
    });
    assert!(vault.get(id).unwrap().unwrap().matches(&[20]));
}

fn count_up(writing: &mut Writing<'_>, id: RecordId) -> Result<(), VaultError> {
    let count = writing.get(id)?.unwrap().expose()[0];
    writing.put("counter", Some(id), &[count + 1])?;
    Ok(())
}

#[test]
fn a_vault_that_somebody_else_writes_to_is_busy_and_free_again_later() {
    let (place, mut vault, _) = with_three();
    vault.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let other = Connection::open(&place.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(vault.put("account", None, b"four"), Err(VaultError::Busy)));
    assert_eq!(texts(&vault.list("account").unwrap()), ["one", "two", "three"]);
    other.execute_batch("ROLLBACK").unwrap();
    vault.put("account", None, b"four").unwrap();
}

#[test]
fn asking_for_the_status_disturbs_no_open_vault() {
    let (place, mut vault, _) = with_three();
    for n in 0..3 {
        Vault::status(&place.path).unwrap();
        vault.put("account", None, &[n]).unwrap();
    }
    drop(vault);
    assert_eq!(place.open().list("account").unwrap().records.len(), 6);
}
