//! The ways to wake phones.

use std::sync::Arc;

use assent_core::keys::SoftwareKey;
use assent_core::seal::{open, seal};

use super::StartError;
use crate::app::{App, Failure};
use crate::config::Config;
use crate::outgoing::Outgoing;
use crate::wake::{Apns, ApnsKey, PushService, Pusher, WebPush};

/// What the key that signs pushes is sealed for.
const PURPOSE: &str = "push key";

/// Web Push and, where it is set up, Apple's, beside the services that are handed in.
///
/// # Errors
/// [`StartError`].
pub(super) async fn open_push(
    app: &App,
    config: &Config,
    mut services: Vec<Arc<dyn PushService>>,
) -> Result<Arc<Pusher>, StartError> {
    let out = Outgoing::new(config.push.allow.clone()).map_err(StartError::Outgoing)?;
    let (clock, random) = (Arc::clone(&app.clock), Arc::clone(&app.random));
    let web = WebPush::new(out, open_key(app).await?, config.push.contact.clone(), clock, random);
    services.push(Arc::new(web));
    if let Some(settings) = &config.apns {
        let apns = Apns::new(settings, ApnsKey::open(&settings.key)?, Arc::clone(&app.clock));
        services.push(Arc::new(apns.map_err(StartError::Outgoing)?));
    }
    let (store, clock, metrics) = (Arc::clone(&app.store), Arc::clone(&app.clock), Arc::clone(&app.metrics));
    Ok(Arc::new(Pusher::new(services, store, clock, metrics, app.shutdown.clone())))
}

/// The key that signs pushes. Push servers may hold on to it, so it lies in the store, sealed: the same on all nodes and
/// after a restart. The first who needs it makes it.
async fn open_key(app: &App) -> Result<SoftwareKey, Failure> {
    let kept = match app.store.push_key().await? {
        Some(kept) => kept,
        None => {
            let (_, pkcs8) = SoftwareKey::make(app.random.as_ref())?;
            let sealed = seal(&app.secrets.kek, PURPOSE, &[], pkcs8.expose(), app.random.as_ref())?;
            app.store.keep_push_key(sealed).await?
        }
    };
    let pkcs8 = open(&app.secrets.kek, PURPOSE, &[], &kept).map_err(|_| Failure::Sealed)?;
    SoftwareKey::from_pkcs8(&pkcs8).map_err(|_| Failure::Sealed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::TestApp;
    use assent_core::keys::Signer;
    use assent_core::secret::Secret;

    #[tokio::test]
    async fn the_key_is_the_same_on_every_node_and_at_every_start() {
        let app = TestApp::empty().await;
        let (one, other) = tokio::join!(open_key(&app), open_key(&app));
        let first = one.unwrap().public_key();
        assert_eq!(first, other.unwrap().public_key(), "two nodes that start at once");
        assert_eq!(open_key(&app).await.unwrap().public_key(), first);
        assert_ne!(first, app.signing.prompt_key, "a key of its own");
    }

    #[tokio::test]
    async fn a_key_of_another_key_file_stops_the_start() {
        let app = TestApp::empty().await;
        let other = seal(&Secret::new(vec![9; 32]), PURPOSE, &[], b"key", app.random.as_ref()).unwrap();
        app.store.keep_push_key(other).await.unwrap();
        assert_eq!(open_key(&app).await.err(), Some(Failure::Sealed));
    }
}
