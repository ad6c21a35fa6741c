//! The cheapest client that still speaks HTTP/1.1 (RFC 9112): one connection, one request at a time.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Fault;

const HEAD_END: &[u8] = b"\r\n\r\n";

/// A connection that is kept.
pub(crate) struct Wire {
    stream: TcpStream,
    host: String,
    authorization: String,
    buffer: Vec<u8>,
}

/// An answer.
pub(crate) struct Answer<'a> {
    /// Its status.
    pub(crate) status: u16,
    /// Its first line and its headers.
    pub(crate) head: &'a str,
    /// Its body.
    pub(crate) body: &'a [u8],
}

impl Wire {
    /// Connects. `key` is sent as bearer, when there is one.
    pub(crate) async fn connect(address: SocketAddr, key: Option<&str>) -> Result<Self, Fault> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let authorization = key.map(|key| format!("authorization: Bearer {key}\r\n")).unwrap_or_default();
        Ok(Self { stream, host: address.to_string(), authorization, buffer: Vec::with_capacity(8192) })
    }

    /// Connects as a browser with this cookie.
    pub(crate) async fn with_cookie(address: SocketAddr, cookie: &str) -> Result<Self, Fault> {
        let wire = Self::connect(address, None).await?;
        Ok(Self { authorization: format!("cookie: {cookie}\r\n"), ..wire })
    }

    /// Asks for `path`.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer<'_>, Fault> {
        self.send("GET", path, "", b"").await?;
        self.read().await
    }

    /// Sends `body`.
    pub(crate) async fn post(&mut self, path: &str, kind: &str, body: &[u8]) -> Result<Answer<'_>, Fault> {
        self.send("POST", path, kind, body).await?;
        self.read().await
    }

    /// Only sends.
    pub(crate) async fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Result<(), Fault> {
        let (host, authorization, length) = (&self.host, &self.authorization, body.len());
        let kind = if kind.is_empty() { String::new() } else { format!("content-type: {kind}\r\n") };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{authorization}{kind}content-length: {length}\r\n\r\n"
        );
        self.buffer.clear();
        self.buffer.extend_from_slice(head.as_bytes());
        self.buffer.extend_from_slice(body);
        self.stream.write_all(&self.buffer).await?;
        self.buffer.clear();
        Ok(())
    }

    /// Only reads.
    pub(crate) async fn read(&mut self) -> Result<Answer<'_>, Fault> {
        let body_at = loop {
            if let Some(at) = find(&self.buffer, HEAD_END) {
                break at + HEAD_END.len();
            }
            self.more().await?;
        };
        let head = std::str::from_utf8(&self.buffer[..body_at])?;
        let status = head.get(9..12).ok_or("no status in an answer")?.parse()?;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).ok_or("no length")?;
        let end = body_at + length.parse::<usize>()?;
        while self.buffer.len() < end {
            self.more().await?;
        }
        let head = std::str::from_utf8(&self.buffer[..body_at])?;
        Ok(Answer { status, head, body: &self.buffer[body_at..end] })
    }

    async fn more(&mut self) -> Result<(), Fault> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err("the server closed a connection".into());
        }
        Ok(())
    }
}

impl<'a> Answer<'a> {
    /// The body, if the status is the expected one.
    pub(crate) fn expect(self, status: u16) -> Result<&'a [u8], Fault> {
        if self.status == status {
            return Ok(self.body);
        }
        Err(format!("{status} was expected, {} came: {}", self.status, String::from_utf8_lossy(self.body)).into())
    }

    /// That `part` is in the body of a 200.
    pub(crate) fn expect_part(self, part: &str) -> Result<(), Fault> {
        let body = self.expect(200)?;
        match find(body, part.as_bytes()) {
            Some(_) => Ok(()),
            None => Err(format!("{part} was expected in {}", String::from_utf8_lossy(body)).into()),
        }
    }
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
