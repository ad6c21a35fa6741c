/** Codes and times as people read them. */
package org.assent.app.ui

import android.content.res.Resources
import android.view.View
import android.widget.TextView
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale
import org.assent.app.R
import org.assent.app.bridge.Colour
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Request

/** Six digits as three and three, eight as four and four; letters as they are. */
fun grouped(code: String): String {
    val half = code.length / 2
    return if (code.length in 6..8) "${code.take(half)}\u2009${code.drop(half)}" else code
}

/** Letters so large that what stands side by side should stand below. */
val Resources.isLarge: Boolean get() = configuration.fontScale > 1.3f

/** Large letters break an address after its signs sooner than in the middle of a word. */
fun Resources.breakable(address: String): String = if (isLarge) address.replace(Regex("[.@/-](?=.)"), "$0\u200b") else address

/** Says this, or goes away. What is said already is not said again to who listens. */
fun TextView.tell(words: String?) {
    if (text.toString() != words.orEmpty()) text = words.orEmpty()
    visibility = if (words == null) View.GONE else View.VISIBLE
}

/** Digit by digit, for who listens. */
fun spoken(code: String): String = code.toList().joinToString(" ")

/** `09:41`, in the person's own way. */
fun Resources.timeOf(at: Long, zone: ZoneId = ZoneId.systemDefault()): String =
    DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(Instant.ofEpochSecond(at).atZone(zone))

fun Resources.timeOf(time: LocalTime): String = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(time)

/** `09:41:06`. */
fun Resources.exactTimeOf(at: Long, zone: ZoneId = ZoneId.systemDefault()): String =
    DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM).withLocale(locale).format(Instant.ofEpochSecond(at).atZone(zone))

/** "Today", "Yesterday", or the date. */
fun Resources.dayOf(at: Long, now: Long, zone: ZoneId = ZoneId.systemDefault()): String {
    val day = Instant.ofEpochSecond(at).atZone(zone).toLocalDate()
    val today = Instant.ofEpochSecond(now).atZone(zone).toLocalDate()
    return when (day) {
        today -> getString(R.string.today)
        today.minusDays(1) -> getString(R.string.yesterday)
        else -> dateOf(at, zone)
    }
}

/** `3 November 2026`. */
fun Resources.dateOf(at: Long, zone: ZoneId = ZoneId.systemDefault()): String =
    DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(Instant.ofEpochSecond(at).atZone(zone))

/** "1 min 52 s", "8 s". */
fun Resources.shortTime(secs: Long): String =
    if (secs < 60) getString(R.string.secs_short, secs) else getString(R.string.mins_short, secs / 60, secs % 60)

/** "Firefox on Linux". */
fun Resources.browserOf(request: Request): String {
    val known = listOfNotNull(request.browser, request.system)
    return if (known.size == 2) getString(R.string.browser_on, known[0], known[1]) else known.firstOrNull() ?: getString(R.string.browser_unknown)
}

/** The place of an address, where it is known. */
fun Resources.placeOf(place: String?): String = place ?: getString(R.string.place_unknown)

/** What happened and what to do next. */
fun Resources.say(problem: Problem): String {
    val name = problem.key.replace('-', '_')
    @Suppress("DiscouragedApi")
    val words = getIdentifier(name, "string", "org.assent.app").takeIf { it != 0 } ?: R.string.error_internal
    return getString(words, problem.detail, problem.count)
}

/** What a colour is called. */
fun nameOf(colour: Colour): Int = when (colour) {
    Colour.TEAL -> R.string.colour_teal
    Colour.BLUE -> R.string.colour_blue
    Colour.PURPLE -> R.string.colour_purple
    Colour.PINK -> R.string.colour_pink
    Colour.RED -> R.string.colour_red
    Colour.ORANGE -> R.string.colour_orange
    Colour.YELLOW -> R.string.colour_yellow
    Colour.GREEN -> R.string.colour_green
}

private val Resources.locale: Locale get() = configuration.locales[0]
