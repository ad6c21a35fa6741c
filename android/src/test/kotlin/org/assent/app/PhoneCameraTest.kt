package org.assent.app

import android.content.Context
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.view.TextureView
import org.assent.app.platform.PhoneCamera
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowCameraCharacteristics

/** Which camera is taken. What it sees is no matter of tests: there is none here. */
@RunWith(AppRunner::class)
@Config(application = android.app.Application::class)
class PhoneCameraTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val camera = PhoneCamera(context)

    @Test
    fun the_camera_at_the_back_is_taken_with_its_light() {
        add("front", CameraCharacteristics.LENS_FACING_FRONT, hasLight = false)
        assertTrue(camera.isThere)
        assertFalse(camera.hasLight)
        add("back", CameraCharacteristics.LENS_FACING_BACK, hasLight = true)
        assertTrue(camera.hasLight)
    }

    @Test
    fun a_phone_without_a_camera_says_so() {
        var troubles = 0
        assertFalse(camera.isThere || camera.hasLight)
        camera.open(TextureView(context), {}, { troubles++ })
        assertEquals(1, troubles)
    }

    private fun add(name: String, facing: Int, hasLight: Boolean) {
        val about = ShadowCameraCharacteristics.newCameraCharacteristics()
        shadowOf(about).run {
            set(CameraCharacteristics.LENS_FACING, facing)
            set(CameraCharacteristics.FLASH_INFO_AVAILABLE, hasLight)
        }
        shadowOf(context.getSystemService(CameraManager::class.java)).addCamera(name, about)
    }
}
