package org.assent.app

import android.app.Activity
import android.content.Context
import java.io.File
import java.util.Locale
import org.assent.app.screen.Face
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

private const val SIZE = "w390dp-h780dp"

/** Every state of every screen is drawn, and what was drawn is measured: contrast, targets, names, order, and nothing cut; and compared with the pictures that are kept. */
@RunWith(AppRunner::class)
@Config(application = android.app.Application::class, sdk = [34])
class PictureTest {
    @Test
    @Config(qualifiers = PHONE)
    fun every_state_in_english() = draw("en")

    @Test
    @Config(qualifiers = "fr-$SIZE-night-xhdpi")
    fun every_state_in_french_in_the_dark() = draw("fr-dark")

    @Test
    @Config(qualifiers = "fr-$SIZE-notnight-xhdpi", fontScale = 2.0f)
    fun every_state_in_large_letters() = draw("fr-large")

    /** A call that Android 9 does not have would end this. */
    @Test
    @Config(qualifiers = PHONE, sdk = [28])
    fun every_state_on_the_oldest_system() = everyState.forEach { Pictures.take(it.open(), null) }

    /** So high that nothing is scrolled away: all of it is measured. */
    @Test
    @Config(qualifiers = "fr-w320dp-h2400dp-notnight-mdpi", fontScale = 2.0f)
    fun every_state_in_large_letters_on_a_narrow_phone() = draw("fr-narrow", isKept = false)

    @Test
    @Config(qualifiers = "en-rGB-w1280dp-h800dp-notnight-mdpi")
    fun a_tablet_in_english() = draw("tablet", everyTabletState)

    @Test
    @Config(qualifiers = "fr-w1280dp-h800dp-night-mdpi")
    fun a_tablet_in_french_in_the_dark() = draw("tablet-fr-dark", everyTabletState)

    private fun draw(how: String, states: List<Shown> = everyState, isKept: Boolean = true) {
        val changed = mutableListOf<String>()
        val measured = states.map { shown ->
            val activity = shown.open()
            val picture = Pictures.take(activity, "${shown.name}-$how".takeIf { isKept })
            if (isKept && Golden.keeps(shown)) Golden.fault("${shown.name}-$how", picture)?.let(changed::add)
            Measured(shown, activity, picture)
        }
        File(System.getProperty("pictures")!!, "../measured-$how.txt").writeText(table(how, measured))
        assertEquals(emptyList<String>(), measured.flatMap { it.faults } + changed)
    }

    /** The worst of each screen. */
    private fun table(how: String, measured: List<Measured>) = buildString {
        appendLine("%-10s %-10s %6s %10s %10s %10s %7s".format("pictures", "screen", "states", "text ≥ 4.5", "signs ≥ 3", "target ≥ 48", "faults"))
        for ((screen, states) in measured.groupBy { it.shown.screen }) appendLine(
            "%-10s %-10s %6d %10.2f %10s %10.0f %7d".format(
                Locale.ROOT, how, screen, states.size, states.minOf { it.leastText },
                states.minOf { it.leastSign }.takeIf { it < 100 }?.let { "%.2f".format(Locale.ROOT, it) } ?: "-",
                states.minOf { it.leastTarget }, states.sumOf { it.faults.size },
            ),
        )
    }
}
