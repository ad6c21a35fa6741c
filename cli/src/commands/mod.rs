//! One file for each command, or for those that belong together.

mod answer;
mod change;
mod export;
mod import;
mod link;
mod list;
mod lock;
mod move_in;
mod move_out;
mod quiet;
mod receipt;
mod repair;
mod sign_in;
mod watch;

use assent_core::message::Verdict;

use crate::args::{Args, Command, Move, Receipt};
use crate::demo;
use crate::error::CliError;
use crate::open::open;
use crate::output::Output;
use crate::style::Style;
use crate::when::Zone;
use crate::words::Words;

/// Does what was typed.
pub(crate) async fn run(args: &Args, words: &Words) -> Result<(), CliError> {
    let style = if args.json { Style::PLAIN } else { Style::choose() };
    let to = Output { words, style, zone: Zone::of_machine(), json: args.json };
    if let Command::Receipt(Receipt::Check { file, service, server, device_key }) = &args.command {
        let pins = receipt::Pins { service: service.as_deref(), server: server.as_deref(), key: device_key.as_deref() };
        return receipt::check(file, &pins, &to);
    }
    if let Command::Demo(wanted) = &args.command {
        return demo::run(wanted, &to).await;
    }
    if let Command::Lock(wanted) = &args.command {
        return lock::lock(args, wanted, &to);
    }
    let opened = open(args, words)?;
    let own = &opened.authenticator;
    match &args.command {
        Command::Link(link) => link::link(own, link, &to).await,
        Command::List { search } => list::list(own, search, &to),
        Command::Code { account } => list::code(own, account, &to),
        Command::Watch => watch::watch(&opened, &to).await,
        Command::Pending { wait } => list::pending(&opened, *wait, &to).await,
        Command::Approve { request, number } => {
            answer::answer(own, request.as_deref(), Verdict::Approve, number.as_deref(), &to).await
        }
        Command::Deny { request } => answer::answer(own, request.as_deref(), Verdict::Deny, None, &to).await,
        Command::Report { request } => answer::answer(own, request.as_deref(), Verdict::Report, None, &to).await,
        Command::History => list::history(own, &to),
        Command::Receipt(Receipt::Show { request }) => receipt::show(own, request),
        Command::Receipt(Receipt::Keys { account }) => receipt::keys(own, account, &to),
        Command::Receipt(Receipt::Check { .. }) | Command::Demo(_) | Command::Lock(_) => Ok(()),
        Command::Add(add) => change::add(own, add, &to),
        Command::Import(wanted) => import::import(own, wanted, &to),
        Command::Export(wanted) => export::export(own, wanted, &to),
        Command::Remove { account, forget, yes } => change::remove(own, account, *forget, *yes, &to).await,
        Command::Rename { account, name } => change::rename(own, account, name.as_deref(), &to),
        Command::Place { account, place } => change::place(own, account, *place, &to),
        Command::Colour { account, colour } => change::colour(own, account, colour.as_deref(), &to),
        Command::ForgetDamaged { yes } => change::forget_damaged(own, *yes, &to),
        Command::Move(Move::Out) => move_out::move_out(own, &to).await,
        Command::Move(Move::In(wanted)) => move_in::move_in(own, wanted, &to).await,
        Command::Move(Move::Code { without }) => move_in::show_code_again(own, without, &to),
        Command::Repair(wanted) => repair::repair(own, wanted, &to).await,
        Command::Quiet(wanted) => quiet::quiet(&opened, wanted, &to).await,
        Command::StopRecovery { account } => change::stop_recovery(own, account, &to).await,
    }
}
