use super::*;

fn none(_: &str) -> Option<String> {
    None
}

fn load(text: &str) -> Result<Config, Problems> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("assent.toml");
    std::fs::write(&path, text).unwrap();
    Config::load(Some(&path), &none)
}

/// Each complaint as `line: what; instead`.
fn complaints(text: &str) -> Vec<String> {
    let problems = load(text).err().unwrap();
    problems.list().iter().map(|complaint| complaint.to_string()).map(|line| after_path(&line)).collect()
}

fn after_path(line: &str) -> String {
    line.split_once("assent.toml:").map_or(line, |(_, rest)| rest).to_owned()
}

#[test]
fn the_address_alone_is_enough() {
    let config = load("public_url = \"https://login.example.org\"").unwrap();
    assert_eq!(config.listen, [DEFAULT_LISTEN]);
    assert_eq!(config.name, "login.example.org");
    assert_eq!(config.database, Path::new("/var/lib/assent/assent.db"));
    assert_eq!(config.key_file, Path::new("/var/lib/assent/assent.keys"));
    assert_eq!(config.policy.rules.number_digits, 6);
    assert_eq!(config.policy.challenge_secs, 120);
    assert_eq!(config.argon2_parallel, 2);
    assert!(config.tls.is_none() && config.metrics_listen.is_none() && config.trusted_proxies.is_empty());
}

#[test]
fn the_example_is_understood_as_it_is() {
    let text = include_str!("../../assent.example.toml");
    let config = load(text).unwrap();
    assert_eq!(config.public_url.origin(), "https://login.example.org");
}

#[test]
fn every_setting_stands_in_the_example() {
    let text = include_str!("../../assent.example.toml");
    for (name, _) in names::NAMES {
        let last = name.rsplit('.').next().unwrap();
        assert!(text.contains(&format!("{last} = ")), "{name}");
    }
}

#[test]
fn the_example_with_every_comment_taken_away_is_understood_too() {
    let text = include_str!("../../assent.example.toml");
    let open: String = text.lines().map(|line| format!("{}\n", line.strip_prefix("#: ").unwrap_or(line))).collect();
    let config = load(&open).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(config.tls.is_some() && config.metrics_token.is_some());
}

#[test]
fn variables_win_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("assent.toml");
    std::fs::write(&path, "public_url = \"https://a.example\"\nlisten = [\"127.0.0.1:1\"]\n").unwrap();
    let env = |name: &str| match name {
        "ASSENT_PUBLIC_URL" => Some("https://b.example".to_owned()),
        "ASSENT_LISTEN" => Some("127.0.0.1:2, [::1]:3".to_owned()),
        "ASSENT_POLICY_NUMBER_DIGITS" => Some("2".to_owned()),
        _ => None,
    };
    let config = Config::load(Some(&path), &env).unwrap();
    assert_eq!(config.public_url.host(), "b.example");
    assert_eq!(config.listen, ["127.0.0.1:2".parse().unwrap(), "[::1]:3".parse().unwrap()]);
    assert_eq!(config.policy.rules.number_digits, 2);
}

#[test]
fn variables_alone_are_enough() {
    let env = |name: &str| (name == "ASSENT_PUBLIC_URL").then(|| "http://localhost:8400".to_owned());
    assert!(!Config::load(None, &env).unwrap().public_url.is_secure());
}

#[test]
fn a_secret_may_come_from_a_file_but_not_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    std::fs::write(&path, "hush\n").unwrap();
    let path = path.to_string_lossy().into_owned();
    let env = |name: &str| match name {
        "ASSENT_PUBLIC_URL" => Some("https://a.example".to_owned()),
        "ASSENT_METRICS_TOKEN_FILE" => Some(path.clone()),
        _ => None,
    };
    assert!(Config::load(None, &env).unwrap().metrics_token.unwrap().matches(b"hush"));
    let both = |name: &str| if name == "ASSENT_METRICS_TOKEN" { Some("x".to_owned()) } else { env(name) };
    let problems = Config::load(None, &both).err().unwrap().to_string();
    assert!(problems.contains("both ASSENT_METRICS_TOKEN and ASSENT_METRICS_TOKEN_FILE"), "{problems}");
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let found = complaints(
        "public_url = \"http://login.example.org\"\nlisten = \"localhost\"\nnmae = \"x\"\n\n[policy]\n\
         number_digits = 7\nnumber_match = \"sometimes\"\nchallenge_secs = \"120\"\n[extra]\na = 1\n",
    );
    let text = found.join("\n");
    assert!(text.contains("1: `public_url` \"http://login.example.org\" is plain http"), "{text}");
    assert!(text.contains("2: `listen` has an item that is not understood: \"localhost\""), "{text}");
    assert!(text.contains("3: there is no setting `nmae`; perhaps `name` was meant"), "{text}");
    assert!(text.contains("6: `policy.number_digits` must be a whole number from 2 to 6"), "{text}");
    assert!(text.contains(
        "7: `policy.number_match` can't be \"sometimes\"; write one of \"never\", \"new-browser\", \"always\""
    ));
    assert!(text.contains("8: `policy.challenge_secs` must be a whole number"), "{text}");
    assert!(text.contains("9: there is no setting `extra`"), "{text}");
    assert_eq!(found.len(), 7, "{text}");
}

#[test]
fn broken_toml_is_told_with_its_line_and_the_rest_is_still_read() {
    let found = complaints("public_url = \"https://a.example\"\nname = Assent\nargon2_parallel = 0\n");
    assert!(found.iter().any(|line| line.starts_with("2: this is no TOML")), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("3: `argon2_parallel`")), "{found:?}");
}

#[test]
fn a_missing_file_and_a_missing_address_say_what_to_do() {
    let problems = Config::load(Some(Path::new("/nonexistent/assent.toml")), &none).err().unwrap().to_string();
    assert!(problems.contains("/nonexistent/assent.toml: the file can't be read"), "{problems}");
    assert!(problems.contains("`public_url` is missing"), "{problems}");
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    let start = "public_url = \"https://a.example\"\n";
    for (rest, wrong) in [
        ("[tls]\nkey = \"k.pem\"", "`tls.key` stands without"),
        ("trusted_proxies = [\"0.0.0.0/0\"]", "trusts every address"),
        ("metrics_listen = \"127.0.0.1:8400\"", "same address as `listen`"),
        ("[session]\nidle_secs = 4000\nlife_secs = 300", "longer than"),
    ] {
        let found = complaints(&format!("{start}{rest}")).join("\n");
        assert!(found.contains(wrong), "{found}");
    }
}

#[test]
fn a_secret_is_never_repeated_in_a_complaint() {
    let found = complaints("public_url = \"https://a.example\"\nmetrics_token = [\"hush-hush\"]\n").join("\n");
    assert!(found.contains("metrics_token") && !found.contains("hush-hush"), "{found}");
}

#[test]
fn paths_in_the_file_count_from_its_folder() {
    let config = load("public_url = \"https://a.example\"\ndata_dir = \"data\"").unwrap();
    assert!(config.data_dir.is_absolute() && config.data_dir.ends_with("data"));
}
