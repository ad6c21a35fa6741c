//! Codes without network (A8), other one-time-code apps (P2), backup codes (A5, S3) and how often they may be tried.

use std::sync::Arc;

use assent_core::clock::ManualClock;
use assent_core::otp::{Address, OtpKey};
use assent_tests::administration::Order;
use assent_tests::phone::Phone;
use assent_tests::world::{ADA, START, World};
use serde_json::json;

#[tokio::test]
async fn a8_an_offline_code_opens_the_login() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let code = phone.code();
    let typed = format!(" {} {} ", &code[..3], &code[3..]);
    assert_eq!(world.wiki.check_code(ADA, &typed).await, json!({ "result": "accepted" }));
}

#[tokio::test]
async fn a8_a_code_is_accepted_only_once() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let code = phone.code();
    assert_eq!(world.wiki.check_code(ADA, &code).await["result"], "accepted");
    world.advance(10);
    let again = world.wiki.check_code(ADA, &code).await;
    assert_eq!(again, json!({ "result": "reused", "wait_secs": 20 }));
    let other = world.add_service("Mail");
    assert_eq!(other.check_code(ADA, &code).await["result"], "reused", "at another service neither");
    world.advance(20);
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
}

#[tokio::test]
async fn a8_a_code_is_accepted_only_once_also_after_a_restart() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let code = phone.code();
    assert_eq!(world.wiki.check_code(ADA, &code).await["result"], "accepted");
    let world = world.restart();
    assert_eq!(world.wiki.check_code(ADA, &code).await["result"], "reused");
}

#[tokio::test]
async fn a8_of_two_that_send_the_same_code_at_once_one_gets_in() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let code = phone.code();
    let (one, other) = tokio::join!(world.wiki.check_code(ADA, &code), world.wiki.check_code(ADA, &code));
    let mut results = [one["result"].as_str().unwrap(), other["result"].as_str().unwrap()];
    results.sort_unstable();
    assert_eq!(results, ["accepted", "reused"]);
}

#[tokio::test]
async fn a8_the_code_before_and_the_code_after_are_taken_but_no_others() {
    let world = World::new();
    let phone = world.link(ADA).await;
    for (secs, result) in [(-30, "accepted"), (30, "accepted"), (-60, "phone_off"), (60, "phone_off")] {
        world.advance(300);
        phone.clock.advance(secs);
        let code = phone.code();
        phone.clock.advance(-secs);
        assert_eq!(world.wiki.check_code(ADA, &code).await["result"], result, "{secs}");
    }
}

#[tokio::test]
async fn a8_a_phone_that_is_slow_is_told_by_how_much() {
    let world = World::new();
    let phone = Phone::new(Arc::new(ManualClock::at(START)));
    phone.link_to(&world, ADA).await;
    world.advance(94);
    let told = world.wiki.check_code(ADA, &phone.code()).await;
    assert_eq!(told["result"], "phone_off");
    let off = told["off_secs"].as_i64().unwrap();
    assert!((-94..=-64).contains(&off), "{off}: to the length of a code");
}

#[tokio::test]
async fn a8_a_code_of_the_future_does_not_count_when_its_time_comes() {
    let world = World::new();
    let phone = world.link(ADA).await;
    phone.clock.advance(120);
    let code = phone.code();
    assert_eq!(world.wiki.check_code(ADA, &code).await["result"], "phone_off");
    world.server.order(&Order::Advance { secs: 120 });
    assert_eq!(world.wiki.check_code(ADA, &code).await["result"], "reused");
}

#[tokio::test]
async fn a8_a_phone_corrects_its_codes_by_what_the_server_said() {
    let world = World::new();
    let phone = Phone::new(Arc::new(ManualClock::at(START - 600)));
    phone.link_to(&world, ADA).await;
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
}

#[tokio::test]
async fn p2_codes_of_any_other_app_count_too_once_proved() {
    let world = World::new();
    let added = world.server.order(&Order::AddOtherApp { email: ADA.to_owned() });
    let key = Address::parse(added["uri"].as_str().unwrap()).unwrap().into_key();
    assert_eq!(world.wiki.check_code(ADA, &code_now(&key, &world)).await["result"], "wrong", "not proved yet");
    let (id, code) = (added["id"].as_str().unwrap().to_owned(), code_now(&key, &world));
    let proved = world.server.order(&Order::ConfirmOtherApp { email: ADA.to_owned(), id, code });
    assert_eq!(proved["result"], "on");
    world.advance(30);
    assert_eq!(world.wiki.check_code(ADA, &code_now(&key, &world)).await["result"], "accepted");
}

#[tokio::test]
async fn s3_each_of_the_ten_backup_codes_counts_once() {
    let world = World::new();
    let codes = world.make_backup_codes();
    assert_eq!(codes.len(), 10);
    for (n, code) in codes.iter().enumerate() {
        let checked = world.wiki.check_backup_code(ADA, &code.to_lowercase().replace('-', " ")).await;
        assert_eq!(checked, json!({ "result": "accepted", "left": 9 - n }));
    }
    assert_eq!(world.wiki.check_backup_code(ADA, &codes[3]).await["result"], "reused");
}

#[tokio::test]
async fn a5_new_backup_codes_make_the_old_ones_worthless() {
    let world = World::new();
    let (old, new) = (world.make_backup_codes(), world.make_backup_codes());
    assert_eq!(world.wiki.check_backup_code(ADA, &old[0]).await["result"], "wrong");
    assert_eq!(world.wiki.check_backup_code(ADA, &new[0]).await["result"], "accepted");
}

#[tokio::test]
async fn s3_five_wrong_codes_slow_the_account_down_at_every_service_and_after_a_restart() {
    let world = World::new();
    let phone = world.link(ADA).await;
    let mail = world.add_service("Mail");
    for n in 0..5 {
        let service = if n % 2 == 0 { &world.wiki } else { &mail };
        assert_eq!(service.check_code(ADA, "not-a-code").await["result"], "wrong");
    }
    for service in [&world.wiki, &mail] {
        let told = service.check_code(" ADA@atelier.example ", &phone.code()).await;
        assert_eq!(told, json!({ "result": "throttled", "wait_secs": 30 }));
    }
    let world = world.restart();
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "throttled");
    world.advance(30);
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
}

#[tokio::test]
async fn s3_a_hundred_wrong_codes_in_a_row_close_the_way_until_an_administrator_opens_it() {
    let world = World::new();
    let phone = world.link(ADA).await;
    for _ in 0..100 {
        assert_eq!(world.wiki.check_code(ADA, "000").await["result"], "wrong");
        world.advance(3600);
    }
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await, json!({ "result": "throttled" }));
    world.server.order(&Order::Unlock { email: ADA.to_owned() });
    assert_eq!(world.wiki.check_code(ADA, &phone.code()).await["result"], "accepted");
}

#[tokio::test]
async fn s3_wrong_codes_do_not_close_the_backup_codes() {
    let world = World::new();
    let codes = world.make_backup_codes();
    for _ in 0..6 {
        world.wiki.check_code(ADA, "000000").await;
    }
    assert_eq!(world.wiki.check_backup_code(ADA, &codes[0]).await["result"], "accepted");
}

fn code_now(key: &OtpKey, world: &World) -> String {
    key.code_at(assent_core::clock::Clock::now(&*world.clock))
}
