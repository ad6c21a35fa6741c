//! Reading an `otpauth://` address.

use zeroize::Zeroizing;

use super::address::{Address, AddressError, MAX_URI_LEN};
use super::base32_text::parse_base32;
use super::code::OtpKey;
use super::parameters::{Algorithm, Digits, Kind, Period};
use super::percent::{decode, decode_value};
use crate::secret::Secret;

const SCHEME: &str = "otpauth://";

impl Address {
    /// Reads an address, tolerant of how websites and apps spell it, strict about what it says.
    /// The `issuer` parameter goes before the prefix of the label; parameters not known are passed over.
    ///
    /// # Errors
    /// [`AddressError`] says what is wrong with it.
    pub fn parse(uri: &str) -> Result<Self, AddressError> {
        if uri.len() > MAX_URI_LEN {
            return Err(AddressError::TooLong);
        }
        let (type_name, label, query) = split(uri.trim())?;
        let parameters = Parameters::parse(query)?;
        let label = decode(label).ok_or(AddressError::BadEncoding)?;
        let (issuer, account) = read_names(&label, parameters.issuer());
        let key = parameters.read_key(type_name, issuer)?;
        Self::new(issuer, account, key)
    }
}

/// Type, label and query, all still encoded.
fn split(uri: &str) -> Result<(&str, &str, &str), AddressError> {
    let (scheme, rest) = uri.split_at_checked(SCHEME.len()).ok_or(AddressError::NotOtpauth)?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return Err(AddressError::NotOtpauth);
    }
    if rest.contains('#') {
        return Err(AddressError::Fragment);
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (type_name, label) = path.split_once('/').unwrap_or((path, ""));
    Ok((type_name, label, query))
}

/// Issuer and account. The label is `issuer:account` or `account`; the colon may have been encoded.
/// An issuer with a colon of its own is known by the parameter.
fn read_names<'a>(label: &'a str, issuer: Option<&'a str>) -> (Option<&'a str>, &'a str) {
    let label = label.trim();
    let after_issuer = issuer.and_then(|issuer| label.strip_prefix(issuer)?.trim_start().strip_prefix(':'));
    if let Some(account) = after_issuer {
        return (issuer, account);
    }
    match label.split_once(':') {
        Some((prefix, account)) => (issuer.or(Some(prefix)), account),
        None => (issuer, label),
    }
}

type Value = Option<Zeroizing<String>>;

/// The parameters that count, decoded.
#[derive(Default)]
struct Parameters {
    secret: Value,
    issuer: Value,
    algorithm: Value,
    digits: Value,
    period: Value,
    counter: Value,
    encoder: Value,
}

