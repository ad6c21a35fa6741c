package org.assent.app.platform

import android.content.Context
import android.graphics.ImageFormat
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.util.Size
import android.view.TextureView

/** The camera at the phone's back, else the first one. */
class PhoneCamera(context: Context) : Camera {
    private val cameras = context.getSystemService(CameraManager::class.java)
    private var run: CameraRun? = null
    private var isLit = false

    private val id: String?
        get() = try {
            cameras.cameraIdList.run { find { facing(it) == CameraMetadata.LENS_FACING_BACK } ?: firstOrNull() }
        } catch (_: CameraAccessException) {
            null
        }

    override val isThere get() = id != null
    override val hasLight get() = id?.let { about(it).get(CameraCharacteristics.FLASH_INFO_AVAILABLE) } == true

    override fun open(preview: TextureView, seen: (Frame) -> Unit, trouble: () -> Unit) {
        close()
        val id = id ?: return trouble()
        val isUpright = about(id).get(CameraCharacteristics.SENSOR_ORIENTATION).let { it == 0 || it == 180 }
        run = CameraRun(preview, sizeOf(id), isUpright, seen, trouble).also { it.begin(cameras, id) }
        light(isLit)
    }

    override fun light(isOn: Boolean) {
        isLit = isOn
        run?.light(isOn)
    }

    override fun close() {
        run?.end()
        run = null
    }

    private fun about(id: String) = cameras.getCameraCharacteristics(id)

    private fun facing(id: String) = about(id).get(CameraCharacteristics.LENS_FACING)

    /** Enough for the densest code, and quick to read. */
    private fun sizeOf(id: String): Size {
        val sizes = about(id).get(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP)?.getOutputSizes(ImageFormat.YUV_420_888)
        return sizes.orEmpty().filter { it.width <= MAX_WIDTH }.maxByOrNull { it.width * it.height } ?: Size(640, 480)
    }

    private companion object {
        const val MAX_WIDTH = 1280
    }
}
