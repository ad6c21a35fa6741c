//! The list as the person wants it.

use super::super::*;
use super::world::*;

fn add(phone: &Phone, issuer: &str) -> AccountId {
    let uri = format!("otpauth://totp/{issuer}:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer={issuer}");
    phone.clock.advance(1);
    phone.authenticator.add_otpauth(&uri, OnDuplicate::KeepBoth).unwrap()
}

fn issuers(phone: &Phone) -> String {
    phone.authenticator.accounts().unwrap().into_iter().map(|account| account.issuer).collect()
}

#[test]
fn accounts_stand_where_they_were_put_and_new_ones_last() {
    let phone = Phone::new();
    let [a, _, c] = ["A", "B", "C"].map(|issuer| add(&phone, issuer));
    phone.authenticator.move_to(c, 0).unwrap();
    assert_eq!(issuers(&phone), "CAB");
    phone.authenticator.move_to(c, 99).unwrap();
    assert_eq!(issuers(&phone), "ABC");
    phone.authenticator.arrange(&[c, AccountId([9; 16]), a]).unwrap();
    add(&phone, "D");
    assert_eq!(issuers(&phone), "CABD");
    let unknown = phone.authenticator.move_to(AccountId([9; 16]), 0);
    assert_eq!(unknown, Err(AuthError::NoSuchAccount));
}

#[test]
fn an_order_that_can_not_be_read_hides_no_account() {
    let phone = Phone::new();
    add(&phone, "A");
    phone.records.put("setting", "order", &crate::secret::Secret::copy_of(b"?")).unwrap();
    assert_eq!(issuers(&phone), "A");
}

#[test]
fn a_colour_is_the_name_s_until_one_is_chosen() {
    let phone = Phone::new();
    let id = add(&phone, "Shop");
    let colour = || phone.authenticator.account(id).unwrap().colour;
    assert_eq!(colour(), Colour::of_name("Shop"));
    let other = Colour::ALL.into_iter().find(|other| *other != colour()).unwrap();
    phone.authenticator.paint(id, Some(other)).unwrap();
    assert_eq!(colour(), other);
    phone.authenticator.paint(id, None).unwrap();
    assert_eq!(colour(), Colour::of_name("Shop"));
}

#[test]
fn an_account_says_by_how_much_the_phone_is_off() {
    run(async {
        let server = FakeAssent::start();
        server.set(|it| it.clock_secs = 94);
        let (phone, id) = Phone::linked_to(&server).await;
        assert_eq!(phone.authenticator.account(id).unwrap().clock_ahead_secs, Some(-94));
        let codes = add(&phone, "Shop");
        assert_eq!(phone.authenticator.account(codes).unwrap().clock_ahead_secs, None);
    });
}
