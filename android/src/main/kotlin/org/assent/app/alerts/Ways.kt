package org.assent.app.alerts

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import org.assent.app.MainActivity
import org.assent.app.bridge.Answer

/** What a touch on a notification does. All stay within the app, and nobody else can change them. */
internal class Ways(private val context: Context) {
    /** Opens the app, which shows what waits. */
    fun open(): PendingIntent =
        PendingIntent.getActivity(context, 0, Intent(context, MainActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK), FLAGS)

    /** Asks for finger or PIN, and answers YES. */
    fun approve(request: String): PendingIntent = PendingIntent.getActivity(
        context, 0, about(request, Answer.APPROVE, ApproveActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK), FLAGS,
    )

    /** Answers without asking anybody. */
    fun send(request: String, answer: Answer): PendingIntent =
        PendingIntent.getBroadcast(context, 0, about(request, answer, AnswerReceiver::class.java), FLAGS)

    /** The address tells one request's intents from another's. */
    private fun about(request: String, answer: Answer, target: Class<*>) =
        Intent(context, target).setAction(answer.name).setData(Uri.fromParts("request", request, null))

    companion object {
        const val FLAGS = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT

        fun requestOf(intent: Intent): String? = intent.data?.schemeSpecificPart

        fun answerOf(intent: Intent): Answer? = Answer.entries.find { it.name == intent.action }
    }
}
