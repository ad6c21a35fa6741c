package org.assent.app.screens.scan

import android.content.Context
import org.assent.app.R
import org.assent.app.platform.Camera
import org.assent.app.screen.Face
import org.assent.app.ui.CameraView
import org.assent.app.ui.Page
import org.assent.app.ui.say
import org.assent.app.ui.whenLookedAt

class ScanView(context: Context, private val camera: Camera, private val send: (ScanInput) -> Unit) : Face<ScanState> {
    private val page = Page(context, R.string.scan) { send(ScanInput.Back) }
    private val words = context.resources
    private val eye = CameraView(context, camera, { send(ScanInput.Read(it)) }, { send(ScanInput.Forget) }, { send(ScanInput.CameraFailed) })
    override val view = page.view

    init {
        page.fix(eye)
        view.whenLookedAt { send(ScanInput.Look) }
    }

    override fun render(state: ScanState) {
        eye.isOn = state.stage == ScanStage.LOOKING
        if (eye.isOn) camera.light(state.isLit)
        page.build { showState(state) }
    }

    private fun Page.showState(state: ScanState) {
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        if (state.missing.isNotEmpty()) showBatch(state)
        when (state.stage) {
            ScanStage.LOADING -> text(words.getString(R.string.loading))
            ScanStage.REASON -> {
                head(words.getString(R.string.camera_why))
                text(words.getString(R.string.camera_why_text))
                main(R.string.go_on) { send(ScanInput.Allow) }
            }
            ScanStage.LOOKING -> text(words.getString(if (state.repairing == null) R.string.scan_text else R.string.scan_text_repair))
            ScanStage.DENIED -> {
                head(words.getString(R.string.camera_denied))
                text(words.getString(R.string.camera_denied_text))
                main(R.string.open_settings) { send(ScanInput.OpenSettings) }
            }
            ScanStage.NO_CAMERA -> {
                head(words.getString(R.string.no_camera))
                text(words.getString(R.string.no_camera_text))
            }
        }
        if (state.stage != ScanStage.LOADING) showWays(state)
    }

    private fun Page.showBatch(state: ScanState) {
        val done = state.batch.distinct().size
        notice(words.getString(R.string.batch_missing, done, done + state.missing.size, state.missing.joinToString(", ")))
        plain(R.string.batch_take) { send(ScanInput.TakeBatch) }
    }

    private fun Page.showWays(state: ScanState) {
        options().run {
            if (state.stage == ScanStage.LOOKING && state.hasLight) {
                val name = if (state.isLit) R.string.light_off else R.string.light_on
                add(R.drawable.ic_light, words.getString(name)) { send(ScanInput.Light) }
            }
            add(R.drawable.ic_picture, words.getString(R.string.from_picture), words.getString(R.string.from_picture_text)) { send(ScanInput.Picture) }
            add(R.drawable.ic_copy, words.getString(R.string.paste), words.getString(R.string.paste_text)) { send(ScanInput.Paste) }
        }
    }
}
