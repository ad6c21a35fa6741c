//! Moving to another phone: two authenticators, and servers that can be told to misbehave.

use std::sync::Arc;

use super::super::*;
use super::world::*;
use crate::message::*;

/// An old phone with an account at each of the servers.
async fn old_phone(servers: &[Arc<FakeAssent>]) -> (Phone, Vec<AccountId>) {
    let phone = Phone::new();
    let mut accounts = Vec::new();
    for server in servers {
        accounts.push(phone.authenticator.link(&server.ticket(), description()).await.unwrap().account);
        server.set(|it| (it.confirm, it.state, it.successor) = (true, DeviceState::Pending, None));
    }
    (phone, accounts)
}

fn servers<const N: usize>() -> [Arc<FakeAssent>; N] {
    std::array::from_fn(|_| FakeAssent::start())
}

/// The new phone scans. Gives it with its accounts and its code.
async fn scan(text: &str) -> (Phone, Vec<AccountId>, String) {
    let phone = Phone::new();
    let arrival = phone.authenticator.move_in(text, description()).await.unwrap();
    let ids: Vec<_> = arrival.arrived.iter().map(|linking| linking.account).collect();
    let code = phone.authenticator.move_code(&ids).map(|code| code.to_string()).unwrap_or_default();
    (phone, ids, code)
}

