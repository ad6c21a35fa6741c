package org.assent.app.screens.scan

import android.Manifest
import android.content.Context
import kotlinx.coroutines.launch
import org.assent.app.Parts
import org.assent.app.bridge.Got
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Work

fun scanScreen(parts: Parts, place: Place.Scan): Screen {
    val first = Next<ScanState, ScanEffect>(ScanState(repairing = place.repairing), listOf(ScanEffect.Look))
    val make = { context: Context, send: (ScanInput) -> Unit -> ScanView(context, parts.camera, send) }
    return ScreenOf(Model(first, ScanRules, ScanWork(parts, place)), make = make, onChanged = ScanInput.Look, onAgain = ScanInput.Forget)
}

private class ScanWork(private val parts: Parts, private val place: Place) : Work<ScanEffect, ScanInput> {
    override fun begin(effect: ScanEffect, send: (ScanInput) -> Unit) {
        when (effect) {
            ScanEffect.Look -> send(ScanInput.Looked(parts.camera.isThere, parts.asks.isAllowed(CAMERA), parts.camera.hasLight))
            ScanEffect.Allow -> parts.scope.launch { send(ScanInput.Allowed(parts.asks.permission(CAMERA))) }
            ScanEffect.OpenSettings -> parts.asks.openSettings()
            ScanEffect.Picture -> parts.scope.launch { pick(send) }
            ScanEffect.Paste -> send(ScanInput.Read(parts.asks.pasted()))
            is ScanEffect.Collect -> parts.scope.launch { send(ScanInput.Collected(effect.batch, parts.assent.transfers.readCodes(effect.batch))) }
            is ScanEffect.Go -> parts.stack.go(effect.place)
            ScanEffect.Close -> parts.stack.close(place)
        }
    }

    private suspend fun pick(send: (ScanInput) -> Unit) {
        when (val chosen = parts.asks.openDocument("image/*")) {
            is Got.Failed -> send(ScanInput.Pictured(chosen))
            is Got.Ok -> chosen.value?.let { send(ScanInput.Pictured(parts.documents.readQr(it))) }
        }
    }

    private companion object {
        const val CAMERA = Manifest.permission.CAMERA
    }
}
