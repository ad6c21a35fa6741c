use std::sync::Mutex;

use assent_core::authenticator::{AccountError, AccountId, AccountNotice, AuthError, Ended};
use assent_core::ids::{ChallengeId, Nonce};
use assent_core::message::{AccountChange, Context, Notice, NoticeKind, Outcome, Party, Prompt, Text};

use super::*;
use crate::style::Style;
use crate::when::Zone;
use crate::words::Words;

const NOW: i64 = 1_800_000_000;
const ACCOUNT: AccountId = AccountId([0; 16]);

fn text(text: &str) -> Text {
    Text::new(text).unwrap()
}

fn request(id: u8, number_digits: u8) -> Arc<Request> {
    let context = Context {
        address: Some(text("192.0.2.7")),
        place: Some(text("Genève")),
        browser: Some(text("Firefox")),
        system: Some(text("Linux")),
        new_browser: Some(true),
    };
    let prompt = Prompt {
        nonce: Nonce([0; 16]),
        challenge: ChallengeId([id; 16]),
        service: Party { id: "wiki".to_owned(), name: text("Demo wiki") },
        account: text("ada@example"),
        context,
        number_digits,
        asked_at: NOW,
    };
    Arc::new(Request::sample(text("Example"), prompt, NOW, NOW + 97))
}

fn notice(seq: u64, kind: NoticeKind) -> AccountNotice {
    AccountNotice { account: ACCOUNT, notice: Notice { seq, at: NOW, kind } }
}

