package org.assent.app.screen

/** The screens that are open, one over the other. It belongs to the process: turning the phone loses nothing. */
class Stack(private val make: (Place) -> Screen) {
    private val open = ArrayDeque<Pair<Place, Screen>>()
    private var onChange: (() -> Unit)? = null

    val places: List<Place> get() = open.map { it.first }
    val top: Screen? get() = open.lastOrNull()?.second
    val bottom: Screen? get() = open.firstOrNull()?.second

    fun watch(onChange: () -> Unit) {
        this.onChange = onChange
    }

    /** Gives whether it was this one that watched; who watches instead by now goes on. */
    fun leave(onChange: () -> Unit): Boolean {
        if (this.onChange !== onChange) return false
        this.onChange = null
        return true
    }

    /** Opens a place over the others; the one that is open already comes up instead of a second one. */
    fun go(place: Place) {
        if (open.lastOrNull()?.first == place) return
        open.indexOfFirst { it.first == place }.takeIf { it >= 0 }?.let { open.removeAt(it).second.end() }
        open.addLast(place to make(place))
        onChange?.invoke()
    }

    /** Opens [place] from [base], in place of what was opened from there before: the list may lie beside it. */
    fun goFrom(base: Place, place: Place) {
        if (base in places) while (open.last().first != base) open.removeLast().second.end()
        go(place)
    }

    /** Closes all and begins with [place]; null: with nothing. */
    fun restart(place: Place?) {
        open.forEach { it.second.end() }
        open.clear()
        place?.let(::go) ?: onChange?.invoke()
    }

    /** Closes one place, wherever it lies. */
    fun close(place: Place) {
        val index = open.indexOfFirst { it.first == place }
        if (index < 0) return
        val wasOnTop = index == open.lastIndex
        open.removeAt(index).second.end()
        if (wasOnTop) comesUp() else onChange?.invoke()
    }

    /** Whether there was something to go back to. */
    fun back(): Boolean {
        if (top?.back() == true) return true
        if (open.size < 2) return false
        open.removeLast().second.end()
        comesUp()
        return true
    }

    /** Something was changed that the lowest one shows: it may stand beside. */
    fun changed() {
        bottom?.changed()
    }

    /** What lay below may show what was changed meanwhile. */
    private fun comesUp() {
        top?.changed()
        onChange?.invoke()
    }
}
