package org.assent.app.screens.export

import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Exported
import org.assent.app.bridge.Got
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun exportScreen(parts: Parts): Screen =
    ScreenOf(Model(Next<ExportState, ExportEffect>(ExportState.Asking()), ExportRules, ExportWork(parts)), make = ::ExportView)

private class ExportWork(private val parts: Parts) : Work<ExportEffect, ExportInput> {
    override fun begin(effect: ExportEffect, send: (ExportInput) -> Unit) {
        when (effect) {
            is ExportEffect.Make -> parts.scope.launch { send(ExportInput.Made(parts.assent.transfers.export(effect.passphrase))) }
            is ExportEffect.Save -> parts.scope.launch { send(ExportInput.Saved(save(effect.exported))) }
            ExportEffect.Close -> parts.stack.close(Place.Export)
        }
    }

    private suspend fun save(exported: Exported): Got<Unit>? = when (val chosen = parts.asks.createDocument(NAME, "application/octet-stream")) {
        is Got.Failed -> chosen
        is Got.Ok -> chosen.value?.let { parts.documents.write(it, exported.file) }
    }

    private companion object {
        const val NAME = "assent.export"
    }
}
