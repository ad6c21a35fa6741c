package org.assent.app.ui

import android.content.Context
import android.view.LayoutInflater
import android.view.View
import android.widget.TextView
import org.assent.app.R

/** A code to be typed elsewhere: large, in two groups of three, read out digit by digit. */
fun linkCodeView(context: Context, code: String): View = LayoutInflater.from(context).inflate(R.layout.link_code, null).also {
    it.findViewById<TextView>(R.id.first).text = code.take(3)
    it.findViewById<TextView>(R.id.second).text = code.drop(3)
    it.contentDescription = spoken(code)
}
