package org.assent.app

import android.graphics.Bitmap
import java.awt.image.BufferedImage
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs

/** The pictures in `pictures/`, of half size and few colours: what is drawn now must look like them. `make android-pictures` renews them. */
object Golden {
    private val folder = File("pictures")

    /** The states of which a picture is kept. */
    private val kept = setOf(
        "accounts-content", "accounts-empty", "account-looking", "request-asking", "request-number", "request-over-approved",
        "request-over-denied", "requests-two", "add-ways", "link-code", "link-linked", "history-content", "settings-list",
        "settings-recovery-key", "lock-waiting", "welcome-ways",
    )

    fun keeps(shown: Shown) = shown.name in kept || shown.screen == "tablet"

    /** What is wrong with it, if anything. */
    fun fault(name: String, picture: Bitmap): String? {
        val file = File(folder, "$name.png")
        val drawn = half(picture)
        if (System.getProperty("renew") != null) write(drawn, file)
        if (!file.exists()) return "$name: no picture is kept; `make android-pictures` makes it"
        val known = ImageIO.read(file)
        if (known.width != drawn.width || known.height != drawn.height) return "$name: another size"
        val differing = pixels(known).zip(pixels(drawn)).count { (one, other) -> isFar(one, other) }.toDouble() / (known.width * known.height)
        return if (differing > BEARABLE) "$name: %.2f %% look different from pictures/$name.png".format(differing * 100) else null
    }

    private fun half(picture: Bitmap): BufferedImage {
        val small = Bitmap.createScaledBitmap(picture, picture.width / 2, picture.height / 2, true)
        val colours = IntArray(small.width * small.height).also { small.getPixels(it, 0, small.width, 0, 0, small.width, small.height) }
        return BufferedImage(small.width, small.height, BufferedImage.TYPE_INT_RGB).also { it.setRGB(0, 0, small.width, small.height, colours, 0, small.width) }
    }

    private fun write(image: BufferedImage, file: File) {
        val palette = pixels(image).groupBy { it }.entries.sortedByDescending { it.value.size }.take(PALETTE).map { it.key }
        val parts = listOf(16, 8, 0).map { shift -> ByteArray(palette.size) { (palette[it] shr shift).toByte() } }
        val few = BufferedImage(image.width, image.height, BufferedImage.TYPE_BYTE_INDEXED, IndexColorModel(6, palette.size, parts[0], parts[1], parts[2]))
        val nearest = HashMap<Int, Int>()
        pixels(image).forEachIndexed { at, colour ->
            val index = nearest.getOrPut(colour) { palette.indices.minBy { distance(palette[it], colour) } }
            few.raster.setSample(at % image.width, at / image.width, 0, index)
        }
        folder.mkdirs()
        ImageIO.write(few, "png", file)
    }

    private fun pixels(image: BufferedImage) = image.getRGB(0, 0, image.width, image.height, null, 0, image.width)

    private fun isFar(one: Int, other: Int) = distance(one, other) > FAR

    /** Of the channel that differs most. */
    private fun distance(one: Int, other: Int) = listOf(16, 8, 0).maxOf { abs((one shr it and 0xFF) - (other shr it and 0xFF)) }

    private const val PALETTE = 64

    /** Another machine rounds edges of letters differently; a colour of ours is farther away than that. */
    private const val FAR = 56

    /** A button that moved by two dp is more. */
    private const val BEARABLE = 0.001
}
