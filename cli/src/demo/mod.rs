//! `assent demo`: a real server, a small service that uses it, and this terminal as the phone.

mod auto;
mod browser;
mod files;
mod inbox;
mod phone;
mod server;
mod wiki;

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use crate::args::DemoArgs;
use crate::error::CliError;
use crate::output::Output;
use crate::watch::{self, Keys, Terminal};
use files::Files;
use inbox::Inbox;
use phone::Phone;
use server::Server;
use wiki::Wiki;

/// Whom the demo is about.
const EMAIL: &str = "ada@example.org";

/// Everything that runs.
struct World {
    server: Server,
    wiki: Wiki,
    phone: Phone,
    files: Files,
    /// Where Ada's mails are shown.
    mails: String,
}

/// Runs the demo until `q`, or with `auto` until its last step.
pub(crate) async fn run(args: &DemoArgs, to: &Output<'_>) -> Result<(), CliError> {
    let auto = args.auto || !std::io::stdin().is_terminal();
    let temporary = tempfile::tempdir()?;
    let folder = args.data.clone().unwrap_or_else(|| temporary.path().to_owned());
    let mut files = Files::open(&folder)?;
    let inbox = Arc::new(Inbox::default());
    let mails = inbox.serve().await?;
    let server = Server::start(&mut files, inbox, args.lan).await?;
    let wiki = Wiki::start(&server, &files).await?;
    let phone = Phone::open(&folder)?;
    let world = World { server, wiki, phone, files, mails };
    let done = if auto { auto::play(&world, to).await } else { play_by_hand(&world, to).await };
    world.server.stop().await;
    done
}

async fn play_by_hand(world: &World, to: &Output<'_>) -> Result<(), CliError> {
    if !world.phone.is_linked()? {
        world.phone.link(&world.server).await?;
    }
    let (ticket, page) = world.server.make_ticket().await?;
    let qr = QrCode::new(ticket.as_bytes()).map_err(|error| CliError::with("error-demo", error))?;
    let picture = qr.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    to.tell(&to.words.say(
        "demo-open",
        &[
            ("wiki", world.wiki.address.as_str().into()),
            ("portal", world.server.url.as_str().into()),
            ("mails", world.mails.as_str().into()),
            ("email", EMAIL.into()),
            ("password", world.files.password.as_str().into()),
            ("picture", picture.into()),
            ("ticket", ticket.as_str().into()),
            ("page", page.into()),
        ],
    ))?;
    let (listening, keys) = Keys::listen()?;
    let raw = listening.is_raw();
    let mut out = std::io::stdout();
    let opened = &world.phone.opened;
    let mut terminal = Terminal { keys, out: &mut out, output: to, raw };
    let watched = watch::run(&opened.authenticator, opened.clock.as_ref(), &mut terminal).await;
    drop(listening);
    writeln!(std::io::stdout(), "{}", to.words.word("demo-end"))?;
    watched
}
