//! Tickets and otpauth addresses that are damaged, old, used or somebody else's.

use std::sync::Arc;

use assent_core::authenticator::{AuthError, OnDuplicate};
use assent_core::client::ClientError;
use assent_core::message::{BadTicket, Ticket};
use assent_core::otp::AddressError;
use assent_tests::forge::flip;
use assent_tests::hand::HandPhone;
use assent_tests::phone::{Phone, description};
use assent_tests::world::{ADA, World};

async fn refusal(phone: &Phone, text: &str) -> String {
    let error = phone.own.link(text, description("Pixel")).await.err().expect("refused");
    assert!(phone.own.accounts().unwrap().is_empty(), "nothing is kept");
    match error {
        AuthError::Client(ClientError::Refused { code, detail, .. }) => {
            assert!(!detail.is_empty());
            code
        }
        AuthError::Ticket(bad) => format!("{bad:?}"),
        other => panic!("another error: {other:?}"),
    }
}

#[tokio::test]
async fn a3_a_ticket_with_one_changed_character_links_nothing_and_stays_good() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None);
    let body = ticket.text.find("v1.").unwrap() + 3;
    // Server id, ticket id and secret stand one after the other: 32, 16 and 32 bytes.
    for at in 0..ticket.text.len() - body - 1 {
        let code = refusal(&phone, &flip(&ticket.text, body + at)).await;
        let (server, number) = (at * 6 + 5 < 256, at * 6 >= 256 && at * 6 + 5 < 384);
        let secret = at * 6 >= 384;
        assert!(!server || code == "bad-message", "{at}: {code}");
        assert!(!number || code == "ticket-gone", "{at}: {code}");
        assert!(!secret || code == "wrong-proof", "{at}: {code}");
    }
    assert!(phone.own.link(&ticket.text, description("Pixel")).await.is_ok());
}

#[tokio::test]
async fn a3_a_ticket_that_is_cut_off_or_too_long_is_named_so() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None);
    let body = ticket.text.find("v1.").unwrap() + 3;
    for length in body..ticket.text.len() {
        assert_eq!(refusal(&phone, &ticket.text[..length]).await, "Damaged", "{length}");
    }
    let long = format!("{}{}", ticket.text, "A".repeat(8192));
    assert_eq!(refusal(&phone, &long).await, "Damaged");
    assert!(phone.own.link(&ticket.text, description("Pixel")).await.is_ok());
}

#[tokio::test]
async fn a3_what_is_no_ticket_is_named_so() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None).text;
    let fragment = ticket.split_once('#').unwrap().1;
    let cases = [
        (String::new(), BadTicket::NotATicket),
        ("otpauth://totp/a?secret=GEZDGNBV".to_owned(), BadTicket::NotATicket),
        (world.place.origin.clone(), BadTicket::NotATicket),
        (ticket.replace("#v1.", "#v2."), BadTicket::NewerVersion),
        (format!("http://atelier.example/link#{fragment}"), BadTicket::Unprotected),
    ];
    for (text, bad) in cases {
        assert_eq!(refusal(&phone, &text).await, format!("{bad:?}"), "{text}");
    }
}

#[tokio::test]
async fn a3_a_used_ticket_links_no_second_phone() {
    let world = World::new();
    let (phone, late) = (Phone::new(Arc::clone(&world.clock)), Phone::new(Arc::clone(&world.clock)));
    let ticket = world.make_ticket(ADA, None);
    let linking = phone.own.link(&ticket.text, description("Pixel")).await.unwrap();
    world.confirm_link(ADA, &ticket, linking.link_code.as_ref().unwrap());
    assert_eq!(refusal(&late, &ticket.text).await, "ticket-gone");
    phone.own.confirm_linked(linking.account).await.unwrap();
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
}

