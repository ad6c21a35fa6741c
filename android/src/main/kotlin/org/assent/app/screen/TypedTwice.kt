package org.assent.app.screen

/** A secret that was typed twice the same; null: it was not. What is not given back is cleared. */
fun typedTwice(first: ByteArray, again: ByteArray): ByteArray? {
    val isSame = first.contentEquals(again)
    again.fill(0)
    if (!isSame) first.fill(0)
    return first.takeIf { isSame }
}
