//! Signing in in the system's browser, whose last step comes back to a port of this machine (RFC 8252 §7.3).

use assent_core::authenticator::{AccountId, Authenticator, Linking};
use assent_core::message::DeviceDescription;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use zeroize::Zeroizing;

use crate::error::CliError;
use crate::output::Output;

const MAX_REQUEST_BYTES: usize = 8 * 1024;

pub(super) async fn sign_in(
    own: &Authenticator,
    server: &str,
    repairs: Option<AccountId>,
    device: DeviceDescription,
    to: &Output<'_>,
) -> Result<Linking, CliError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let redirect = format!("http://127.0.0.1:{}/linked", listener.local_addr()?.port());
    let sign_in = own.start_sign_in(server, &redirect, &device.name)?;
    let text = format!(
        "{}\n\n  {}\n\n{}",
        to.words.word("link-signing-in"),
        to.style.strong(&sign_in.address),
        to.style.faint(&to.words.word("link-waiting-browser"))
    );
    to.print(&text, &json!({ "open": sign_in.address }))?;
    loop {
        let (stream, _) = listener.accept().await?;
        // Browsers also ask for icons, and open connections that they don't use.
        let Some(path) = read_path(&stream).await.filter(|path| path.starts_with("/linked?")) else { continue };
        let origin = redirect.trim_end_matches("/linked");
        let callback = Zeroizing::new(format!("{origin}{}", path.as_str()));
        let result = match repairs {
            Some(id) => own.repair_by_sign_in(id, &sign_in, &callback, device.clone()).await,
            None => own.finish_sign_in(&sign_in, &callback, device.clone()).await,
        };
        let key = if result.is_ok() { "link-browser-done" } else { "link-browser-refused" };
        write_page(&stream, &to.words.word(key)).await;
        return Ok(result?);
    }
}

/// The path of a `GET`.
async fn read_path(stream: &TcpStream) -> Option<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_REQUEST_BYTES));
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        stream.readable().await.ok()?;
        let mut chunk = Zeroizing::new([0; 1024]);
        match stream.try_read(&mut *chunk) {
            Ok(0) => return None,
            Ok(count) if bytes.len() + count <= MAX_REQUEST_BYTES => bytes.extend_from_slice(&chunk[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            _ => return None,
        }
    }
    let text = std::str::from_utf8(&bytes).ok()?;
    let path = text.strip_prefix("GET ")?.split(' ').next()?;
    Some(Zeroizing::new(path.to_owned()))
}

/// A page of one sentence. The address bar still holds the ticket, which is used up by now.
async fn write_page(stream: &TcpStream, sentence: &str) {
    let body = format!("<!doctype html><meta charset=utf-8><title>Assent</title><p>{sentence}</p>");
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
         content-security-policy: default-src 'none'\r\nreferrer-policy: no-referrer\r\ncache-control: no-store\r\n\
         connection: close\r\n\r\n",
        body.len()
    );
    let page = format!("{head}{body}");
    let mut rest = page.as_bytes();
    while !rest.is_empty() && stream.writable().await.is_ok() {
        match stream.try_write(rest) {
            Ok(count) => rest = &rest[count..],
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => return,
        }
    }
}
