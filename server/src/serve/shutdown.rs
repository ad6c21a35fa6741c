//! The end, announced.

use tokio::sync::watch;

/// Announces the end to every [`Shutdown`] made with it.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// Knows whether the end was announced. Whoever waits for long waits for this too.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Receiver<bool>);

/// A pair: one side announces, the other knows.
#[must_use]
pub fn make_shutdown() -> (Stopper, Shutdown) {
    let (sender, receiver) = watch::channel(false);
    (Stopper(sender), Shutdown(receiver))
}

impl Stopper {
    /// Announces the end.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Shutdown {
    /// Whether the end was announced.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Returns when the end is announced, or when nobody is left to announce it.
    pub async fn begun(&self) {
        let mut receiver = self.0.clone();
        let _ = receiver.wait_for(|stopping| *stopping).await;
    }
}
