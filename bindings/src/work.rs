//! Threads on which core works, so that no caller's thread waits for a disk, a key store or a server.
//!
//! A whole call runs on a thread that may block: what it asks of the app (keys, clock) is asked from there too.

use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Builder, EnterGuard, Handle, Runtime};
use tokio::sync::oneshot;

use crate::{AppError, CancelHandle};

/// How long an idle thread is kept, so that a person who taps again finds it.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// The one runtime of this library; network and timers only.
fn runtime() -> Result<&'static Handle, AppError> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let make = || {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("assent").thread_keep_alive(KEEP_ALIVE).enable_all();
        builder.build().map_err(|error| error.to_string())
    };
    RUNTIME.get_or_init(make).as_ref().map(Runtime::handle).map_err(AppError::internal)
}

/// Makes this thread one of the runtime's until the guard goes, for ends that start tasks. None where no runtime could be made:
/// then nothing ever ran on it.
pub(crate) fn enter() -> Option<EnterGuard<'static>> {
    runtime().ok().map(Handle::enter)
}

/// Runs `work` to its end, whether or not anybody waits for it any more.
pub(crate) async fn to_its_end<T, F>(work: F) -> Result<T, AppError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let task = runtime()?.spawn_blocking(move || Handle::current().block_on(work));
    // A panic below is an error here: in Swift it would end the app otherwise.
    task.await.unwrap_or_else(|error| Err(AppError::internal(error)))
}

/// Runs `work` until it ends, or one of `handles` ends it, or nobody waits for it any more.
pub(crate) async fn unless_cancelled<T, F>(mut handles: Vec<Arc<CancelHandle>>, work: F) -> Result<T, AppError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let dropped = Arc::new(CancelHandle::default());
    let _end = EndWhenDropped(Arc::clone(&dropped));
    handles.push(dropped);
    to_its_end(async move {
        tokio::select! {
            biased;
            () = any_cancelled(&handles) => Err(AppError::cancelled()),
            result = work => result,
        }
    })
    .await
}

/// Runs `work` to its end; when one of `handles` was cancelled by then or nobody waits any more, `undo` follows.
pub(crate) async fn or_undo<T, F, U>(
    handles: Vec<Arc<CancelHandle>>,
    work: F,
    undo: impl FnOnce(T) -> U + Send + 'static,
) -> Result<T, AppError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
    U: Future<Output = ()> + Send,
{
    let (sender, mut receiver) = oneshot::channel();
    let both = async move {
        if let Err(Ok(unwanted)) = sender.send(work.await) {
            undo(unwanted).await;
        }
    };
    drop(runtime()?.spawn_blocking(move || Handle::current().block_on(both)));
    tokio::select! {
        biased;
        // Without an answer the work panicked.
        result = &mut receiver => result.unwrap_or_else(|error| Err(AppError::internal(error))),
        () = any_cancelled(&handles) => {
            receiver.close();
            receiver.try_recv().unwrap_or_else(|_| Err(AppError::cancelled()))
        }
    }
}

/// Comes back when one of them was cancelled.
async fn any_cancelled(handles: &[Arc<CancelHandle>]) {
    let mut waiting: Vec<_> = handles.iter().map(|handle| Box::pin(handle.wait())).collect();
    let ended = std::future::poll_fn(move |context| {
        let ended = waiting.iter_mut().any(|wait| wait.as_mut().poll(context).is_ready());
        if ended { Poll::Ready(()) } else { Poll::Pending }
    });
    pin!(ended).await;
}

/// A coroutine that is cancelled drops its future: what works for it ends then too.
struct EndWhenDropped(Arc<CancelHandle>);

impl Drop for EndWhenDropped {
    fn drop(&mut self) {
        self.0.end();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::task::{Context, Waker};

    use super::*;
    use crate::testing::wait_for;

    const LONG: Duration = Duration::from_secs(10);

    fn poll_once(future: std::pin::Pin<&mut impl Future>) {
        assert!(future.poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }

    #[test]
    fn a_panic_below_is_an_error_here() {
        let result: Result<(), AppError> = wait_for(to_its_end(async { panic!("on purpose") }));
        assert!(matches!(result, Err(AppError::Internal { .. })), "{result:?}");
        let result: Result<(), AppError> = wait_for(or_undo(Vec::new(), async { panic!("on purpose") }, |()| async {}));
        assert!(matches!(result, Err(AppError::Internal { .. })), "{result:?}");
    }

    #[test]
    fn what_waits_for_ever_is_ended_by_its_handle_and_by_being_dropped() {
        let handle = Arc::new(CancelHandle::default());
        let waiting = unless_cancelled::<(), _>(vec![Arc::clone(&handle)], std::future::pending());
        handle.end();
        assert!(matches!(wait_for(waiting), Err(AppError::Cancelled { .. })));

        let (held, ended) = mpsc::channel::<()>();
        let mut waiting = Box::pin(unless_cancelled::<(), _>(Vec::new(), async move {
            let _held = held;
            std::future::pending().await
        }));
        poll_once(waiting.as_mut());
        drop(waiting);
        assert_eq!(ended.recv_timeout(LONG), Err(mpsc::RecvTimeoutError::Disconnected));
    }

    #[test]
    fn what_came_too_late_is_undone() {
        let handle = Arc::new(CancelHandle::default());
        let (go, going) = oneshot::channel::<()>();
        let (undone, seen) = mpsc::channel();
        let work = async move {
            let _ = going.await;
            Ok(7)
        };
        let undo = move |it: i32| async move { undone.send(it).unwrap() };
        let mut waiting = Box::pin(or_undo(vec![Arc::clone(&handle)], work, undo));
        poll_once(waiting.as_mut());
        handle.end();
        assert!(matches!(wait_for(waiting), Err(AppError::Cancelled { .. })));
        go.send(()).unwrap();
        assert_eq!(seen.recv_timeout(LONG), Ok(7));
    }
}
