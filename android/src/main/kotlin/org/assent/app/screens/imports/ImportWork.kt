package org.assent.app.screens.imports

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.bridge.ImportContents
import org.assent.app.bridge.Preview
import org.assent.app.screen.Model
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work
import org.assent.app.screen.isBatch

fun importScreen(parts: Parts, place: Place.Import): Screen {
    val model = Model(ImportRules.first(place.codes.isNotEmpty()), ImportRules, ImportWork(parts, place))
    return ScreenOf(model, ImportInput.Back, { true }, ::ImportView)
}

private class ImportWork(private val parts: Parts, private val place: Place.Import) : Work<ImportEffect, ImportInput> {
    /** What was chosen, as long as a password may be asked for. */
    private var file: ByteArray? = null
    private var preview: Preview? = null

    override fun begin(effect: ImportEffect, send: (ImportInput) -> Unit) {
        when (effect) {
            ImportEffect.Choose -> parts.scope.launch { choose(send) }
            ImportEffect.Read -> parts.scope.launch { send(ImportInput.Read(readScanned())) }
            is ImportEffect.Open -> parts.scope.launch { send(ImportInput.Read(read(effect.password))) }
            is ImportEffect.Write -> parts.scope.launch {
                send(ImportInput.Written(write(effect)))
                // Who left meanwhile is before the list, which may stand beside too.
                parts.stack.changed()
            }
            ImportEffect.Close -> parts.stack.close(place)
            ImportEffect.Home -> parts.stack.restart(Place.Accounts)
        }
    }

    override fun end() {
        file?.fill(0)
    }

    private suspend fun choose(send: (ImportInput) -> Unit) {
        val chosen = when (val got = parts.asks.openDocument("*/*")) {
            is Got.Failed -> return send(ImportInput.Read(got))
            is Got.Ok -> got.value ?: return send(ImportInput.NotChosen)
        }
        when (val got = parts.documents.read(chosen)) {
            is Got.Failed -> send(ImportInput.Read(got))
            is Got.Ok -> {
                file = got.value
                send(ImportInput.Read(read(null)))
            }
        }
    }

    private suspend fun read(password: ByteArray?) = keep(parts.assent.transfers.read(file ?: ByteArray(0), password))

    /** An `otpauth:` address is read as a file of one line. */
    private suspend fun readScanned(): Got<ImportContents> {
        val isBatch = place.codes.all(::isBatch)
        return keep(if (isBatch) parts.assent.transfers.readCodes(place.codes) else parts.assent.transfers.read(place.codes.first().toByteArray(), null))
    }

    private fun keep(got: Got<Preview>): Got<ImportContents> = when (got) {
        is Got.Failed -> got
        is Got.Ok -> Got.Ok(got.value.also { preview = it }.contents)
    }

    private suspend fun write(effect: ImportEffect.Write) = parts.assent.transfers.write(checkNotNull(preview), effect.all, effect.each)
}
