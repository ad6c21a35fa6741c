package org.assent.app.ui

import org.junit.Assert.assertEquals
import org.junit.Test

class GazeTest {
    private var now = 0L
    private val told = mutableListOf<String>()
    private val gaze = Gaze({ now }, { told += it }, { told += "nothing" })

    private fun saw(at: Long, text: String?) {
        now = at
        gaze.saw(text)
    }

    @Test
    fun a_code_that_is_lost_for_a_moment_is_still_there() {
        saw(0, "code")
        saw(100, null)
        saw(900, null)
        saw(1_000, "code")
        saw(1_100, null)
        assertEquals(listOf("code", "code"), told)
    }

    @Test
    fun after_a_second_without_a_code_there_is_nothing() {
        saw(0, "code")
        saw(100, null)
        saw(1_100, null)
        assertEquals(listOf("code", "nothing"), told)
    }
}
