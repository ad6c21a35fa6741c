package org.assent.app.alerts

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.assent.app.AssentApplication
import org.assent.app.bridge.Answer
import org.assent.app.finishAfter

/** NO, and "It was not me", in the notification. Never a YES. Not for other apps. */
class AnswerReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val parts = (context.applicationContext as AssentApplication).parts
        val request = Ways.requestOf(intent) ?: return
        val answer = Ways.answerOf(intent)?.takeUnless { it == Answer.APPROVE } ?: return
        finishAfter(parts) { parts.answers.give(request, answer) }
    }
}
