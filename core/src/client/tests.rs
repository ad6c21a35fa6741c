use super::fake_server::{Reply, serve, serve_tls};
use super::*;
use crate::message::Sha256;

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn ask(address: &str, trust: &TlsTrust) -> Result<String, ClientError> {
    run(Client::new(address, trust)?.pull("a.b.c".to_owned(), 0))
}

#[test]
fn a_message_goes_out_and_its_answer_comes_back() {
    let address = serve(|asked| Reply::jose(&format!("{} {}", asked.path, asked.body)));
    let client = Client::new(&address, &TlsTrust::PublicRoots).unwrap();
    run(async {
        assert_eq!(client.pull("a.b.c".to_owned(), 0).await.unwrap(), "/device/v1/pull a.b.c");
        assert_eq!(client.decide("p", "d").await.unwrap(), "/device/v1/decide p~d");
        assert_eq!(client.leave("l".to_owned()).await.unwrap(), "/device/v1/leave l");
    });
    let below = Client::new(&format!("{address}/assent"), &TlsTrust::PublicRoots).unwrap();
    assert_eq!(run(below.update("u".to_owned())).unwrap(), "/assent/device/v1/update u");
}

#[test]
fn a_refusal_keeps_its_code() {
    let address = serve(|_| Reply::problem("409 Conflict", "settled"));
    let refused = ask(&address, &TlsTrust::PublicRoots).unwrap_err();
    assert!(matches!(refused, ClientError::Refused { status: 409, ref code, .. } if code == "settled"), "{refused}");
}

#[test]
fn what_is_no_assent_server_is_named_so() {
    let replies = [
        "HTTP/1.1 302 Found\r\nlocation: https://evil.example/\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\n<p>!",
        "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\n<p>!",
        "HTTP/1.1 500 Oh\r\ncontent-type: application/problem+json\r\ncontent-length: 2\r\n\r\n{}",
        "SSH-2.0-OpenSSH\r\n",
    ];
    for reply in replies {
        let address = serve(move |_| Reply(reply.as_bytes().to_vec()));
        assert_eq!(ask(&address, &TlsTrust::PublicRoots), Err(ClientError::NotAServer), "{reply}");
    }
}

#[test]
fn an_answer_over_64_kib_is_not_read_on() {
    let address = serve(|_| Reply::jose(&"x".repeat(MAX_ANSWER_BYTES)));
    assert_eq!(ask(&address, &TlsTrust::PublicRoots).unwrap().len(), MAX_ANSWER_BYTES);
    let address = serve(|_| Reply::jose(&"x".repeat(MAX_ANSWER_BYTES + 1)));
    assert_eq!(ask(&address, &TlsTrust::PublicRoots), Err(ClientError::TooLarge));
}

#[test]
fn no_listener_is_no_network_and_a_cut_answer_is_no_answer() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(ask(&format!("http://{free}"), &TlsTrust::PublicRoots), Err(ClientError::NoNetwork));
    let address =
        serve(|_| Reply(b"HTTP/1.1 200 OK\r\ncontent-type: application/jose\r\ncontent-length: 9\r\n\r\na".into()));
    assert_eq!(ask(&address, &TlsTrust::PublicRoots), Err(ClientError::Timeout));
    let address = serve(|_| Reply(Vec::new()));
    assert_eq!(ask(&address, &TlsTrust::PublicRoots), Err(ClientError::Timeout));
}

#[test]
fn a_private_certificate_is_trusted_for_its_pin_and_nothing_else() {
    let (address, pin) = serve_tls(|_| Reply::jose("ok"));
    assert_eq!(ask(&address, &TlsTrust::Pins(vec![Sha256([0; 32]), pin])).unwrap(), "ok");
    assert_eq!(ask(&address, &TlsTrust::Pins(vec![Sha256([0; 32])])), Err(ClientError::BadCertificate));
    assert_eq!(ask(&address, &TlsTrust::PublicRoots), Err(ClientError::BadCertificate));
}

#[test]
fn plain_http_where_https_is_expected_is_no_server() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        std::io::Write::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        std::io::Read::read_to_end(&mut stream, &mut Vec::new()).ok();
    });
    assert_eq!(ask(&address, &TlsTrust::PublicRoots), Err(ClientError::NotAServer));
}

#[test]
fn only_https_or_this_machine_is_talked_to() {
    for good in ["https://a.example", "https://a.example:8443/x", "http://localhost:1", "http://[::1]:1"] {
        assert!(Client::new(good, &TlsTrust::PublicRoots).is_ok(), "{good}");
    }
    for bad in ["http://a.example", "ftp://a", "a.example", "https://u@a.example", "https://a/?q", "http://127.0.0.2"] {
        assert_eq!(Client::new(bad, &TlsTrust::PublicRoots).err(), Some(ClientError::BadAddress), "{bad}");
    }
}
