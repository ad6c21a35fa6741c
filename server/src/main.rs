//! `assent-server`.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use assent_core::random::SystemEntropy;
use assent_server::commands::{
    Arguments, Command, UserAdd, UserCommand, WRONG, backup, check, init, mail_test, run, sms_test, user_add,
};
use assent_server::config::Config;
use clap::Parser;
use zeroize::Zeroizing;

/// A longer line is no password.
const MAX_LINE_BYTES: u64 = 4096;

fn main() -> ExitCode {
    match perform(Arguments::parse()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(WRONG)
        }
    }
}

fn perform(arguments: Arguments) -> io::Result<u8> {
    let file = arguments.find_config_file();
    let env = |name: &str| std::env::var(name).ok();
    match &arguments.command {
        Command::Check => return check(file.as_deref(), &env, &mut io::stdout()),
        Command::Init(wanted) => {
            let (place, random) = (arguments.config_file_to_make(), SystemEntropy::default());
            return init(place, wanted, &env, &random, &mut io::stdout());
        }
        Command::Run | Command::Backup(_) | Command::MailTest(_) | Command::SmsTest(_) | Command::User { .. } => {}
    }
    let config = match Config::load(file.as_deref(), &env) {
        Ok(config) => config,
        Err(problems) => {
            writeln!(io::stderr(), "{problems}")?;
            return Ok(WRONG);
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve_or_change(arguments.command, config))
}

async fn serve_or_change(command: Command, config: Config) -> io::Result<u8> {
    match command {
        Command::Backup(wanted) => backup(&config, &wanted.to, &mut io::stderr()).await,
        Command::User { command: UserCommand::Add(add) } => {
            let password = read_password(&add)?;
            user_add(&config, &add, &password, &mut io::stderr()).await
        }
        Command::MailTest(wanted) => mail_test(&config, &wanted, &mut io::stderr()).await,
        Command::SmsTest(wanted) => sms_test(&config, &wanted, &mut io::stderr()).await,
        Command::Run | Command::Check | Command::Init(_) => run(config, &mut io::stderr()).await,
    }
}

fn read_password(add: &UserAdd) -> io::Result<Zeroizing<String>> {
    if io::stdin().is_terminal() {
        write!(io::stderr(), "Password for {} (it shows as you type): ", add.email)?;
        io::stderr().flush()?;
    }
    let mut line = Zeroizing::new(String::with_capacity(256));
    io::Read::take(io::stdin().lock(), MAX_LINE_BYTES).read_line(&mut line)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}