impl Parameters {
    fn parse(query: &str) -> Result<Self, AddressError> {
        let mut parameters = Self::default();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode_value(name).ok_or(AddressError::BadEncoding)?;
            let Some(slot) = parameters.slot(&name.to_ascii_lowercase()) else { continue };
            let value = decode_value(value).ok_or(AddressError::BadEncoding)?;
            if slot.replace(value).is_some() {
                return Err(AddressError::DuplicateParameter);
            }
        }
        Ok(parameters)
    }

    fn slot(&mut self, name: &str) -> Option<&mut Value> {
        match name {
            "secret" => Some(&mut self.secret),
            "issuer" => Some(&mut self.issuer),
            "algorithm" => Some(&mut self.algorithm),
            "digits" => Some(&mut self.digits),
            "period" => Some(&mut self.period),
            "counter" => Some(&mut self.counter),
            "encoder" => Some(&mut self.encoder),
            _ => None,
        }
    }

    fn issuer(&self) -> Option<&str> {
        self.issuer.as_ref().map(|issuer| issuer.trim()).filter(|issuer| !issuer.is_empty())
    }

    fn read_key(&self, type_name: &str, issuer: Option<&str>) -> Result<OtpKey, AddressError> {
        let kind = self.read_kind(type_name, issuer)?;
        let algorithm = self.read_algorithm(kind)?;
        let digits = self.read_digits(kind)?;
        OtpKey::new(kind, algorithm, digits, self.read_secret()?).map_err(|_| AddressError::EmptySecret)
    }

    fn read_kind(&self, type_name: &str, issuer: Option<&str>) -> Result<Kind, AddressError> {
        let encoder = self.encoder.as_ref().map(|encoder| encoder.to_ascii_lowercase());
        match (type_name.to_ascii_lowercase().as_str(), encoder.as_deref()) {
            ("steam", None | Some("steam")) | ("totp", Some("steam")) => self.read_steam(),
            ("totp", None) if self.is_tacit_steam(issuer) => self.read_steam(),
            ("totp", None) => Ok(Kind::Totp { period: self.read_period()? }),
            ("hotp", None) => Ok(Kind::Hotp { counter: self.read_counter()? }),
            _ => Err(AddressError::UnknownType),
        }
    }

    /// Some apps tell Steam only by its name and its five characters.
    fn is_tacit_steam(&self, issuer: Option<&str>) -> bool {
        let five = self.digits.as_ref().is_some_and(|digits| digits.as_str() == "5");
        five && issuer.is_some_and(|issuer| issuer.trim().eq_ignore_ascii_case("steam"))
    }

    fn read_steam(&self) -> Result<Kind, AddressError> {
        if self.read_period()? == Period::default() { Ok(Kind::Steam) } else { Err(AddressError::InvalidPeriod) }
    }

    fn read_period(&self) -> Result<Period, AddressError> {
        let Some(period) = &self.period else { return Ok(Period::default()) };
        number(period).and_then(Period::new).ok_or(AddressError::InvalidPeriod)
    }

    fn read_counter(&self) -> Result<u64, AddressError> {
        let counter = self.counter.as_ref().ok_or(AddressError::MissingCounter)?;
        number(counter).ok_or(AddressError::InvalidCounter)
    }

    fn read_algorithm(&self, kind: Kind) -> Result<Algorithm, AddressError> {
        let Some(name) = &self.algorithm else { return Ok(Algorithm::default()) };
        let allowed = |algorithm: &Algorithm| kind != Kind::Steam || *algorithm == Algorithm::Sha1;
        Algorithm::find(name).filter(allowed).ok_or(AddressError::UnknownAlgorithm)
    }

    fn read_digits(&self, kind: Kind) -> Result<Digits, AddressError> {
        let Some(digits) = &self.digits else { return Ok(Digits::default()) };
        let digits = number(digits).ok_or(AddressError::InvalidDigits)?;
        match kind {
            Kind::Steam if digits == 5 => Ok(Digits::default()),
            Kind::Steam => Err(AddressError::InvalidDigits),
            Kind::Totp { .. } | Kind::Hotp { .. } => Digits::new(digits).ok_or(AddressError::InvalidDigits),
        }
    }

    fn read_secret(&self) -> Result<Secret, AddressError> {
        let text = self.secret.as_ref().ok_or(AddressError::MissingSecret)?;
        parse_base32(text).map_err(|_| AddressError::InvalidSecret)
    }
}

/// Digits only: `parse` alone would take a sign too.
fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use serde_json::{Value, json};

    use super::*;

    fn vectors() -> Value {
        serde_json::from_str(include_str!("../../../tests/vectors/otp/addresses.json")).unwrap()
    }

    fn uri_of(case: &Value) -> String {
        let filler = "a".repeat(case["filler"].as_u64().unwrap_or(0).try_into().unwrap());
        case["uri"].as_str().unwrap().replace("{filler}", &filler)
    }

    fn parts_of(address: &Address) -> Value {
        let key = address.key();
        let counter = if let Kind::Hotp { counter } = key.kind() { Some(counter) } else { None };
        json!({
            "kind": key.kind().name(),
            "issuer": address.issuer(),
            "account": address.account(),
            "algorithm": key.algorithm().name(),
            "digits": key.digits(),
            "period_secs": key.kind().period().map(Period::secs),
            "counter": counter,
            "secret_hex": HEXLOWER.encode(key.secret().expose()),
        })
    }

    #[test]
    fn good_addresses_are_read_as_they_are_meant() {
        let vectors = vectors();
        for case in vectors["good"].as_array().unwrap() {
            let address = Address::parse(&uri_of(case)).unwrap_or_else(|error| panic!("{case}: {error}"));
            assert_eq!(parts_of(&address), case["parts"], "{}", case["name"]);
        }
    }

    #[test]
    fn good_addresses_are_printed_in_one_form() {
        let vectors = vectors();
        for case in vectors["good"].as_array().unwrap() {
            let Some(printed) = case["printed"].as_str() else { continue };
            let uri = Address::parse(&uri_of(case)).unwrap_or_else(|error| panic!("{case}: {error}")).to_uri();
            assert_eq!(*uri, printed, "{}", case["name"]);
        }
    }

    #[test]
    fn bad_addresses_are_refused_by_name() {
        let vectors = vectors();
        for case in vectors["bad"].as_array().unwrap() {
            let error = Address::parse(&uri_of(case)).err().map(|error| format!("{error:?}"));
            assert_eq!(error.as_deref(), case["error"].as_str(), "{}", case["name"]);
        }
    }
}
