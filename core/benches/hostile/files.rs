//! Files of strangers: each format's, as large as may be, in the shapes that cost most.

use assent_core::transfer::{Format, MAX_ENTRIES, MAX_FILE_BYTES};

use crate::seals::{PASSWORD, Seal};
use crate::{Fault, google};

/// What a file is full of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As many accounts as are taken, with names as long as they can be.
    LongNames,
    /// Small accounts without end.
    Endless,
    /// Entries without end that are none.
    Nothing,
    /// One account with one name, escaped once.
    OneName,
    /// A list under a name that nobody knows.
    UnknownList,
}

impl Shape {
    pub(crate) const ALL: [Self; 5] = [Self::LongNames, Self::Endless, Self::Nothing, Self::OneName, Self::UnknownList];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::LongNames => "10,000 accounts, long names",
            Self::Endless => "accounts without end",
            Self::Nothing => "entries that are none",
            Self::OneName => "one account, one name",
            Self::UnknownList => "a list nobody knows",
        }
    }
}

/// How a format's file is made.
pub(crate) struct Plan {
    pub(crate) format: Format,
    /// Around what can be sealed.
    outer: [&'static str; 2],
    /// Around the list.
    inner: [&'static str; 2],
    between: &'static str,
    /// With `NAME` where the name stands.
    entry: &'static str,
    nothing: &'static str,
    pub(crate) seal: Option<Seal>,
}

const SECRET_LINE: &str = "otpauth://totp/NAME?secret=JBSWY3DPEHPK3PXP";

/// All formats but Google's, which is no list.
pub(crate) const PLANS: [Plan; 11] = [
    Plan {
        format: Format::Assent,
        outer: ["", ""],
        inner: [r#"{"accounts":["#, r#"],"linked":[]}"#],
        entry: r#"{"issuer":"NAME","account":"a","label":null,"kind":"totp","secret":"JBSWY3DPEHPK3PXP","algorithm":"SHA1","digits":6,"period_secs":30,"counter":null}"#,
        seal: Some(Seal::Assent),
        ..LIST
    },
    Plan {
        format: Format::Aegis,
        outer: [r#"{"version":1,"header":{"slots":null,"params":null},"db":"#, "}"],
        inner: [r#"{"version":3,"entries":["#, "]}"],
        entry: r#"{"type":"totp","name":"NAME","info":{"secret":"JBSWY3DPEHPK3PXP"}}"#,
        nothing: r#"{"type":"","info":{}}"#,
        seal: Some(Seal::Aegis),
        ..LIST
    },
    Plan {
        format: Format::TwoFas,
        outer: [r#"{"schemaVersion":4,"services":"#, "}"],
        entry: r#"{"name":"NAME","secret":"JBSWY3DPEHPK3PXP","otp":{}}"#,
        nothing: r#"{"otp":{}}"#,
        seal: Some(Seal::TwoFas),
        ..LIST
    },
    Plan {
        format: Format::Ente,
        entry: concat!("otpauth://totp/NAME?secret=JBSWY3DPEHPK3PXP", "&codeDisplay=%7B%7D"),
        ..LINES
    },
    Plan {
        format: Format::Bitwarden,
        outer: [r#"{"encrypted":false,"items":"#, "}"],
        entry: r#"{"name":"NAME","login":{"totp":"JBSWY3DPEHPK3PXP"}}"#,
        ..LIST
    },
    Plan {
        format: Format::FreeOtpPlus,
        outer: [r#"{"tokens":"#, "}"],
        entry: r#"{"label":"NAME","secret":[1,2,3,4,5,6,7,8,9,10],"type":"TOTP"}"#,
        nothing: r#"{"secret":[],"type":""}"#,
        ..LIST
    },
    Plan {
        format: Format::AndOtp,
        entry: r#"{"secret":"JBSWY3DPEHPK3PXP","label":"NAME"}"#,
        nothing: r#"{"secret":""}"#,
        seal: Some(Seal::AndOtp),
        ..LIST
    },
    Plan {
        format: Format::Stratum,
        outer: ["", ""],
        inner: [r#"{"Authenticators":["#, "]}"],
        entry: r#"{"Type":2,"Issuer":"NAME","Secret":"JBSWY3DPEHPK3PXP"}"#,
        nothing: r#"{"Type":0}"#,
        seal: Some(Seal::Stratum),
        ..LIST
    },
    Plan {
        format: Format::Proton,
        inner: [r#"{"version":1,"entries":["#, "]}"],
        entry: r#"{"content":{"uri":"otpauth://totp/a?secret=JBSWY3DPEHPK3PXP","name":"NAME"}}"#,
        nothing: r#"{"content":{"uri":""}}"#,
        seal: Some(Seal::Proton),
        ..LIST
    },
    Plan {
        format: Format::Duo,
        entry: r#"{"name":"NAME","otpGenerator":{"otpSecret":"JBSWY3DPEHPK3PXP"}}"#,
        nothing: r#"{"accountType":""}"#,
        ..LIST
    },
    LINES,
];

const LIST: Plan = Plan {
    format: Format::Otpauth,
    outer: ["", ""],
    inner: ["[", "]"],
    between: ",",
    entry: "{}",
    nothing: "{}",
    seal: None,
};
const LINES: Plan = Plan { inner: ["", ""], between: "\n", entry: SECRET_LINE, nothing: "otpauth://", ..LIST };

impl Plan {
    /// A file of at most 16 MiB; none where the shape makes no sense.
    pub(crate) fn make(&self, shape: Shape, is_sealed: bool) -> Result<Option<Vec<u8>>, Fault> {
        match self.seal {
            Some(seal) if is_sealed => {
                let inside = self.fill(shape, seal.room(), &self.inner);
                inside.map(|inside| seal.close(inside)).transpose()
            }
            None if is_sealed => Ok(None),
            _ if self.format == Format::Assent => Ok(None),
            _ => {
                let [before, after] = [0, 1].map(|at| [self.outer[0], self.inner[0]][at].to_owned());
                let (head, tail) = (before + &after, self.inner[1].to_owned() + self.outer[1]);
                Ok(self.fill(shape, MAX_FILE_BYTES, &[&head, &tail]))
            }
        }
    }

    fn fill(&self, shape: Shape, room: usize, [head, tail]: &[&str; 2]) -> Option<Vec<u8>> {
        let left = room - head.len() - tail.len();
        let list = match shape {
            Shape::LongNames => self.repeat(left, left / MAX_ENTRIES - self.entry.len() - 8, MAX_ENTRIES),
            Shape::Endless => self.repeat(left, 1, usize::MAX),
            Shape::Nothing => repeat(self.nothing, self.between, left),
            Shape::OneName => self.with_name(&format!("\\u0041{}", "n".repeat(left - self.entry.len() - 8))),
            Shape::UnknownList if self.between == "\n" || head.starts_with('[') => return None,
            Shape::UnknownList => String::new(),
        };
        let mut file = format!("{head}{list}{tail}");
        if shape == Shape::UnknownList {
            let end = file.rfind('}')?;
            file.replace_range(end.., &format!(",\"unknown\":[{}]}}", repeat("0", ",", room - end - 16)));
        }
        Some(file.into_bytes())
    }

    fn repeat(&self, room: usize, name: usize, most: usize) -> String {
        let entry = self.with_name(&"n".repeat(name));
        let fit = (room / (entry.len() + self.between.len())).min(most);
        vec![entry; fit].join(self.between)
    }

    fn with_name(&self, name: &str) -> String {
        self.entry.replace("NAME", name)
    }
}

fn repeat(what: &str, between: &str, room: usize) -> String {
    vec![what; room / (what.len() + between.len())].join(between)
}

/// A file and the password that opens it.
pub(crate) struct Case {
    pub(crate) format: Format,
    pub(crate) shape: String,
    pub(crate) file: Vec<u8>,
    pub(crate) password: Option<&'static str>,
}

/// Each case, one after the other: all together would not fit into memory.
pub(crate) fn each(mut take: impl FnMut(Case) -> Result<(), Fault>) -> Result<(), Fault> {
    for plan in &PLANS {
        for (shape, is_sealed) in Shape::ALL.into_iter().flat_map(|shape| [(shape, false), (shape, true)]) {
            if let Some(file) = plan.make(shape, is_sealed)? {
                let sealed = if is_sealed { ", sealed" } else { "" };
                let (shape, password) = (format!("{}{sealed}", shape.name()), is_sealed.then_some(PASSWORD));
                take(Case { format: plan.format, shape, file, password })?;
            }
        }
    }
    for (shape, file) in google::files() {
        take(Case { format: Format::Google, shape: shape.to_owned(), file, password: None })?;
    }
    Ok(())
}
