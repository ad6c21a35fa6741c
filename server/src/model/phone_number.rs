//! Telephone numbers that an SMS may go to, by the rules of libphonenumber.

use std::fmt;
use std::str::FromStr;

use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, Type};

/// Nobody's number is longer as it is typed, spaces and brackets included.
const MAX_TYPED_BYTES: usize = 40;

/// A country (ISO 3166-1 alpha-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country(Id);

impl Country {
    /// `CH`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        DATABASE.by_id(text)?;
        Id::from_str(text).ok().map(Self)
    }

    /// `CH`.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.as_ref()
    }

    /// The digits after the `+`: 41.
    fn calling_code(self) -> u16 {
        DATABASE.by_id(self.code()).map_or(0, |rules| rules.country_code())
    }
}

/// The countries that are served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries(Vec<Country>);

impl Countries {
    /// These.
    #[must_use]
    pub const fn new(countries: Vec<Country>) -> Self {
        Self(countries)
    }

    /// Reads a number as a person types it: with its country code, or without where it can only mean one number.
    ///
    /// # Errors
    /// [`BadNumber`].
    pub fn read(&self, typed: &str) -> Result<PhoneNumber, BadNumber> {
        let typed = typed.trim();
        if typed.len() > MAX_TYPED_BYTES {
            return Err(BadNumber::NoNumber);
        }
        if let Some(number) = with_country_code(typed) {
            return self.check(&number, None);
        }
        let mut found = self.0.iter().filter_map(|country| self.check(typed, Some(country.0)).ok());
        let first = found.next().ok_or(BadNumber::WithoutCountry)?;
        if found.any(|other| other != first) { Err(BadNumber::WithoutCountry) } else { Ok(first) }
    }

    fn check(&self, typed: &str, country: Option<Id>) -> Result<PhoneNumber, BadNumber> {
        parse(typed, country, |country| self.0.contains(country))
    }
}

/// The number as it begins with a plus, if it is typed with its country code.
fn with_country_code(typed: &str) -> Option<String> {
    let rest = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00"))?;
    Some(format!("+{rest}"))
}

fn parse(typed: &str, country: Option<Id>, is_served: impl Fn(&Country) -> bool) -> Result<PhoneNumber, BadNumber> {
    let number = phonenumber::parse(country, typed).map_err(|_| BadNumber::NoNumber)?;
    if number.extension().is_some() || !number.is_valid() {
        return Err(BadNumber::NoNumber);
    }
    let country = number.country().id().map(Country).filter(is_served).ok_or(BadNumber::NotServed)?;
    match number.number_type(&DATABASE) {
        Type::Mobile | Type::FixedLineOrMobile => {
            Ok(PhoneNumber { e164: number.format().mode(Mode::E164).to_string(), country })
        }
        _ => Err(BadNumber::NotMobile),
    }
}

impl fmt::Display for Countries {
    /// `CH (+41), FR (+33)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = self.0.iter().map(|country| format!("{} (+{})", country.code(), country.calling_code()));
        f.write_str(&list.collect::<Vec<_>>().join(", "))
    }
}

/// Why no SMS goes to what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    /// There is no such number.
    #[error("this is no telephone number; write it with its country code, such as +41 79 123 45 67")]
    NoNumber,
    /// It is not clear of which country it is.
    #[error("the country code is missing; write the number such as +41 79 123 45 67")]
    WithoutCountry,
    /// Its country is not served.
    #[error("this country is not served")]
    NotServed,
    /// A landline, a number that costs more, or another that gets no SMS.
    #[error("this is no mobile number")]
    NotMobile,
}

/// A mobile number of a served country. Has no `Display`, and its `Debug` is masked: it is nobody's business.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber {
    e164: String,
    country: Country,
}

impl PhoneNumber {
    /// Reads a number of any country, typed with its country code: where no SMS goes out, none has to be served.
    ///
    /// # Errors
    /// [`BadNumber`].
    pub fn read_anywhere(typed: &str) -> Result<Self, BadNumber> {
        let typed = typed.trim();
        if typed.len() > MAX_TYPED_BYTES {
            return Err(BadNumber::NoNumber);
        }
        parse(&with_country_code(typed).ok_or(BadNumber::WithoutCountry)?, None, |_| true)
    }

    /// As it was kept: of a country that was served when it was read.
    #[must_use]
    pub fn from_e164(e164: &str) -> Option<Self> {
        let country = phonenumber::parse(None, e164).ok()?.country().id().map(Country)?;
        Some(Self { e164: e164.to_owned(), country })
    }

