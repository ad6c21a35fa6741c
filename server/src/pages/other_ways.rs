//! Every way to take the second step.

use askama::Template;

use super::frame::Frame;
use super::sms_code::SmsWay;

/// The ways this person has, best first, help last.
#[derive(Template)]
#[template(path = "other_ways.html")]
pub struct OtherWays {
    /// The page's surroundings.
    pub frame: Frame,
    /// The names of the phones that can be asked; empty when there is none or pushes are paused.
    pub phones: Vec<String>,
    /// The names of the passkeys.
    pub passkeys: Vec<String>,
    /// The numbers that can get a code by SMS.
    pub numbers: Vec<SmsWay>,
    /// The names of the phones and apps that make codes.
    pub code_apps: Vec<String>,
    /// How many backup codes are left; `None` when there are none at all.
    pub backup_codes_left: Option<u32>,
    /// Whether an identity check may follow: never without the password.
    pub can_ask_help: bool,
}

impl OtherWays {
    fn phones_listed(&self) -> String {
        self.phones.join(", ")
    }

    fn passkeys_listed(&self) -> String {
        self.passkeys.join(", ")
    }
}
