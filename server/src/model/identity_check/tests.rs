use super::*;

const NOW: UnixSeconds = 1_000_000;

fn asked() -> IdentityCheck {
    IdentityCheck::new(CheckId([1; 16]), PersonId([1; 16]), Context::default(), NOW)
}

fn sent() -> IdentityCheck {
    let check = asked().sent_code(vec![1], [1; 32], CodeWay::Mail, NOW).unwrap();
    let check = check.proved_code(NOW).unwrap().with_document(Some(Document::Passport), NOW).unwrap();
    assert!(check.clone().sent(&[PictureKind::Front], NOW).is_none(), "the selfie is missing");
    check.sent(&[PictureKind::Front, PictureKind::Selfie], NOW).unwrap()
}

fn vote(by: u8, refused: Option<Reason>) -> Vote {
    Vote { by: PersonId([by; 16]), at: NOW, refused, note: None }
}

#[test]
fn each_step_waits_for_the_one_before() {
    assert_eq!(asked().step(), Step::Number);
    assert!(asked().with_document(Some(Document::Passport), NOW).is_none());
    assert!(asked().proved_code(NOW).is_none() && asked().tried_code(NOW).is_none());
    assert!(sent().with_document(None, NOW).is_none(), "what is with the reviewers stays as it is");
}

#[test]
fn a_code_is_tried_five_times_and_three_are_sent() {
    let mut check = asked().sent_code(vec![1], [1; 32], CodeWay::Sms, NOW).unwrap();
    for _ in 0..CODE_TRIES {
        check = check.tried_code(NOW).unwrap();
    }
    assert!(check.clone().tried_code(NOW).is_none());
    for n in 0..2 {
        check = check.sent_code(vec![n], [n; 32], CodeWay::Sms, NOW).unwrap();
    }
    assert!(check.clone().tried_code(NOW + CODE_SECS).is_none() && check.clone().tried_code(NOW).is_some());
    assert!(check.sent_code(vec![4], [4; 32], CodeWay::Sms, NOW).is_none());
}

#[test]
fn one_refusal_ends_a_check_and_nobody_counts_twice() {
    let one = sent().voted(vote(7, None), 2, NOW).unwrap();
    assert_eq!(one.state, CheckState::Sent);
    assert!(one.clone().voted(vote(7, None), 2, NOW).is_none());
    let refused = one.clone().voted(vote(8, Some(Reason::OtherFace)), 2, NOW).unwrap();
    assert_eq!((refused.state, refused.sealed_number), (CheckState::Refused, None));
    let accepted = one.voted(vote(8, None), 2, NOW).unwrap();
    assert_eq!(accepted.state, CheckState::Accepted);
    assert!(accepted.clone().used(NOW + WAY_BACK_SECS).is_none());
    let used = accepted.used(NOW + WAY_BACK_SECS - 1).unwrap();
    assert!(used.clone().used(NOW).is_none() && used.cancelled(NOW).is_none());
}

#[test]
fn everything_ends_in_its_time() {
    assert!(asked().expired(NOW + SEND_SECS - 1).is_none());
    assert_eq!(asked().expired(NOW + SEND_SECS).unwrap().state, CheckState::Expired);
    assert!(sent().expired(NOW + PICTURE_SECS - 1).is_none());
    assert!(sent().voted(vote(7, None), 1, NOW + PICTURE_SECS).is_none());
    assert_eq!(sent().expired(NOW + PICTURE_SECS).unwrap().state, CheckState::Expired);
}

#[test]
fn a_legal_representative_needs_another_one_or_two_reviewers() {
    use Role::{Administrator, Collaborator, LegalRepresentative};
    assert_eq!(votes_needed(Rules::DEFAULT, LegalRepresentative, Administrator), 2);
    assert_eq!(votes_needed(Rules::DEFAULT, LegalRepresentative, LegalRepresentative), 1);
    assert_eq!(votes_needed(Rules::DEFAULT, Administrator, Collaborator), 1);
    let rules = Rules { two_reviewers: true, ..Rules::DEFAULT };
    assert_eq!(votes_needed(rules, Collaborator, LegalRepresentative), 2);
}