#[tokio::test]
async fn a3_a_ticket_that_was_taken_back_or_replaced_links_nothing() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let (old, new) = (world.make_ticket(ADA, None), world.make_ticket(ADA, None));
    assert_eq!(refusal(&phone, &old.text).await, "ticket-gone");
    let email = ADA.to_owned();
    world.server.order(&assent_tests::administration::Order::WithdrawTicket { email, ticket: new.id });
    assert_eq!(refusal(&phone, &new.text).await, "ticket-gone");
}

#[tokio::test]
async fn a3_another_server_s_ticket_links_nothing_here() {
    let (world, other) = (World::new(), World::new());
    let phone = Phone::new(Arc::clone(&world.clock));
    let foreign = other.make_ticket(ADA, None).text;
    let moved = foreign.replace(&other.place.origin, &world.place.origin);
    assert_eq!(refusal(&phone, &moved).await, "bad-message");
}

#[tokio::test]
async fn a3_the_seventeenth_phone_is_one_too_many() {
    let world = World::new();
    for _ in 0..16 {
        world.link_by_hand(ADA).await;
    }
    let phone = Phone::new(Arc::clone(&world.clock));
    let ticket = world.make_ticket(ADA, None);
    assert_eq!(refusal(&phone, &ticket.text).await, "too-many-phones");
}

#[tokio::test]
async fn a3_a_phone_must_hold_both_keys_that_it_brings() {
    let world = World::new();
    let phone = HandPhone::new(&world.http, &world.server.server_id, Arc::clone(&world.clock) as Arc<_>);
    let other = HandPhone::new(&world.http, &world.server.server_id, Arc::clone(&world.clock) as Arc<_>);
    let text = world.make_ticket(ADA, None).text;
    let ticket = Ticket::parse(&text).unwrap();
    let stolen = assent_core::keys::Signer::public_key(&other.approve).to_jwk();
    let cases: [(String, &str); 3] = [
        (phone.enrol(&ticket, |enrol| enrol.approve_key = stolen.clone()), "bad-signature"),
        (phone.enrol(&ticket, |enrol| enrol.request_key = stolen.clone()), "bad-signature"),
        (phone.enrol(&ticket, |enrol| enrol.mac = "A".repeat(43)), "wrong-proof"),
    ];
    for (message, code) in cases {
        assert_eq!(phone.post("enrol", message).await.code(), code);
    }
    assert_eq!(phone.post("enrol", phone.enrol(&ticket, |_| {})).await.status, 200, "the ticket is still good");
}

#[tokio::test]
async fn a9_an_otpauth_address_that_is_damaged_is_named_so_and_nothing_is_kept() {
    let world = World::new();
    let phone = Phone::new(Arc::clone(&world.clock));
    let cases = [
        ("https://example.org/", AddressError::NotOtpauth),
        ("otpauth://totp/ada", AddressError::MissingSecret),
        ("otpauth://totp/ada?secret=", AddressError::EmptySecret),
        ("otpauth://totp/ada?secret=1O1O", AddressError::InvalidSecret),
        ("otpauth://totp/ada?secret=GEZDGNBV&secret=GEZDGNBV", AddressError::DuplicateParameter),
        ("otpauth://totp/ada%zz?secret=GEZDGNBV", AddressError::BadEncoding),
        ("otpauth://totp/ada?secret=GEZDGNBV&digits=60", AddressError::InvalidDigits),
        ("otpauth://totp/ada?secret=GEZDGNBV&algorithm=MD5", AddressError::UnknownAlgorithm),
        ("otpauth://hotp/ada?secret=GEZDGNBV", AddressError::MissingCounter),
        ("otpauth://totp/a%E2%80%AEda?secret=GEZDGNBV", AddressError::UnsafeText),
    ];
    for (uri, error) in cases {
        assert_eq!(phone.own.add_otpauth(uri, OnDuplicate::Refuse), Err(AuthError::Address(error)), "{uri}");
    }
    let long = format!("otpauth://totp/ada?secret={}", "A".repeat(8192));
    assert_eq!(phone.own.add_otpauth(&long, OnDuplicate::Refuse), Err(AuthError::Address(AddressError::TooLong)));
    assert!(phone.own.accounts().unwrap().is_empty());
}
