//! Several waits at once.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// Something that will be there.
pub(super) type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Waits for all, but no longer once one result is news; those that are still waiting then are dropped.
pub(super) async fn until_news<T>(mut waiting: Vec<Waiting<'_, T>>, is_news: impl Fn(&T) -> bool) -> Vec<T> {
    let mut done = Vec::new();
    poll_fn(|context| {
        waiting.retain_mut(|future| match future.as_mut().poll(context) {
            Poll::Ready(result) => {
                done.push(result);
                false
            }
            Poll::Pending => true,
        });
        if waiting.is_empty() || done.iter().any(&is_news) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    done
}
