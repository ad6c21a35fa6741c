use super::*;
use crate::config::TlsFiles;
use rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

struct Folder(tempfile::TempDir);

impl Folder {
    /// Writes a new certificate and key, and gives the certificate.
    fn renew(&self) -> CertificateDer<'static> {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let files = self.files();
        std::fs::write(files.certificate, made.cert.pem()).unwrap();
        std::fs::write(files.key, made.signing_key.serialize_pem()).unwrap();
        made.cert.der().clone()
    }

    fn files(&self) -> TlsFiles {
        TlsFiles { certificate: self.0.path().join("c.pem"), key: self.0.path().join("k.pem") }
    }
}

async fn connect(running: &Running, trusted: CertificateDer<'static>) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(trusted).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.unwrap().with_root_certificates(roots).with_no_client_auth();
    let stream = super::connect(running).await;
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
}

#[tokio::test]
async fn held_requests_are_answered_too() {
    let folder = Folder(tempfile::tempdir().unwrap());
    let certificate = folder.renew();
    let mut running = start_with(Some(Tls::load(&folder.files()).unwrap()), 64, Duration::ZERO).await;
    let mut stream = connect(&running, certificate).await.unwrap();
    for _ in 0..2 {
        say(&mut stream, WAIT).await;
        running.begun.recv().await.unwrap();
        running.waiting.go_on.notify_one();
        assert!(hear(&mut stream).await.ends_with("late 3"));
    }
}

#[tokio::test]
async fn a_renewed_certificate_is_used_after_a_reload_and_a_broken_one_never() {
    let folder = Folder(tempfile::tempdir().unwrap());
    let old = folder.renew();
    let tls = Tls::load(&folder.files()).unwrap();
    let running = start_with(Some(tls.clone()), 64, Duration::ZERO).await;
    let new = folder.renew();
    assert!(connect(&running, old.clone()).await.is_ok());
    tls.reload().unwrap();
    assert!(connect(&running, old).await.is_err());
    std::fs::write(folder.files().certificate, "rubbish").unwrap();
    assert!(matches!(tls.reload(), Err(TlsError::Empty { .. })));
    assert!(connect(&running, new).await.is_ok());
}

#[tokio::test]
async fn a_key_of_another_certificate_is_refused_with_both_names() {
    let folder = Folder(tempfile::tempdir().unwrap());
    folder.renew();
    let key = std::fs::read(folder.files().key).unwrap();
    folder.renew();
    std::fs::write(folder.files().key, key).unwrap();
    let error = Tls::load(&folder.files()).err().unwrap().to_string();
    assert!(error.contains("c.pem") && error.contains("k.pem"), "{error}");
}
