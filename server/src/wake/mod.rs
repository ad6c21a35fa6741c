//! Reaching a phone.

/// Who waits for news.
#[derive(Debug, Default)]
pub struct Wake(());
