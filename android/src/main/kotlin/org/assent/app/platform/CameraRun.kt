package org.assent.app.platform

import android.graphics.ImageFormat
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureRequest
import android.media.Image
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import android.view.Surface
import android.view.TextureView

/** A camera from its opening to its closing, with a thread that ends with it. */
internal class CameraRun(
    private val preview: TextureView,
    private val size: Size,
    private val isUpright: Boolean,
    private val seen: (Frame) -> Unit,
    private val trouble: () -> Unit,
) : CameraDevice.StateCallback(), TextureView.SurfaceTextureListener {
    private val thread = HandlerThread("camera").apply { start() }
    private val handler = Handler(thread.looper)
    private val reader = ImageReader.newInstance(size.width, size.height, ImageFormat.YUV_420_888, FRAMES)
    private var open: () -> Unit = {}
    private var targets: List<Surface> = emptyList()
    private var device: CameraDevice? = null
    private var session: CameraCaptureSession? = null
    private var isLit = false
    private var isOver = false

    /** It was asked for and did not come yet. */
    @Volatile private var isOpening = false

    fun begin(cameras: CameraManager, id: String) {
        open = {
            isOpening = true
            cameras.openCamera(id, this, handler)
        }
        reader.setOnImageAvailableListener({ it.acquireLatestImage()?.use(::take) }, handler)
        preview.surfaceTextureListener = this
        preview.surfaceTexture?.let { onSurfaceTextureAvailable(it, preview.width, preview.height) }
    }

    fun light(isOn: Boolean) {
        handler.post {
            isLit = isOn
            show()
        }
    }

    fun end() {
        preview.surfaceTextureListener = null
        handler.post {
            isOver = true
            device?.close()
            reader.close()
            // A camera that is still on its way is closed when it comes.
            if (!isOpening) thread.quitSafely()
        }
    }

    private fun take(image: Image) {
        val plane = image.planes[0]
        // The last row may end with its last point.
        val bytes = ByteArray(plane.rowStride * image.height)
        plane.buffer.get(bytes, 0, minOf(plane.buffer.remaining(), bytes.size))
        seen(Frame(bytes, image.width, image.height, plane.rowStride))
    }

    override fun onSurfaceTextureAvailable(texture: SurfaceTexture, width: Int, height: Int) = guarded {
        texture.setDefaultBufferSize(size.width, size.height)
        onSurfaceTextureSizeChanged(texture, width, height)
        open()
    }

    override fun onSurfaceTextureSizeChanged(texture: SurfaceTexture, width: Int, height: Int) {
        val picture = if (isUpright) size else Size(size.height, size.width)
        preview.setTransform(fitOf(Size(width, height), picture, preview.display?.rotation ?: Surface.ROTATION_0))
    }

    override fun onSurfaceTextureUpdated(texture: SurfaceTexture) = Unit

    override fun onSurfaceTextureDestroyed(texture: SurfaceTexture) = true

    @Suppress("DEPRECATION")
    override fun onOpened(device: CameraDevice) = guarded {
        isOpening = false
        this.device = device
        if (isOver) return@guarded fail(device)
        targets = listOf(Surface(preview.surfaceTexture), reader.surface)
        device.createCaptureSession(targets, Started(), handler)
    }

    override fun onDisconnected(device: CameraDevice) = fail(device)

    override fun onError(device: CameraDevice, error: Int) = fail(device)

    private fun fail(device: CameraDevice) {
        isOpening = false
        device.close()
        if (isOver) thread.quitSafely() else trouble()
    }

    private fun show() = guarded {
        val session = session ?: return@guarded
        val request = session.device.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW)
        targets.forEach(request::addTarget)
        request.set(CaptureRequest.CONTROL_AF_MODE, CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE)
        request.set(CaptureRequest.FLASH_MODE, if (isLit) CameraMetadata.FLASH_MODE_TORCH else CameraMetadata.FLASH_MODE_OFF)
        session.setRepeatingRequest(request.build(), null, handler)
    }

    private fun guarded(work: () -> Unit) {
        try {
            work()
        } catch (_: CameraAccessException) {
            stumble()
        } catch (_: SecurityException) {
            stumble()
        } catch (_: IllegalStateException) {
            // It was closed meanwhile.
        }
    }

    private fun stumble() {
        isOpening = false
        trouble()
    }

    private inner class Started : CameraCaptureSession.StateCallback() {
        override fun onConfigured(session: CameraCaptureSession) {
            this@CameraRun.session = session
            show()
        }

        override fun onConfigureFailed(session: CameraCaptureSession) = trouble()
    }

    private companion object {
        const val FRAMES = 2
    }
}
