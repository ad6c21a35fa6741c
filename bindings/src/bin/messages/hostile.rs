//! Messages that nobody may believe, each with the name of its refusal.

use assent_core::keys::{Signer, SoftwareKey};
use assent_core::random::SystemEntropy;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use crate::Failed;
use crate::dice::Dice;
use crate::many;

/// A good message to be spoilt.
struct Victim<'a> {
    key: &'a SoftwareKey,
    issuer: String,
    audience: String,
    claims: String,
    compact: String,
    cases: Vec<Value>,
}

/// All of them: a decision that was spoilt in one way each.
pub(crate) fn list(key: &SoftwareKey, dice: &mut Dice) -> Result<Vec<Value>, Failed> {
    // One without a number, so that a bad one can be put in.
    let good = loop {
        let good = many::make("decision", key, dice)?;
        if !good["claims"].as_str().unwrap_or_default().contains("\"number\"") {
            break good;
        }
    };
    let text = |name: &str| good[name].as_str().unwrap_or_default().to_owned();
    let (issuer, audience) = (text("issuer"), text("audience"));
    let mut victim =
        Victim { key, issuer, audience, claims: text("claims"), compact: text("compact"), cases: Vec::new() };
    victim.spoil_headers()?;
    victim.spoil_claims()?;
    victim.spoil_form(dice)?;
    victim.spoil_signatures()?;
    Ok(victim.cases)
}

impl Victim<'_> {
    fn spoil_headers(&mut self) -> Result<(), Failed> {
        let kid = self.key.public_key().thumbprint();
        for (name, header, refusal) in [
            ("no algorithm", format!(r#"{{"alg":"none","typ":"assent-decision+jwt","kid":"{kid}"}}"#), "Header"),
            ("another algorithm", format!(r#"{{"alg":"HS256","typ":"assent-decision+jwt","kid":"{kid}"}}"#), "Header"),
            (
                "another header member",
                format!(r#"{{"alg":"ES256","typ":"assent-decision+jwt","kid":"{kid}","crit":["x"]}}"#),
                "Header",
            ),
            ("another type", format!(r#"{{"alg":"ES256","typ":"assent-pull+jwt","kid":"{kid}"}}"#), "WrongType"),
            ("no key named", r#"{"alg":"ES256","typ":"assent-decision+jwt"}"#.to_owned(), "Header"),
            ("another key named", r#"{"alg":"ES256","typ":"assent-decision+jwt","kid":"x"}"#.to_owned(), "WrongKey"),
        ] {
            let compact = self.sign(&header, &self.claims.clone())?;
            self.add(name, compact, refusal);
        }
        Ok(())
    }

    fn spoil_claims(&mut self) -> Result<(), Failed> {
        let (header, claims) = (self.header(), self.claims.clone());
        let (issuer, audience) = (self.issuer.clone(), self.audience.clone());
        for (name, claims, refusal) in [
            ("another version", claims.replacen(r#""v":1"#, r#""v":2"#, 1), "Version"),
            ("a claim twice", claims.replacen(r#""v":1"#, r#""v":1,"v":1"#, 1), "Malformed"),
            ("another issuer", claims.replacen(&issuer, "AAAAAAAAAAAAAAAAAAAAAA", 1), "WrongIssuer"),
            ("another audience", claims.replacen(&audience, "me", 1), "WrongAudience"),
            ("over before it began", claims.replacen(r#""exp":"#, r#""exp":1,"old":"#, 1), "Untimely"),
            ("an unknown answer", claims.replacen(r#""verdict":""#, r#""verdict":"x"#, 1), "Malformed"),
            ("a number of letters", claims.replacen(r#""shown_at""#, r#""number":"abc","shown_at""#, 1), "BadValue"),
            ("no claims", "{}".to_owned(), "Malformed"),
            ("no JSON", "decision".to_owned(), "Malformed"),
        ] {
            let compact = self.sign(&header, &claims)?;
            self.add(name, compact, refusal);
        }
        Ok(())
    }

    fn spoil_form(&mut self, dice: &mut Dice) -> Result<(), Failed> {
        let compact = self.compact.clone();
        self.add("empty", String::new(), "Malformed");
        self.add("cut off", compact[..compact.len() - 4].to_owned(), "Malformed");
        self.add("two parts", compact.rsplit_once('.').map_or("", |(two, _)| two).to_owned(), "Malformed");
        self.add("four parts", format!("{compact}.AAAA"), "Malformed");
        self.add("padded", format!("{compact}=="), "Malformed");
        self.add("too long", "A".repeat(8 * 1024 + 1), "TooLong");
        let other = many::make("pull", self.key, dice)?;
        self.add("a message of another type", other["compact"].as_str().unwrap_or_default().to_owned(), "WrongType");
        Ok(())
    }

    fn spoil_signatures(&mut self) -> Result<(), Failed> {
        let (signed, signature) = self.compact.rsplit_once('.').ok_or("no signature")?;
        let raw = BASE64URL_NOPAD.decode(signature.as_bytes())?;
        let with = |raw: &[u8]| format!("{signed}.{}", BASE64URL_NOPAD.encode(raw));
        let mut flipped = raw.clone();
        flipped[5] ^= 1;
        let cases = [
            ("a flipped bit", with(&flipped), "BadSignature"),
            ("the higher s", with(&high_s(&raw)), "BadSignature"),
            ("zeros for a signature", with(&[0; 64]), "Malformed"),
        ];
        let (stranger, _) = SoftwareKey::make(&SystemEntropy::default())?;
        let foreign = stranger.sign(signed.as_bytes())?;
        let foreign = with(foreign.as_bytes());
        for (name, compact, refusal) in cases {
            self.add(name, compact, refusal);
        }
        self.add("signed by a stranger", foreign, "BadSignature");
        Ok(())
    }

    fn header(&self) -> String {
        let kid = self.key.public_key().thumbprint();
        format!(r#"{{"alg":"ES256","typ":"assent-decision+jwt","kid":"{kid}"}}"#)
    }

    fn sign(&self, header: &str, claims: &str) -> Result<String, Failed> {
        let input =
            format!("{}.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(claims.as_bytes()));
        let signature = self.key.sign(input.as_bytes())?;
        Ok(format!("{input}.{}", BASE64URL_NOPAD.encode(signature.as_bytes())))
    }

    fn add(&mut self, name: &str, compact: String, refusal: &str) {
        let key = serde_json::to_string(&self.key.public_key().to_jwk()).unwrap_or_default();
        self.cases.push(json!({
            "name": name, "kind": "decision", "compact": compact, "issuer": self.issuer, "audience": self.audience,
            "key": key, "refusal": refusal,
        }));
    }
}

/// The other `s` of the same signature: the order of P-256 (SP 800-186 §3.2.1.3) less `s`.
fn high_s(raw: &[u8]) -> Vec<u8> {
    const ORDER: [u8; 32] = [
        0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad,
        0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];
    let (mut high, mut borrow) = (raw.to_vec(), 0_i16);
    for at in (0..32).rev() {
        let less = i16::from(ORDER[at]) - i16::from(raw[32 + at]) - borrow;
        borrow = i16::from(less < 0);
        high[32 + at] = less.rem_euclid(256).to_le_bytes()[0];
    }
    high
}
