package org.assent.app.screens.accounts

import android.content.Context
import android.text.Editable
import android.text.TextWatcher
import android.view.LayoutInflater
import android.view.View
import android.widget.EditText
import android.widget.ImageView
import android.widget.ListView
import android.widget.TextView
import kotlin.math.abs
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.screen.Place
import org.assent.app.screens.add.addServerWays
import org.assent.app.ui.Options
import org.assent.app.ui.say
import org.assent.app.ui.tell

class AccountsView(context: Context, private val send: (AccountsInput) -> Unit) : Face<AccountsState> {
    override val view: View = LayoutInflater.from(context).inflate(R.layout.accounts, null)
    private val rows = AccountRows(context)
    private val search = view.findViewById<EditText>(R.id.search)
    private val list = view.findViewById<ListView>(R.id.list)

    /** Rows that the list has no more still lie in it, with pieces of the same names. */
    private val empty = view.findViewById<View>(R.id.empty)
    private val words = view.resources
    private var waiting = 0

    init {
        list.adapter = rows
        list.setOnItemClickListener { _, _, position, _ -> send(AccountsInput.Tapped(rows.getItem(position).id)) }
        opens(R.id.add, Place.Add)
        opens(R.id.history, Place.History)
        opens(R.id.settings, Place.Settings)
        Options(view.findViewById(R.id.ways)).addServerWays { send(AccountsInput.Opens(it)) }
        search.addTextChangedListener(Typing { send(AccountsInput.Typed(it)) })
    }

    override fun render(state: AccountsState) {
        if (search.text.toString() != state.query) search.setText(state.query)
        rows.show(state)
        mark(state)
        showWaiting(state.waiting.size)
        view.findViewById<TextView>(R.id.notice).run {
            tell(noticeOf(state))
            setOnClickListener { send(AccountsInput.Opens(Place.Damaged)) }
            isClickable = state.damaged > 0
        }
        val isEmpty = state.accounts?.isNotEmpty() != true
        show(R.id.list, !isEmpty)
        show(R.id.empty, isEmpty && state.problem == null)
        // Nothing to search in, nothing to search with.
        show(R.id.search, !isEmpty || state.query.isNotEmpty())
        if (isEmpty) showEmpty(state)
    }

    /** Android tells what is chosen to the eye and to TalkBack. */
    private fun mark(state: AccountsState) {
        list.clearChoices()
        val position = state.accounts.orEmpty().indexOfFirst { it.id == state.beside }
        if (position >= 0) list.setItemChecked(position, true)
    }

    /** Who left a request open comes back to it here. */
    private fun showWaiting(count: Int) {
        if (count == waiting) return
        waiting = count
        show(R.id.waiting, count > 0)
        val text = words.getQuantityString(R.plurals.requests_wait, count, count)
        Options(view.findViewById(R.id.waiting)).add(R.drawable.ic_help, text) { send(AccountsInput.OpensWaiting) }
    }

    /** What hinders most. */
    private fun noticeOf(state: AccountsState): String? {
        val clock = state.clockOff?.let { abs(it).toInt() }
        return when {
            state.problem != null -> words.say(state.problem)
            state.damaged > 0 -> words.getQuantityString(R.plurals.damaged_notice, state.damaged, state.damaged)
            clock != null -> words.getQuantityString(R.plurals.clock_ahead, clock, clock)
            state.away.isNotEmpty() -> words.getString(R.string.away, state.away.joinToString(", "))
            else -> null
        }
    }

    private fun showEmpty(state: AccountsState) {
        val isNew = state.accounts != null && state.query.isEmpty()
        show(R.id.ways, isNew)
        show(R.id.seal, state.accounts != null)
        empty.findViewById<ImageView>(R.id.seal).setImageResource(if (isNew) R.drawable.ic_mark else R.drawable.ic_search)
        empty.findViewById<TextView>(R.id.title).tell(
            when {
                state.accounts == null -> null
                isNew -> words.getString(R.string.accounts_none)
                else -> words.getString(R.string.nothing_found)
            },
        )
        empty.findViewById<TextView>(R.id.text).text = when {
            state.accounts == null -> words.getString(R.string.loading)
            isNew -> words.getString(R.string.accounts_none_text)
            else -> words.getString(R.string.accounts_none_found, state.query)
        }
    }

    private fun show(id: Int, isShown: Boolean) {
        view.findViewById<View>(id).visibility = if (isShown) View.VISIBLE else View.GONE
    }

    private fun opens(id: Int, place: Place) {
        view.findViewById<View>(id).setOnClickListener { send(AccountsInput.Opens(place)) }
    }
}

private class Typing(val typed: (String) -> Unit) : TextWatcher {
    override fun afterTextChanged(text: Editable) = typed(text.toString())

    override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

    override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit
}
