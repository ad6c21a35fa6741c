use clap::CommandFactory;
use clap::error::ErrorKind;

use super::*;

fn parse(line: &str) -> Result<Args, ErrorKind> {
    Args::try_parse_from(line.split(' ')).map_err(|error| error.kind())
}

#[test]
fn the_definition_is_sound() {
    Args::command().debug_assert();
}

#[test]
fn options_stand_before_or_after_the_command() {
    let args = parse("assent --json list --vault /tmp/v.db --lang fr").unwrap();
    assert!(args.json && matches!(args.command, Command::List { .. }));
    assert_eq!((args.vault, args.lang.as_deref()), (Some(PathBuf::from("/tmp/v.db")), Some("fr")));
}

#[test]
fn a_link_has_exactly_one_source() {
    assert!(parse("assent link -").is_ok());
    assert!(parse("assent link --picture qr.png --name desk").is_ok());
    assert_eq!(parse("assent link").unwrap_err(), ErrorKind::MissingRequiredArgument);
    assert_eq!(parse("assent link x --picture qr.png").unwrap_err(), ErrorKind::ArgumentConflict);
    assert_eq!(parse("assent add x --replace --keep-both").unwrap_err(), ErrorKind::ArgumentConflict);
}

#[test]
fn a_repair_has_one_source_or_only_looks() {
    assert!(parse("assent repair ada").is_ok());
    assert!(parse("assent repair ada - --name desk").is_ok());
    assert!(parse("assent repair ada --sign-in").is_ok());
    assert_eq!(parse("assent repair ada x --sign-in").unwrap_err(), ErrorKind::ArgumentConflict);
    assert_eq!(parse("assent repair").unwrap_err(), ErrorKind::MissingRequiredArgument);
}

#[test]
fn quiet_has_an_end_or_is_over() {
    let quiet = |line: &str| match parse(line).unwrap().command {
        Command::Quiet(quiet) => (quiet.account, quiet.until, quiet.for_secs, quiet.off),
        _ => panic!("another command"),
    };
    assert_eq!(quiet("assent quiet --until 07:00"), (None, Some((7, 0)), None, false));
    assert_eq!(quiet("assent quiet ada --for 8h"), (Some("ada".to_owned()), None, Some(28_800), false));
    assert_eq!(quiet("assent quiet --for 45m"), (None, None, Some(2_700), false));
    assert!(quiet("assent quiet -_x --off").3);
    assert_eq!(parse("assent quiet ada").unwrap_err(), ErrorKind::MissingRequiredArgument);
    assert_eq!(parse("assent quiet --off --for 1h").unwrap_err(), ErrorKind::ArgumentConflict);
    for bad in ["--for 25h", "--for 0h", "--for 8", "--for h", "--until 24:00", "--until 7", "--until -1:00"] {
        assert_eq!(parse(&format!("assent quiet {bad}")).unwrap_err(), ErrorKind::ValueValidation, "{bad}");
    }
}

#[test]
fn an_id_may_begin_with_a_dash_and_options_stay_options() {
    let args = parse("assent approve -_x --number 42").unwrap();
    let Command::Approve { request, number } = args.command else { panic!("another command") };
    assert_eq!((request.as_deref(), number.as_deref()), (Some("-_x"), Some("42")));
    let args = parse("assent approve --number 42 --json").unwrap();
    assert!(args.json && matches!(args.command, Command::Approve { request: None, .. }));
    let args = parse("assent remove -_x --yes").unwrap();
    assert!(matches!(args.command, Command::Remove { yes: true, forget: false, .. }));
}

#[test]
fn an_import_takes_several_files() {
    let args = parse("assent import one.png two.png --duplicates keep-both --preview").unwrap();
    let Command::Import(import) = args.command else { panic!("another command") };
    assert_eq!((import.files.len(), import.duplicates, import.preview), (2, Some(Duplicates::KeepBoth), true));
    assert_eq!(parse("assent import").unwrap_err(), ErrorKind::MissingRequiredArgument);
    assert_eq!(parse("assent import x --duplicates all").unwrap_err(), ErrorKind::InvalidValue);
}

#[test]
fn what_makes_no_sense_is_a_usage_error() {
    assert_eq!(parse("assent").unwrap_err(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    assert_eq!(parse("assent pending --wait 56").unwrap_err(), ErrorKind::ValueValidation);
    assert_eq!(parse("assent list --lang xx").unwrap_err(), ErrorKind::InvalidValue);
    assert_eq!(parse("assent list --passphrase --passphrase-stdin").unwrap_err(), ErrorKind::ArgumentConflict);
    assert_eq!(parse("assent list --pin --recovery-key").unwrap_err(), ErrorKind::ArgumentConflict);
    assert_eq!(parse("assent lock remove all").unwrap_err(), ErrorKind::InvalidValue);
}
