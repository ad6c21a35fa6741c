package org.assent.app.screen

/** Where a text leads that was scanned, pasted or opened as a link; null: it is nothing that is known here. */
fun placeOf(text: String): Place? = when {
    isTicket(text) -> Place.Link(text)
    text.startsWith("assent:") -> Place.MoveIn(text)
    text.startsWith("otpauth:", ignoreCase = true) || isBatch(text) -> Place.Import(listOf(text))
    else -> null
}

/** A link code of an Assent server. */
fun isTicket(text: String) = "/link#" in text

/** One of the QR codes that Google's app shows. */
fun isBatch(text: String) = text.startsWith("otpauth-migration:", ignoreCase = true)
