package org.assent.app.screens.accounts

import android.content.Context
import android.text.TextUtils
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.widget.BaseAdapter
import android.widget.TextView
import org.assent.app.R
import org.assent.app.bridge.Account
import org.assent.app.ui.FaceView
import org.assent.app.ui.RingView
import org.assent.app.ui.breakable
import org.assent.app.ui.grouped
import org.assent.app.ui.isLarge
import org.assent.app.ui.spoken
import org.assent.app.ui.tell
import org.assent.app.ui.timeOf

/** The rows of the list: one card, lines between. */
class AccountRows(private val context: Context) : BaseAdapter() {
    private var state = AccountsState()
    private val accounts get() = state.accounts.orEmpty()

    fun show(state: AccountsState) {
        this.state = state
        notifyDataSetChanged()
    }

    override fun getCount() = accounts.size

    override fun getItem(position: Int): Account = accounts[position]

    override fun getItemId(position: Int) = position.toLong()

    override fun getView(position: Int, reused: View?, parent: ViewGroup): View {
        val view = reused ?: LayoutInflater.from(context).inflate(R.layout.account_row, parent, false)
        view.setBackgroundResource(groundOf(position))
        Row(view).show(accounts[position], state)
        return view
    }

    private fun groundOf(position: Int) = when {
        count == 1 -> R.drawable.row_only
        position == 0 -> R.drawable.row_first
        position == count - 1 -> R.drawable.row_last
        else -> R.drawable.row_middle
    }
}

private class Row(private val view: View) {
    private val words = view.resources

    fun show(account: Account, state: AccountsState) {
        val left = state.left(account)
        val isLast = left != null && left <= LAST_SECS
        val shows = state.shows(account)
        view.findViewById<FaceView>(R.id.face).show(account.initials, account.colour, account.isUnlinked)
        line(R.id.title, account.label ?: account.issuer.ifEmpty { account.name }).maxLines = if (words.isLarge) Int.MAX_VALUE else 2
        showName(account.name.takeIf { account.label != null || account.issuer.isNotEmpty() })
        val code = account.code?.takeUnless { account.isUnlinked }
        val text = line(R.id.code, code?.let { if (shows) grouped(it.code) else HIDDEN })
        text.setTextColor(view.context.getColor(if (isLast && shows) R.color.alarm else R.color.ink))
        line(R.id.then, code?.nextCode?.takeIf { isLast && shows }?.let { words.getString(R.string.then_code, grouped(it)) })
        showState(account, state)
        showRing(code?.periodSecs?.toLong(), left, isLast)
        view.contentDescription = spokenOf(account, code?.code?.takeIf { shows }, left)
    }

    private fun showState(account: Account, state: AccountsState) {
        val text = stateOf(account, state)
        val isAlarm = account.isUnlinked
        val line = line(R.id.state, text)
        val colour = view.context.getColor(if (isAlarm) R.color.alarm else R.color.soft)
        line.setTextColor(colour)
        val icon = if (isAlarm) view.context.getDrawable(R.drawable.ic_warn)?.mutate() else null
        icon?.setBounds(0, 0, line.lineHeight, line.lineHeight)
        icon?.setTint(colour)
        line.setCompoundDrawablesRelative(icon, null, null, null)
    }

    private fun stateOf(account: Account, state: AccountsState): String? = when {
        account.isUnlinked -> words.getString(R.string.no_longer_linked)
        account.isPending -> words.getString(R.string.waits_for_code)
        account.id in state.unreachable -> words.getString(R.string.unreachable)
        account.quietUntil != null -> words.getString(R.string.quiet_until, words.timeOf(account.quietUntil))
        else -> null
    }

    private fun showRing(period: Long?, left: Long?, isLast: Boolean) {
        val ring = view.findViewById<RingView>(R.id.ring)
        ring.visibility = if (period != null && left != null) View.VISIBLE else View.INVISIBLE
        if (period != null && left != null) ring.left = left.toFloat() / period
        ring.isLast = isLast
    }

    private fun spokenOf(account: Account, code: String?, left: Long?): String {
        val secs = left?.toInt()?.let { words.getQuantityString(R.plurals.seconds, it, it) }
        val said = when {
            account.code == null -> null
            code == null -> words.getString(R.string.code_hidden)
            secs == null -> spoken(code)
            else -> words.getString(R.string.code_spoken, spoken(code), secs)
        }
        val state = view.findViewById<TextView>(R.id.state).text.takeIf { it.isNotEmpty() }
        return listOfNotNull(account.label, account.issuer.ifEmpty { null }, account.name, said, state).joinToString(", ")
    }

    /** Its middle is left out where it is too long; large letters have it whole, on several lines. */
    private fun showName(name: String?) = line(R.id.name, name?.let(words::breakable)).run {
        isSingleLine = !words.isLarge
        ellipsize = if (words.isLarge) null else TextUtils.TruncateAt.MIDDLE
    }

    private fun line(id: Int, text: String?): TextView = view.findViewById<TextView>(id).also { it.tell(text) }

    private companion object {
        /** From then on the next code is shown too. */
        const val LAST_SECS = 5L
        const val HIDDEN = "•••\u2009•••"
    }
}
