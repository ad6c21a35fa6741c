package org.assent.app.ui

import android.content.Context
import android.util.AttributeSet
import android.widget.FrameLayout
import org.assent.app.R

/** As wide as lines can be read, and no wider. */
class ColumnView(context: Context, attributes: AttributeSet? = null) : FrameLayout(context, attributes) {
    override fun onMeasure(width: Int, height: Int) {
        val most = resources.getDimensionPixelSize(R.dimen.column)
        super.onMeasure(MeasureSpec.makeMeasureSpec(minOf(MeasureSpec.getSize(width), most), MeasureSpec.EXACTLY), height)
    }
}
