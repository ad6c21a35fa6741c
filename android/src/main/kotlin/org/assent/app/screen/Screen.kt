package org.assent.app.screen

import android.content.Context
import android.view.View

/** What shows the states of one screen. */
interface Face<S> {
    val view: View

    fun render(state: S)
}

/** A screen that can be shown, left and shown again. */
interface Screen {
    /** A new view of it, kept up to date until [hide]. */
    fun show(context: Context): View

    fun hide()

    fun end()

    /** [place] was opened from here and stands beside; null: nothing does. */
    fun beside(place: Place?) = Unit

    /** Something that it may show was changed elsewhere, or may have been while another screen lay over it. */
    fun changed() = Unit

    /** What was opened from here failed, and may be tried again. */
    fun again() = Unit

    /** Whether the screen itself had something to close. */
    fun back(): Boolean = false
}

/** A screen of a model and a view. */
class ScreenOf<S, I, E>(
    private val model: Model<S, I, E>,
    private val onBack: I? = null,
    private val takesBack: (S) -> Boolean = { false },
    private val make: (Context, (I) -> Unit) -> Face<S>,
    private val onBeside: ((Place?) -> I)? = null,
    private val onChanged: I? = null,
    private val onAgain: I? = null,
) : Screen {
    override fun show(context: Context): View {
        val face = make(context, model::send)
        model.show(face::render)
        return face.view
    }

    override fun hide() = model.show(null)

    override fun end() = model.end()

    override fun beside(place: Place?) {
        onBeside?.let { model.send(it(place)) }
    }

    override fun changed() {
        onChanged?.let(model::send)
    }

    override fun again() {
        onAgain?.let(model::send)
    }

    override fun back(): Boolean {
        val input = onBack?.takeIf { takesBack(model.state) } ?: return false
        model.send(input)
        return true
    }
}