fn shown(language: &str, show: impl Fn(&Output<'_>) -> String) -> String {
    let words = Words::new(language);
    show(&Output { words: &words, style: Style::PLAIN, zone: Zone::utc(), json: false })
}

fn is_answer(action: Action, id: u8, verdict: Verdict, number: Option<&str>) -> bool {
    matches!(action, Action::Answer(request, answer, typed)
        if request.challenge() == ChallengeId([id; 16]) && answer == verdict && typed.as_deref() == number)
}

#[test]
fn one_request_is_answered_by_one_key() {
    let mut state = State::default();
    assert!(matches!(state.press(Key::Char('y')), Action::None), "nothing is open");
    assert!(state.see(&[request(1, 0)]));
    assert!(is_answer(state.press(Key::Char('y')), 1, Verdict::Approve, None));
    assert!(is_answer(state.press(Key::Char('N')), 1, Verdict::Deny, None));
    assert!(is_answer(state.press(Key::Char('m')), 1, Verdict::Report, None));
    assert!(matches!(state.press(Key::Enter), Action::None), "Enter alone is no answer");
    assert!(matches!(state.press(Key::Char('q')), Action::Quit));
}

#[test]
fn a_yes_waits_for_the_whole_number_and_a_no_does_not() {
    let mut state = State::default();
    state.see(&[request(1, 2)]);
    state.press(Key::Char('4'));
    assert!(matches!(state.press(Key::Char('y')), Action::Redraw));
    assert!(is_answer(state.press(Key::Char('n')), 1, Verdict::Deny, None));
    for key in [Key::Char('9'), Key::Backspace, Key::Char('2'), Key::Char('7')] {
        state.press(key);
    }
    assert_eq!(state.typed(), "42");
    assert!(is_answer(state.press(Key::Char('y')), 1, Verdict::Approve, Some("42")));
    assert!(is_answer(state.press(Key::Enter), 1, Verdict::Approve, Some("42")));
}

#[test]
fn of_several_none_is_answered_before_one_is_chosen() {
    let mut state = State::default();
    let (one, two) = (request(1, 0), request(2, 0));
    state.see(std::slice::from_ref(&one));
    assert!(state.see(&[one.clone(), two.clone()]));
    assert!(matches!(state.press(Key::Char('y')), Action::None));
    assert!(matches!(state.press(Key::Char('3')), Action::None));
    assert!(matches!(state.press(Key::Char('2')), Action::Redraw));
    assert!(is_answer(state.press(Key::Char('y')), 2, Verdict::Approve, None));
    assert!(matches!(state.press(Key::Escape), Action::Redraw));
    assert!(matches!(state.press(Key::Char('y')), Action::None));
    state.see(&[one]);
    assert!(is_answer(state.press(Key::Char('y')), 1, Verdict::Approve, None));
}

#[test]
fn what_is_over_is_taken_away() {
    let mut state = State::default();
    assert!(state.see(&[request(1, 0)]));
    assert!(!state.see(&[request(1, 0)]), "the same picture");
    assert!(!state.see(&[]) && state.is_idle());
    assert!(matches!(state.press(Key::Char('y')), Action::None));
}

#[test]
fn a_request_shows_who_asks_from_where_and_with_what() {
    let mut state = State::default();
    state.see(&[request(1, 2)]);
    state.press(Key::Char('4'));
    let english = "\nDemo wiki asks: is this you?\n\n  \
                   Account  ada@example (Example)\n  \
                   From     Genève · 192.0.2.7\n  \
                   With     Firefox · Linux (a browser not seen before)\n  \
                   When     08:00:00\n\n  \
                   Type the 2-digit number that the sign-in page shows, then y.\n\n  \
                   [y] YES   [n] NO   [m] It was not me\n";
    assert_eq!(shown("en", |to| screen::screen(&state, NOW, to)), english);
    let status = shown("en", |to| screen::status(&state, NOW + 10, to).unwrap());
    assert_eq!(status, "  Time left 87 s   Number 4_");
    let french = shown("fr", |to| screen::screen(&state, NOW, to));
    assert!(french.contains("Demo wiki demande\u{a0}: est-ce vous\u{202f}?") && french.contains("[y] OUI   [n] NON"));
}

#[test]
fn several_requests_come_with_a_warning_and_a_list() {
    let mut state = State::default();
    state.see(&[request(1, 0), request(2, 0)]);
    let english = shown("en", |to| screen::screen(&state, NOW, to));
    assert!(english.starts_with("\nCareful: 2 requests at once."), "{english}");
    assert!(english.contains("  2  Demo wiki · ada@example · Genève · 192.0.2.7 · 97 s\n"), "{english}");
    assert_eq!(shown("en", |to| screen::status(&state, NOW, to).unwrap_or_default()), "");
}

#[test]
fn news_are_told_in_words() {
    let names = screen::Names::of_one(ACCOUNT, "Atelier: ada", "https://id.example/");
    let ended = Ended { request: request(1, 0), outcome: Some(Outcome::Denied) };
    let error = AccountError { account: ACCOUNT, error: AuthError::Unlinked };
    let changed = notice(1, NoticeKind::Changed { what: AccountChange::Password });
    let change = Change {
        ended: vec![ended],
        notices: vec![changed],
        failed: vec![error],
        reached_again: vec![ACCOUNT],
        ..Change::default()
    };
    let expected = "The request of Demo wiki is over: denied.|\
                    Atelier: ada: the password was changed. If it was not you, go there now: \
                    https://id.example/compromised|\
                    Atelier: ada: This phone is no longer linked to the account. Link it again or remove the account \
                    here.|Atelier: ada: the server answers again.";
    assert_eq!(shown("en", |to| screen::news(&change, &names, to).join("|")), expected);
}

/// A place to write that can be read afterwards.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_watch_without_a_linked_account_says_what_to_do() {
    let opened = crate::Opened::over(Arc::new(assent_core::authenticator::MemoryRecords::default()));
    let words = Words::new("en");
    let output = Output { words: &words, style: Style::PLAIN, zone: Zone::utc(), json: false };
    let (_keys, receiver) = tokio::sync::mpsc::unbounded_channel();
    let mut paper = Paper::default();
    let mut terminal = Terminal { keys: receiver, out: &mut paper, output: &output, raw: false };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let ended = runtime.block_on(run(&opened.authenticator, &*opened.clock, &mut terminal));
    assert_eq!(ended.unwrap_err().code(), "no-linked");
}
