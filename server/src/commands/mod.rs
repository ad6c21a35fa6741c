//! The command line of `assent-server`.

mod check;
mod data;
mod init;
mod mail_test;
mod run;
mod sms_test;

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::config::DEFAULT_CONFIG;

pub use check::check;
pub(crate) use check::keys_lost;
pub use data::{backup, user_add};
pub use init::init;
pub use mail_test::mail_test;
pub use run::run;
pub use sms_test::sms_test;

/// All went well.
pub const DONE: u8 = 0;
/// Something is wrong; what, was said.
pub const WRONG: u8 = 1;

/// Asks people on their phones whether a login is theirs.
#[derive(Debug, Parser)]
#[command(name = "assent-server", version, arg_required_else_help = true, propagate_version = true)]
#[command(after_help = "To begin:\n  assent-server init --public-url https://login.example.org\n  \
    assent-server check\n  assent-server run\n\nEach setting of the file is also a variable: \
    ASSENT_PUBLIC_URL, ASSENT_LISTEN, ASSENT_LOG_LEVEL, …")]
pub struct Arguments {
    /// The configuration file [default: /etc/assent/assent.toml, if it is there].
    #[arg(long, short, global = true, env = "ASSENT_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with the configuration, with file and line, and change nothing.
    Check,
    /// Make the folder, the key file and a configuration for a new server. Overwrites nothing.
    Init(Init),
    /// Serve until SIGTERM or ctrl-c.
    Run,
    /// Write a consistent copy of the database while the server runs.
    Backup(Backup),
    /// Send a mail to an address, to see whether mail goes out as it is set up.
    MailTest(MailTest),
    /// Send an SMS to a number, to see whether the gateway takes it as it is set up.
    SmsTest(SmsTest),
    /// Manage people.
    User {
        /// What to do with them.
        #[command(subcommand)]
        command: UserCommand,
    },
}

/// Of a new server.
#[derive(Debug, Default, Clone, Args)]
pub struct Init {
    /// The address people and phones will use, such as https://login.example.org.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Where everything will be kept [default: /var/lib/assent].
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

/// Where the copy goes.
#[derive(Debug, Clone, Args)]
pub struct Backup {
    /// The file to write; it must not be there yet. The key file is not in it: keep a copy of that elsewhere.
    pub to: PathBuf,
}

/// To whom.
#[derive(Debug, Clone, Args)]
pub struct SmsTest {
    /// The number, with its country code: +41791234567.
    pub number: String,
}

/// To whom.
#[derive(Debug, Clone, Args)]
pub struct MailTest {
    /// The e-mail address.
    pub to: String,
    /// The language of the mail.
    #[arg(long, default_value = "en", value_parser = ["en", "fr"])]
    pub language: String,
}

/// What to do with people.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person. The password is read from standard input, or asked for.
    Add(UserAdd),
}

/// A new person.
#[derive(Debug, Clone, Args)]
pub struct UserAdd {
    /// The e-mail address, which is also the name to sign in with.
    pub email: String,
    /// What to call the person [default: the part before the @].
    #[arg(long)]
    pub name: Option<String>,
    /// Make the person an administrator.
    #[arg(long)]
    pub admin: bool,
    /// The language the person is spoken to in.
    #[arg(long, default_value = "en", value_parser = ["en", "fr"])]
    pub language: String,
}

impl Arguments {
    /// The configuration file to read: the one that was named, else the usual one if it is there.
    #[must_use]
    pub fn find_config_file(&self) -> Option<PathBuf> {
        let usual = || Some(PathBuf::from(DEFAULT_CONFIG)).filter(|path| path.exists());
        self.config.clone().or_else(usual)
    }

    /// The configuration file that `init` makes.
    #[must_use]
    pub fn config_file_to_make(&self) -> &Path {
        self.config.as_deref().unwrap_or(Path::new(DEFAULT_CONFIG))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_file_may_be_named_before_or_after_the_command() {
        for line in [&["x", "--config", "a.toml", "check"][..], &["x", "check", "-c", "a.toml"]] {
            let arguments = Arguments::try_parse_from(line).unwrap();
            assert_eq!(arguments.find_config_file(), Some("a.toml".into()));
        }
    }

    #[test]
    fn help_names_every_command_and_the_way_to_begin() {
        let help = Arguments::command().render_long_help().to_string();
        for word in ["check", "init", "run", "backup", "mail-test", "sms-test", "user", "ASSENT_PUBLIC_URL", "To begin"]
        {
            assert!(help.contains(word), "{word}");
        }
    }

    #[test]
    fn the_version_is_the_package_s() {
        let error = Arguments::try_parse_from(["assent-server", "--version"]).unwrap_err();
        assert_eq!(error.to_string().trim(), format!("assent-server {}", env!("CARGO_PKG_VERSION")));
    }

    #[test]
    fn people_are_added_by_address() {
        let arguments = Arguments::try_parse_from(["x", "user", "add", "ada@example.org", "--admin"]).unwrap();
        let Command::User { command: UserCommand::Add(add) } = arguments.command else { panic!("another command") };
        assert!(add.admin && add.email == "ada@example.org" && add.name.is_none());
    }
}