    /// All of it (E.164): `+41791234567`.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// Its country.
    #[must_use]
    pub const fn country(&self) -> &Country {
        &self.country
    }

    /// What may be shown: `+41 •• ••• 45 67`.
    #[must_use]
    pub fn mask(&self) -> String {
        let digits = &self.e164[self.e164.len().saturating_sub(4)..];
        let (first, last) = digits.split_at(digits.len() / 2);
        format!("+{} •• ••• {first} {last}", self.country.calling_code())
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mask())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(codes: &[&str]) -> Countries {
        Countries::new(codes.iter().map(|code| Country::parse(code).unwrap()).collect())
    }

    fn read(typed: &str) -> Result<String, BadNumber> {
        served(&["CH", "FR", "BE", "DE"]).read(typed).map(|number| number.e164().to_owned())
    }

    #[test]
    fn mobile_numbers_of_served_countries_are_read_however_they_are_written() {
        for (typed, expected) in [
            ("+41 79 123 45 67", "+41791234567"),
            ("+41 (0)79 123 45 67", "+41791234567"),
            (" 0041791234567 ", "+41791234567"),
            ("+33 6 12 34 56 78", "+33612345678"),
            ("+33 (0) 7.56.78.90.12", "+33756789012"),
            ("+32 470 12 34 56", "+32470123456"),
            ("+49 1512 3456789", "+4915123456789"),
            ("01512 3456789", "+4915123456789"),
            ("06 12 34 56 78", "+33612345678"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn other_numbers_are_refused_with_the_reason() {
        for (typed, expected) in [
            ("", BadNumber::WithoutCountry),
            ("hello", BadNumber::WithoutCountry),
            // Somebody's in Switzerland and in France.
            ("079 123 45 67", BadNumber::WithoutCountry),
            ("+41 79 123", BadNumber::NoNumber),
            ("+41 79 123 45 67 89 01", BadNumber::NoNumber),
            ("+41791234567;ext=12", BadNumber::NoNumber),
            ("+999 79 123 45 67", BadNumber::NoNumber),
            ("+1 212 555 0123 then very much more than any number has", BadNumber::NoNumber),
            ("+44 7400 123456", BadNumber::NotServed),
            ("+1 650 253 0000", BadNumber::NotServed),
            ("+882 13 300 655", BadNumber::NotServed),
            // Landlines, and numbers that cost more, are shared or free.
            ("+41 44 668 18 00", BadNumber::NotMobile),
            ("+33 1 42 68 53 00", BadNumber::NotMobile),
            ("+41 900 123 456", BadNumber::NotMobile),
            ("+33 899 12 34 56", BadNumber::NotMobile),
            ("+41 800 123 456", BadNumber::NotMobile),
            ("+49 900 1 234567", BadNumber::NotMobile),
            ("+32 902 12 345", BadNumber::NotMobile),
        ] {
            assert_eq!(read(typed), Err(expected), "{typed}");
        }
    }

    #[test]
    fn without_a_country_code_only_one_country_may_have_the_number() {
        let (de, both) = (served(&["DE"]), served(&["US", "CA"]));
        assert_eq!(de.read("01512 3456789").unwrap().e164(), "+4915123456789");
        assert_eq!(both.read("650 253 0000").map(|number| number.e164().to_owned()), Ok("+16502530000".to_owned()));
        assert_eq!(both.read("+1 416 555 0123").unwrap().country().code(), "CA");
    }

    #[test]
    fn where_no_sms_goes_out_a_number_is_of_any_country() {
        let read = |typed| PhoneNumber::read_anywhere(typed).map(|number| number.e164().to_owned());
        assert_eq!(read("0044 7400 123456").as_deref(), Ok("+447400123456"));
        assert_eq!(read("07400 123456"), Err(BadNumber::WithoutCountry));
        assert_eq!(read("+41 900 123 456"), Err(BadNumber::NotMobile));
    }

    #[test]
    fn a_number_is_never_shown_whole() {
        let number = PhoneNumber::from_e164("+41791234567").unwrap();
        assert_eq!(number.mask(), "+41 •• ••• 45 67");
        assert_eq!(format!("{number:?}"), "+41 •• ••• 45 67");
        assert_eq!(number.country().code(), "CH");
    }

    #[test]
    fn countries_are_named_with_their_codes() {
        assert_eq!(served(&["CH", "BE"]).to_string(), "CH (+41), BE (+32)");
        assert!(Country::parse("XX").is_none() && Country::parse("ch").is_none());
    }
}
