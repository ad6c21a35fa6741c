//! R1: a phone dies in the middle of a move. The account is active on one of the two phones, never on none and never on
//! both, and the next move finishes.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use assent_tests::administration::Order;
use assent_tests::place::Place;
use assent_tests::world::{ADA, World};

use crate::terminal::{Following, Terminal};

const KILLS: usize = 20;
/// The same kills in each run, as far as two processes and a server allow.
const SEED: u64 = 0x5eed;
/// About twice what the longest part of a move takes.
const LONGEST_WAIT_MILLIS: u64 = 120;

/// Who dies, and in which part of the move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    OldAsks,
    NewComes,
    OldSigns,
    NewWaits,
}

impl Victim {
    const ALL: [Self; 4] = [Self::OldAsks, Self::NewComes, Self::OldSigns, Self::NewWaits];
}

struct Kill {
    victim: Victim,
    after_millis: u64,
}

impl Kill {
    /// By an own small generator (Knuth's MMIX), so that a seed is all there is to repeat.
    fn draw(state: &mut u64) -> Self {
        let mut below = |end: u64| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*state >> 33) % end
        };
        let victim = Victim::ALL[usize::try_from(below(4)).unwrap()];
        Self { victim, after_millis: below(LONGEST_WAIT_MILLIS) }
    }

    /// A process of its own kills: this one reads what both phones say meanwhile.
    fn begin(&self, victim: Victim, phone: &Following) -> Option<Killer> {
        let script = format!("sleep {}; kill -9 {}", millis(self.after_millis), phone.id());
        let begin = || Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).spawn().unwrap();
        (self.victim == victim).then(begin).map(Killer)
    }
}

fn millis(count: u64) -> String {
    format!("{}.{:03}", count / 1000, count % 1000)
}

/// Waited for before its victim is, so that no other process has the id by then.
struct Killer(Child);

impl Drop for Killer {
    fn drop(&mut self) {
        self.0.wait().unwrap();
    }
}

/// A move from one terminal to the other, cut short by `kill` if there is one.
fn move_account(old: &Terminal, new: &Terminal, kill: Option<&Kill>) -> Option<()> {
    let strike = |victim, phone: &Following| kill.and_then(|kill| kill.begin(victim, phone));
    let (mut leaving, mut typing) = old.talk("move out");
    let killer = strike(Victim::OldAsks, &leaving);
    let shown = leaving.next_if_alive();
    drop(killer);
    let text = shown?["text"].as_str()?.to_owned();
    let mut coming = new.follow("move in - --name other", &text);
    let killer = strike(Victim::NewComes, &coming);
    let came = coming.next_if_alive();
    drop(killer);
    let code = came?["code"].as_str()?.to_owned();
    let killers = (strike(Victim::OldSigns, &leaving), strike(Victim::NewWaits, &coming));
    // Whoever was killed by now takes no code.
    writeln!(typing, "{code}").ok()?;
    let left = leaving.next_if_alive();
    // Without the old phone's signature the new one would wait for minutes.
    let arrived = left.is_some().then(|| coming.next_if_alive());
    drop(killers);
    arrived.flatten().map(drop)
}

/// Both phones look what their server says, until it is settled; gives whether the account is on the first, the second.
fn settle(phones: &[Terminal; 2]) -> [usize; 2] {
    let active = |phone: &Terminal| {
        let list = phone.json("list");
        list.as_array().unwrap().iter().filter(|account| account["state"] == "active").count()
    };
    for _ in 0..4 {
        // A phone without an account says so, which is no failure here.
        phones.iter().for_each(|phone| drop(phone.run_with("pending", "")));
    }
    [active(&phones[0]), active(&phones[1])]
}

fn count_at_server(world: &World) -> usize {
    let listed = world.server.order(&Order::ListPhones { email: ADA.to_owned() });
    listed["phones"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r1_no_account_is_lost_when_a_phone_is_killed_twenty_times_in_the_middle_of_a_move() {
    let world = World::at(Place::new(), None);
    let phones = [Terminal::new(), Terminal::new()];
    phones[0].link(&world);
    let (mut state, mut at, mut moved) = (SEED, 0, 0);
    for round in 0..KILLS {
        let kill = Kill::draw(&mut state);
        move_account(&phones[at], &phones[1 - at], Some(&kill));
        let told = format!("kill {round}: {:?} after {} ms", kill.victim, kill.after_millis);
        let active = settle(&phones);
        assert!(active == [1, 0] || active == [0, 1], "{told}: {active:?}");
        assert_eq!(count_at_server(&world), 1, "{told}");
        if active[at] == 1 {
            assert!(move_account(&phones[at], &phones[1 - at], None).is_some(), "{told}: the next move finishes");
        } else {
            moved += 1;
        }
        at = 1 - at;
        assert_eq!(settle(&phones)[at], 1, "{told}");
    }
    eprintln!("moves: {KILLS} kills, {moved} moved all the same, none lost");
    let id = world.wiki.ask(ADA).await;
    assert!(phones[at].run("approve").starts_with("Approved."));
    assert_eq!(world.wiki.redeem(&id).await.expect(200)["outcome"], "approved");
}
