//! For how long.

use clap::ArgGroup;

/// How long to be quiet.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("how").required(true).args(["until", "for_", "off"])))]
pub struct Quiet {
    /// Name, issuer or id, or a part of it [default: all linked accounts]
    #[arg(allow_hyphen_values = true)]
    pub account: Option<String>,
    /// Until this time of the day, such as 07:00
    #[arg(long, value_name = "HH:MM", value_parser = parse_time)]
    pub until: Option<(i8, i8)>,
    /// For so long, such as 8h or 45m; at most 24h
    #[arg(long = "for", id = "for_", value_name = "TIME", value_parser = parse_span)]
    pub for_secs: Option<i64>,
    /// Requests again
    #[arg(long)]
    pub off: bool,
}

fn parse_time(text: &str) -> Result<(i8, i8), String> {
    let read = |text: &str, most: i8| text.parse().ok().filter(|number| (0..=most).contains(number));
    let time = text.split_once(':').and_then(|(hour, minute)| Some((read(hour, 23)?, read(minute, 59)?)));
    time.ok_or_else(|| "a time of the day is expected, such as 07:00".to_owned())
}

fn parse_span(text: &str) -> Result<i64, String> {
    let secs = ["h", "m"].iter().zip([3600, 60]).find_map(|(unit, secs)| {
        let number: u16 = text.strip_suffix(unit)?.parse().ok()?;
        Some(i64::from(number) * secs)
    });
    let fits = secs.filter(|secs| (60..=86_400).contains(secs));
    fits.ok_or_else(|| "a time is expected, such as 8h or 45m, at most 24h".to_owned())
}
