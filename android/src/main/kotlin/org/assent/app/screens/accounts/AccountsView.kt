package org.assent.app.screens.accounts

import android.content.Context
import android.text.Editable
import android.text.TextWatcher
import android.view.LayoutInflater
import android.view.View
import android.widget.EditText
import android.widget.ListView
import android.widget.TextView
import kotlin.math.abs
import org.assent.app.R
import org.assent.app.screen.Face
import org.assent.app.screen.Place
import org.assent.app.ui.say

class AccountsView(context: Context, private val send: (AccountsInput) -> Unit) : Face<AccountsState> {
    override val view: View = LayoutInflater.from(context).inflate(R.layout.accounts, null)
    private val rows = AccountRows(context)
    private val search = view.findViewById<EditText>(R.id.search)
    private val notice = view.findViewById<TextView>(R.id.notice)
    private val empty = view.findViewById<View>(R.id.empty)
    private val emptyText = view.findViewById<TextView>(R.id.empty_text)

    init {
        val list = view.findViewById<ListView>(R.id.list)
        list.adapter = rows
        list.setOnItemClickListener { _, _, position, _ -> send(AccountsInput.Tapped(rows.getItem(position).id)) }
        opens(R.id.add, Place.Add)
        opens(R.id.history, Place.History)
        opens(R.id.settings, Place.Settings)
        search.addTextChangedListener(Typing { send(AccountsInput.Typed(it)) })
    }

    override fun render(state: AccountsState) {
        if (search.text.toString() != state.query) search.setText(state.query)
        rows.show(state)
        val words = view.resources
        val clock = state.clockOff?.let { abs(it).toInt() }
        notice.text = state.problem?.let(words::say) ?: clock?.let { words.getQuantityString(R.plurals.clock_ahead, it, it) }
        notice.visibility = if (notice.text.isEmpty()) View.GONE else View.VISIBLE
        empty.visibility = if (state.accounts?.isEmpty() == false) View.GONE else View.VISIBLE
        emptyText.text = when {
            state.problem != null -> ""
            state.accounts == null -> words.getString(R.string.loading)
            state.query.isEmpty() -> words.getString(R.string.accounts_none)
            else -> words.getString(R.string.accounts_none_found, state.query)
        }
        // Nothing to search in, nothing to search with.
        val isEmpty = state.accounts?.isEmpty() != false && state.query.isEmpty()
        search.visibility = if (isEmpty) View.GONE else View.VISIBLE
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
