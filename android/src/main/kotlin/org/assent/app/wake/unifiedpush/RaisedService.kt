package org.assent.app.wake.unifiedpush

import android.app.Service
import android.content.Intent
import android.os.Binder
import android.os.IBinder

/**
 * Does nothing. A distributor binds it while it hands over a message: what an app that may run is bound to may run too, and so asks the
 * servers at once, also while the phone sleeps (AND_3, RAISE_TO_FOREGROUND).
 */
class RaisedService : Service() {
    override fun onBind(intent: Intent?): IBinder = Binder()
}
