/** How every screen is made: a state, inputs, one pure function from both to the next state, and work to be done outside. */
package org.assent.app.screen

/** What follows from an input. */
data class Next<out S, out E>(val state: S, val effects: List<E> = emptyList())

/** A screen's rules. Pure: nothing is read, asked or waited for in them. */
fun interface Rules<S, in I, out E> {
    fun next(state: S, input: I): Next<S, E>
}

/** Does what rules ask for, and says what came of it as inputs. */
fun interface Work<E, I> {
    fun begin(effect: E, send: (I) -> Unit)

    /** The screen is gone. */
    fun end() {}
}

/** A living screen. On the main thread. It outlives its view, which comes and goes with each turn of the phone. */
class Model<S, I, E>(first: Next<S, E>, private val rules: Rules<S, I, E>, private val work: Work<E, I>) {
    var state: S = first.state
        private set
    private var render: ((S) -> Unit)? = null
    private var isOver = false

    init {
        first.effects.forEach { work.begin(it, ::send) }
    }

    fun send(input: I) {
        if (isOver) return
        val next = rules.next(state, input)
        val isNew = next.state != state
        state = next.state
        if (isNew) render?.invoke(state)
        next.effects.forEach { work.begin(it, ::send) }
    }

    /** From now on [render] shows each state, beginning with this one; null: nobody looks. */
    fun show(render: ((S) -> Unit)?) {
        this.render = render
        render?.invoke(state)
    }

    fun end() {
        isOver = true
        render = null
        work.end()
    }
}
