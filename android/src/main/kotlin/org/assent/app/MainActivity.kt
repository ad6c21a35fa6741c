package org.assent.app

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.view.WindowManager
import org.assent.app.platform.Outside
import org.assent.app.screen.Panes

/** The app's one window: it shows the stack. What lives longer is in [Parts]. */
class MainActivity : Activity() {
    private val parts get() = (application as AssentApplication).parts
    private lateinit var panes: Panes
    private val onChange = { panes.show() }

    override fun onCreate(saved: Bundle?) {
        super.onCreate(saved)
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        panes = Panes(this, parts.stack)
        setContentView(panes.view)
        val outside = Outside(this)
        parts.openPage = outside::openPage
        parts.copy = outside::copy
        parts.shareText = outside::share
        parts.askToNotify = outside::askToNotify
        parts.stack.watch(onChange)
        panes.show()
        parts.asks.attach(this)
        // Turning the phone brings the same intent once more.
        if (saved == null) intent.dataString?.let(parts::opened)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        intent.dataString?.let(parts::opened)
    }

    override fun onStart() {
        super.onStart()
        parts.front(this)
        parts.shown(this)
    }

    override fun onStop() {
        super.onStop()
        parts.gone(this)
        if (!isChangingConfigurations) parts.hidden(this)
    }

    override fun onDestroy() {
        super.onDestroy()
        // A newer window shows the same screens.
        if (parts.stack.leave(onChange)) panes.hide()
        parts.asks.detach(this)
    }

    @Deprecated("The newer way is AndroidX's.")
    override fun onActivityResult(ask: Int, result: Int, data: Intent?) = parts.asks.cameBack(ask, result, data)

    override fun onRequestPermissionsResult(ask: Int, names: Array<String>, results: IntArray) = parts.asks.answered(ask, results)

    override fun onUserInteraction() {
        super.onUserInteraction()
        parts.touched()
    }

    @Deprecated("The newer way needs API 33.")
    override fun onBackPressed() {
        @Suppress("DEPRECATION")
        if (!parts.stack.back()) super.onBackPressed()
    }
}
