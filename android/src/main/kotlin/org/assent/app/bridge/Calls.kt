package org.assent.app.bridge

import kotlin.coroutines.cancellation.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext
import org.assent.core.AppException
import org.assent.core.CancelHandle

/** How the core is called: off the main thread, and nothing is thrown. */
abstract class Calls internal constructor(private val worker: CoroutineDispatcher) {
    internal suspend fun <T> cancellable(call: suspend (CancelHandle) -> T): Got<T> {
        val cancel = CancelHandle()
        return got {
            try {
                call(cancel)
            } finally {
                cancel.close()
            }
        }
    }

    internal suspend fun <T> got(call: suspend () -> T): Got<T> = try {
        Got.Ok(withContext(worker) { call() })
    } catch (cancelled: CancellationException) {
        throw cancelled
    } catch (error: AppException) {
        Got.Failed(problemOf(error))
    } catch (error: Exception) {
        Got.Failed(Problem(Problem.Kind.OTHER, "error-internal", error.javaClass.simpleName))
    }
}
