package org.assent.app.ui

import android.view.View

/** Calls [look] whenever its window comes before the person, also from behind the phone's own settings. */
fun View.whenLookedAt(look: () -> Unit) = addOnAttachStateChangeListener(object : View.OnAttachStateChangeListener {
    override fun onViewAttachedToWindow(view: View) =
        view.viewTreeObserver.addOnWindowFocusChangeListener { isBefore -> if (isBefore && view.isAttachedToWindow) look() }

    override fun onViewDetachedFromWindow(view: View) = Unit
})
