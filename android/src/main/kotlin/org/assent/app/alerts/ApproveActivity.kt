package org.assent.app.alerts

import android.app.Activity
import android.os.Bundle
import android.view.WindowManager
import kotlinx.coroutines.launch
import org.assent.app.AssentApplication
import org.assent.app.bridge.Answer

/** YES in the notification: a window that shows nothing but the system's prompt, over whatever was there. Not for other apps. */
class ApproveActivity : Activity() {
    private val parts get() = (application as AssentApplication).parts

    override fun onCreate(saved: Bundle?) {
        super.onCreate(saved)
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        val request = Ways.requestOf(intent)
        // Made anew it asks no second time: what was begun goes on without it.
        if (saved != null || request == null) return finish()
        parts.front(this)
        parts.scope.launch {
            parts.answers.give(request, Answer.APPROVE)
            finish()
        }
    }

    override fun onDestroy() {
        super.onDestroy()
        parts.gone(this)
    }
}
