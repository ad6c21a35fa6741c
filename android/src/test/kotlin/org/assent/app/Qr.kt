package org.assent.app

import java.awt.Color
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.io.File
import javax.imageio.ImageIO
import kotlin.random.Random
import org.assent.app.platform.Frame

/** QR codes made by another program, qrencode(1), as a camera would see them. */
object Qr {
    /** A PNG of it, each point [point] pixels wide. */
    fun png(text: String, point: Int = 4): ByteArray {
        val file = File.createTempFile("code", ".png").apply { deleteOnExit() }
        val program = ProcessBuilder("qrencode", "-8", "-l", "L", "-s", "$point", "-o", file.path, "-r", "/dev/stdin").start()
        program.outputStream.use { it.write(text.toByteArray()) }
        check(program.waitFor() == 0) { program.errorStream.reader().readText() }
        return file.readBytes()
    }

    fun png(code: BufferedImage): ByteArray = ByteArrayOutputStream().also { check(ImageIO.write(code, "png", it)) }.toByteArray()

    fun picture(text: String, point: Int = 4): BufferedImage = ImageIO.read(png(text, point).inputStream())

    fun frame(text: String): Frame = before(picture(text))

    /** On a grey table, held at an angle in degrees; [stride]: a row is longer than what is seen of it, as with cameras. */
    fun before(code: BufferedImage, degrees: Double = 0.0, width: Int = 1280, height: Int = 960, stride: Int = width): Frame {
        val scene = BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY)
        scene.createGraphics().run {
            color = Color.LIGHT_GRAY
            fillRect(0, 0, width, height)
            rotate(Math.toRadians(degrees), width / 2.0, height / 2.0)
            drawImage(code, (width - code.width) / 2, (height - code.height) / 2, null)
            dispose()
        }
        val bytes = ByteArray(stride * height)
        for (y in 0 until height) for (x in 0 until width) bytes[y * stride + x] = scene.raster.getSample(x, y, 0).toByte()
        return Frame(bytes, width, height, stride)
    }

    /** Its three corners stand; what is between and beside them is nothing. */
    fun scribbled(code: BufferedImage, point: Int = 4): BufferedImage {
        val random = Random(7)
        val (edge, corner) = 4 * point to 12 * point
        val (last, end) = code.width - corner to code.width - edge
        return BufferedImage(code.width, code.height, BufferedImage.TYPE_INT_RGB).apply {
            createGraphics().run {
                drawImage(code, 0, 0, null)
                for (y in edge until end step point) for (x in edge until end step point) {
                    val isCorner = x < corner && y < corner || x >= last && y < corner || x < corner && y >= last
                    color = if (random.nextBoolean()) Color.BLACK else Color.WHITE
                    if (!isCorner) fillRect(x, y, point, point)
                }
                dispose()
            }
        }
    }

    fun inverted(code: BufferedImage) = BufferedImage(code.width, code.height, BufferedImage.TYPE_INT_RGB).also {
        for (y in 0 until code.height) for (x in 0 until code.width) it.setRGB(x, y, code.getRGB(x, y).inv())
    }
}
