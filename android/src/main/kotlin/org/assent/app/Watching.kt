package org.assent.app

import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.assent.app.bridge.Update

/** Tells a screen each second what time it is, and each news of the servers, until [end]. */
class Watching(private val parts: Parts) {
    private var ticking: Job? = null
    private var reader: ((Update) -> Unit)? = null

    fun start(tick: (Long) -> Unit, news: (Update) -> Unit) {
        ticking = parts.scope.launch {
            while (true) {
                delay(SECOND_MILLIS)
                tick(parts.now())
            }
        }
        reader = news.also(parts.inbox::read)
    }

    fun end() {
        ticking?.cancel()
        reader?.let(parts.inbox::leave)
    }

    private companion object {
        const val SECOND_MILLIS = 1_000L
    }
}
