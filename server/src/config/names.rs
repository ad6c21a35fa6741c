//! The names of all settings. A setting that is not in this list does not exist.

/// How a setting may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anyone may see it.
    Open,
    /// Nobody may see it; the variable has a `…_FILE` twin that names a file holding the value.
    Secret,
}

/// Every setting, dotted as in the file.
pub(super) const NAMES: &[(&str, Kind)] = &[
    ("public_url", Kind::Open),
    ("name", Kind::Open),
    ("time_zone", Kind::Open),
    ("listen", Kind::Open),
    ("trusted_proxies", Kind::Open),
    ("proxy_header", Kind::Open),
    ("max_connections", Kind::Open),
    ("drain_secs", Kind::Open),
    ("data_dir", Kind::Open),
    ("database", Kind::Open),
    ("key_file", Kind::Open),
    ("argon2_parallel", Kind::Open),
    ("places", Kind::Open),
    ("metrics_listen", Kind::Open),
    ("metrics_token", Kind::Secret),
    ("tls.certificate", Kind::Open),
    ("tls.key", Kind::Open),
    ("mail.smtp", Kind::Open),
    ("mail.from", Kind::Open),
    ("mail.user", Kind::Open),
    ("mail.password", Kind::Secret),
    ("sms.url", Kind::Open),
    ("sms.method", Kind::Open),
    ("sms.headers", Kind::Open),
    ("sms.body", Kind::Open),
    ("sms.secret", Kind::Secret),
    ("sms.sender", Kind::Open),
    ("sms.expect", Kind::Open),
    ("sms.timeout_secs", Kind::Open),
    ("sms.countries", Kind::Open),
    ("sms.country_hourly", Kind::Open),
    ("webhook.allow", Kind::Open),
    ("company.allow", Kind::Open),
    ("push.contact", Kind::Open),
    ("push.allow", Kind::Open),
    ("apns.key", Kind::Open),
    ("apns.key_id", Kind::Open),
    ("apns.team", Kind::Open),
    ("apns.topic", Kind::Open),
    ("apns.server", Kind::Open),
    ("attestation.roots", Kind::Open),
    ("attestation.revoked", Kind::Open),
    ("log.format", Kind::Open),
    ("log.level", Kind::Open),
    ("policy.two_step", Kind::Open),
    ("policy.number_match", Kind::Open),
    ("policy.number_digits", Kind::Open),
    ("policy.challenge_secs", Kind::Open),
    ("session.idle_secs", Kind::Open),
    ("session.life_secs", Kind::Open),
    ("session.fresh_secs", Kind::Open),
];

/// The variable of a setting: `log.level` is `ASSENT_LOG_LEVEL`.
pub(super) fn variable_of(name: &str) -> String {
    format!("ASSENT_{}", name.replace('.', "_").to_uppercase())
}

/// The listed name equal to `name`.
pub(super) fn find_name(name: &str) -> Option<&'static str> {
    NAMES.iter().map(|(known, _)| *known).find(|known| *known == name)
}

/// Whether `name` is a table that holds settings.
pub(super) fn is_table(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

/// The listed name that was probably meant.
pub(super) fn find_similar(name: &str) -> Option<&'static str> {
    let distances = NAMES.iter().map(|(known, _)| (distance(name, known), *known));
    let (distance, known) = distances.min_by_key(|(distance, _)| *distance)?;
    let same_end = || NAMES.iter().map(|(known, _)| *known).find(|known| last(known) == last(name));
    if distance <= 3 { Some(known) } else { same_end() }
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// How many letters must be put in, left out or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.bytes().enumerate() {
            let change = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_the_name_that_was_meant() {
        assert_eq!(find_similar("publicurl"), Some("public_url"));
        assert_eq!(find_similar("log.levle"), Some("log.level"));
        assert_eq!(find_similar("number_match"), Some("policy.number_match"));
        assert_eq!(find_similar("completely_else"), None);
    }

    #[test]
    fn tables_and_variables_are_named_after_their_settings() {
        assert!(is_table("policy") && !is_table("name") && !is_table("pol"));
        assert_eq!(variable_of("policy.number_digits"), "ASSENT_POLICY_NUMBER_DIGITS");
    }
}
