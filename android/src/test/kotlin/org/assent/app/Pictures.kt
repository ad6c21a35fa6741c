package org.assent.app

import android.app.Activity
import android.graphics.Bitmap
import android.os.Handler
import android.os.Looper
import android.view.PixelCopy
import java.io.File
import org.robolectric.shadows.ShadowLooper

/** What a window shows, drawn by Android's own graphics. */
object Pictures {
    /** Kept in a file of this name, if it has one. */
    fun take(activity: Activity, name: String?): Bitmap {
        val window = activity.window
        ShadowLooper.idleMainLooper()
        val bitmap = Bitmap.createBitmap(window.decorView.width, window.decorView.height, Bitmap.Config.ARGB_8888)
        var code = -1
        PixelCopy.request(window, bitmap, { code = it }, Handler(Looper.getMainLooper()))
        ShadowLooper.idleMainLooper()
        check(code == PixelCopy.SUCCESS) { "PixelCopy: $code" }
        return bitmap.also { if (name != null) write(it, name) }
    }

    fun write(bitmap: Bitmap, name: String) {
        val file = File(System.getProperty("pictures"), "$name.png").apply { parentFile!!.mkdirs() }
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }
}