fn wrong(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

fn signed(server: &FakeAssent) -> Vec<Succession> {
    let read = |body: &String| Received::new(body.as_bytes()).unwrap().peek::<Succession>().unwrap().message;
    server.came_to("succeed").iter().map(read).collect()
}

#[test]
fn one_code_moves_all_accounts_and_nothing_is_left_behind() {
    run(async {
        let all = servers::<3>();
        let (old, accounts) = old_phone(&all).await;
        old.authenticator.add_otpauth("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ", OnDuplicate::Refuse).unwrap();
        let departure = old.authenticator.move_out().await.unwrap();
        assert_eq!((departure.leaving.len(), departure.codes_only, departure.left_out), (3, 1, 0));
        assert!(departure.text.starts_with("assent:move#v1.") && departure.failed.is_empty());
        let (new, arrived, code) = scan(&departure.text).await;
        let state = |id| new.authenticator.account(id).unwrap().state;
        assert!(arrived.iter().all(|id| state(*id) == LinkState::Pending));
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        let out = old.authenticator.finish_move(&departure, &spaced).await.unwrap();
        assert_eq!((out.moved.len(), out.not_scanned.len(), out.failed.len()), (3, 0, 0));
        assert!(accounts.iter().all(|id| out.moved.contains(id)));
        assert_eq!(old.authenticator.accounts().unwrap().len(), 1, "the website's codes stay");
        assert!(old.records.list("key").unwrap().is_empty());
        all.iter().for_each(|server| server.set(|it| it.state = DeviceState::Active));
        for (id, confirmed) in new.authenticator.confirm_moved(&arrived).await {
            assert_eq!((confirmed, state(id)), (Ok(()), LinkState::Active));
        }
        assert!(new.authenticator.list_moving_in().unwrap().is_empty());
    });
}

#[test]
fn what_is_signed_names_the_ticket_and_the_very_keys_that_came_by_the_approve_key() {
    run(async {
        let [server] = servers::<1>();
        let (old, accounts) = old_phone(std::slice::from_ref(&server)).await;
        let approve = old.authenticator.book.get(accounts[0]).unwrap().linked().unwrap().approve_key.clone();
        let departure = old.authenticator.move_out().await.unwrap();
        let (new, arrived, code) = scan(&departure.text).await;
        old.authenticator.finish_move(&departure, &code).await.unwrap();
        let succession = signed(&server).remove(0);
        let keys = new.authenticator.book.get(arrived[0]).unwrap().linked().unwrap().clone();
        let id = |jwk| crate::keys::PublicKey::try_from(jwk).unwrap().thumbprint();
        assert_eq!(succession.approve_key_id, id(&keys.approve_key));
        assert_eq!(succession.request_key_id, id(&keys.request_key));
        let body = server.came_to("succeed").remove(0);
        let approve = crate::keys::PublicKey::try_from(&approve).unwrap();
        assert!(Received::new(body.as_bytes()).unwrap().open_unaddressed::<Succession>(&approve).is_ok());
        let handovers = server.came_to("handover");
        let counter =
            |body: &String| Received::new(body.as_bytes()).unwrap().peek::<Handover>().unwrap().message.counter;
        assert!(handovers.iter().map(counter).all(|counter| counter < succession.counter));
    });
}

#[test]
fn whoever_came_first_with_another_phone_is_found_out_and_nothing_is_signed() {
    run(async {
        let all = servers::<2>();
        let (old, _) = old_phone(&all).await;
        let departure = old.authenticator.move_out().await.unwrap();
        // A thief has photographed the QR and came to both servers; the person's own phone never got through.
        let (_, _, thiefs) = scan(&departure.text).await;
        let typed = wrong(&thiefs);
        for tries_left in [2, 1] {
            let refused = old.authenticator.finish_move(&departure, typed).await;
            assert_eq!(refused, Err(AuthError::MoveCodeWrong { tries_left, silent: 0 }));
        }
        assert_eq!(old.authenticator.finish_move(&departure, typed).await, Err(AuthError::MoveStopped));
        assert_eq!(old.authenticator.finish_move(&departure, &thiefs).await, Err(AuthError::MoveStopped));
        for server in &all {
            assert!(signed(server).is_empty());
            let last = server.came_to("handover").pop().unwrap();
            let wish = Received::new(last.as_bytes()).unwrap().peek::<Handover>().unwrap().message.wish;
            assert!(matches!(wish, HandoverWish::Stop(_)), "the QR is worth nothing now");
        }
        assert_eq!(old.authenticator.accounts().unwrap().len(), 2);
    });
}

#[test]
fn a_thief_at_one_server_spoils_the_code_of_all() {
    run(async {
        let all = servers::<2>();
        let (old, _) = old_phone(&all).await;
        let departure = old.authenticator.move_out().await.unwrap();
        let (_, _, code) = scan(&departure.text).await;
        all[0].set(|it| it.mischief = Mischief::OtherSuccessor);
        let refused = old.authenticator.finish_move(&departure, &code).await;
        assert_eq!(refused, Err(AuthError::MoveCodeWrong { tries_left: 2, silent: 0 }));
        assert!(all.iter().all(|server| signed(server).is_empty()));
    });
}

#[test]
fn what_is_no_code_or_comes_too_early_is_not_counted() {
    run(async {
        let [server] = servers::<1>();
        let (old, _) = old_phone(std::slice::from_ref(&server)).await;
        let departure = old.authenticator.move_out().await.unwrap();
        for _ in 0..5 {
            for typed in ["", "12345", "1234567", "abcdef"] {
                assert_eq!(old.authenticator.finish_move(&departure, typed).await, Err(AuthError::NotAMoveCode));
            }
            assert_eq!(old.authenticator.finish_move(&departure, "123456").await, Err(AuthError::NotScanned));
        }
        let (_, _, code) = scan(&departure.text).await;
        assert_eq!(old.authenticator.finish_move(&departure, &code).await.unwrap().moved.len(), 1);
    });
}

#[test]
fn a_server_that_is_down_at_the_beginning_keeps_its_account_and_the_others_go() {
    run(async {
        let all = servers::<2>();
        let (old, accounts) = old_phone(&all).await;
        all[1].set(|it| it.mischief = Mischief::Problem("busy"));
        let departure = old.authenticator.move_out().await.unwrap();
        assert_eq!((departure.leaving.as_slice(), departure.failed[0].account), (&accounts[..1], accounts[1]));
        let (_, arrived, code) = scan(&departure.text).await;
        assert_eq!(arrived.len(), 1);
        assert_eq!(old.authenticator.finish_move(&departure, &code).await.unwrap().moved, accounts[..1]);
        // Once more, for the rest.
        all[1].set(|it| it.mischief = Mischief::None);
        let departure = old.authenticator.move_out().await.unwrap();
        let (_, _, code) = scan(&departure.text).await;
        assert_eq!(old.authenticator.finish_move(&departure, &code).await.unwrap().moved, accounts[1..]);
        assert_eq!(old.authenticator.move_out().await.err(), Some(AuthError::NothingToMove));
    });
}

#[test]
fn where_the_old_phone_does_not_hear_a_server_the_code_without_that_account_counts() {
    run(async {
        let all = servers::<2>();
        let (old, accounts) = old_phone(&all).await;
        let departure = old.authenticator.move_out().await.unwrap();
        let (new, _, code) = scan(&departure.text).await;
        all[1].set(|it| it.mischief = Mischief::Problem("busy"));
        let refused = old.authenticator.finish_move(&departure, &code).await;
        assert_eq!(refused, Err(AuthError::MoveCodeWrong { tries_left: 2, silent: 1 }));
        let url = all[0].url.lock().unwrap().clone();
        let kept: Vec<_> = new.authenticator.list_moving_in().unwrap();
        let first = |id: &&AccountId| new.authenticator.account(**id).unwrap().server_url.as_ref() == Some(&url);
        let first = *kept.iter().find(first).unwrap();
        let code = new.authenticator.move_code(&[first]).unwrap();
        let out = old.authenticator.finish_move(&departure, &code).await.unwrap();
        assert_eq!((out.moved.as_slice(), out.failed[0].account), (&accounts[..1], accounts[1]));
        assert!(signed(&all[1]).is_empty());
    });
}

#[test]
fn an_account_goes_only_after_its_server_has_signed_that_it_is_done_and_may_be_tried_again() {
    run(async {
        let [server] = servers::<1>();
        let (old, accounts) = old_phone(std::slice::from_ref(&server)).await;
        let departure = old.authenticator.move_out().await.unwrap();
        let (_, _, code) = scan(&departure.text).await;
        server.set(|it| it.mischief = Mischief::NotDone);
        let out = old.authenticator.finish_move(&departure, &code).await.unwrap();
        assert_eq!((out.moved.len(), out.failed.len()), (0, 1));
        for mischief in [Mischief::OtherDone, Mischief::ForeignKey, Mischief::Raw(""), Mischief::Problem("busy")] {
            server.set(|it| it.mischief = mischief);
            let out = old.authenticator.retry_move(&departure).await.unwrap();
            assert!(out.moved.is_empty(), "{mischief:?}");
            assert_eq!(old.authenticator.account(accounts[0]).unwrap().state, LinkState::Active);
        }
        server.set(|it| it.mischief = Mischief::None);
        assert_eq!(old.authenticator.retry_move(&departure).await.unwrap().moved, accounts);
        assert_eq!(old.authenticator.retry_move(&departure).await.unwrap(), MovedOut::default());
    });
}

#[test]
fn when_the_answer_is_lost_a_later_pull_tells_and_the_entry_goes() {
    run(async {
        let [server] = servers::<1>();
        let (old, accounts) = old_phone(std::slice::from_ref(&server)).await;
        let departure = old.authenticator.move_out().await.unwrap();
        let (_, _, code) = scan(&departure.text).await;
        server.set(|it| it.mischief = Mischief::NotDone);
        old.authenticator.finish_move(&departure, &code).await.unwrap();
        server.set(|it| (it.mischief, it.state) = (Mischief::None, DeviceState::Removed));
        for _ in 0..2 {
            old.authenticator.pending(None, 0, &[]).await.unwrap();
        }
        assert_eq!(old.authenticator.account(accounts[0]).err(), Some(AuthError::NoSuchAccount));
        assert!(old.records.list("key").unwrap().is_empty());
    });
}

#[test]
fn an_answer_of_somebody_else_begins_no_move() {
    run(async {
        let [server] = servers::<1>();
        let (old, _) = old_phone(std::slice::from_ref(&server)).await;
        for mischief in [Mischief::OtherDone, Mischief::ForeignKey, Mischief::NoSecret, Mischief::Raw("")] {
            server.set(|it| it.mischief = mischief);
            let departure = old.authenticator.move_out().await.unwrap();
            assert_eq!((departure.leaving.len(), departure.failed.len()), (0, 1), "{mischief:?}");
            assert!(departure.text.is_empty());
        }
        server.set(|it| it.mischief = Mischief::None);
        let departure = old.authenticator.move_out().await.unwrap();
        let (_, _, code) = scan(&departure.text).await;
        for mischief in [Mischief::OtherDone, Mischief::OtherTicket, Mischief::ForeignKey] {
            server.set(|it| it.mischief = mischief);
            let refused = old.authenticator.finish_move(&departure, &code).await;
            assert!(matches!(refused, Err(AuthError::Untrusted(_))), "{mischief:?}");
        }
        assert!(signed(&server).is_empty());
    });
}

#[test]
fn a_ticket_that_two_phones_took_is_told() {
    run(async {
        let [server] = servers::<1>();
        let (old, _) = old_phone(std::slice::from_ref(&server)).await;
        let departure = old.authenticator.move_out().await.unwrap();
        let (_, _, code) = scan(&departure.text).await;
        server.set(|it| it.is_void = true);
        assert_eq!(old.authenticator.finish_move(&departure, &code).await, Err(AuthError::MoveStopped));
        assert!(signed(&server).is_empty());
    });
}

#[test]
fn the_same_qr_again_takes_nothing_twice() {
    run(async {
        let all = servers::<2>();
        let (old, _) = old_phone(&all).await;
        let departure = old.authenticator.move_out().await.unwrap();
        all[1].set(|it| it.mischief = Mischief::Problem("busy"));
        let new = Phone::new();
        let first = new.authenticator.move_in(&departure.text, description()).await.unwrap();
        assert_eq!((first.arrived.len(), first.failed.len()), (1, 1));
        all[1].set(|it| it.mischief = Mischief::None);
        let second = new.authenticator.move_in(&departure.text, description()).await.unwrap();
        assert_eq!((second.arrived.len(), second.failed.len()), (2, 0));
        let enrolled = all.each_ref().map(|server| server.came_to("enrol").len());
        assert_eq!(enrolled, [2, 3], "the old phone's, the new one's, and one that was refused");
        assert_eq!(new.authenticator.accounts().unwrap().len(), 2);
    });
}

#[test]
fn a_new_phone_that_nobody_signs_for_keeps_nothing() {
    run(async {
        let [server] = servers::<1>();
        let (old, _) = old_phone(std::slice::from_ref(&server)).await;
        let departure = old.authenticator.move_out().await.unwrap();
        let (new, arrived, _) = scan(&departure.text).await;
        server.set(|it| it.state = DeviceState::Removed);
        assert_eq!(new.authenticator.confirm_moved(&arrived).await, [(arrived[0], Err(AuthError::LinkRefused))]);
        // The same for one whose app was closed meanwhile.
        let (new, arrived, _) = scan(&departure.text).await;
        for _ in 0..2 {
            new.authenticator.pending(None, 0, &[]).await.unwrap();
        }
        assert_eq!(new.authenticator.account(arrived[0]).err(), Some(AuthError::NoSuchAccount));
        assert!(new.records.list("key").unwrap().is_empty());
    });
}

#[test]
fn what_is_no_move_is_refused() {
    run(async {
        let [server] = servers::<1>();
        let new = Phone::new();
        for text in ["", "assent:move#v1.AAAA", &server.ticket()] {
            let refused = new.authenticator.move_in(text, description()).await.err();
            assert!(matches!(refused, Some(AuthError::Ticket(_))), "{text}");
        }
        let linked = new.authenticator.link(&server.ticket(), description()).await.unwrap().account;
        assert_eq!(new.authenticator.move_code(&[linked]).err(), Some(AuthError::NotMoving));
        assert_eq!(new.authenticator.move_code(&[]).err(), Some(AuthError::NotMoving));
    });
}
