package org.assent.app.screens.account

import android.content.Context
import android.text.InputType
import android.view.LayoutInflater
import android.view.View
import android.widget.TextView
import java.time.LocalTime
import java.time.ZoneId
import org.assent.app.R
import org.assent.app.bridge.Account
import org.assent.app.bridge.Colour
import org.assent.app.bridge.Problem
import org.assent.app.screen.Face
import org.assent.app.ui.FaceView
import org.assent.app.ui.Field
import org.assent.app.ui.Options
import org.assent.app.ui.Page
import org.assent.app.ui.RingView
import org.assent.app.ui.grouped
import org.assent.app.ui.say
import org.assent.app.ui.shortTime
import org.assent.app.ui.spoken
import org.assent.app.ui.tell
import org.assent.app.ui.timeOf

class AccountScreenView(context: Context, private val send: (AccountInput) -> Unit) : Face<AccountState> {
    private val page = Page(context, R.string.account) { send(AccountInput.Back) }
    private val words = context.resources
    private val name = Field(context, R.string.own_name, type = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES)
    private val code: View = LayoutInflater.from(context).inflate(R.layout.account_code, null)
    private var shown: Lasting? = null
    override val view = page.view

    init {
        code.setOnClickListener { send(AccountInput.Copy) }
    }

    /** Codes and seconds change inside the code alone: what a listener stands on stays, and what was typed. */
    override fun render(state: AccountState) {
        val account = state.account ?: return page.build { showNone(state.problem) }
        val lasting = Lasting(state.copy(now = 0, readAt = 0, account = account.copy(code = null), counted = null), state.code != null)
        if (lasting != shown) {
            if (state.step != shown?.state?.step) name.edit.setText(account.label.orEmpty())
            shown = lasting
            page.build { showStep(account, state) }
        }
        showCode(account, state)
    }

    /** What the page is built anew for. */
    private data class Lasting(val state: AccountState, val hasCode: Boolean)

    private fun Page.showNone(problem: Problem?) {
        if (problem == null) text(words.getString(R.string.loading)) else notice(words.say(problem), isAlarm = true)
    }

    private fun Page.showStep(account: Account, state: AccountState) {
        val called = account.label ?: account.issuer.ifEmpty { account.name }
        title(titleOf(state.step)?.let(words::getString) ?: called)
        state.problem?.let { notice(words.say(it), isAlarm = true) }
        if (state.isRemoving) return showRemoving()
        when (state.step) {
            Step.LOOKING -> showAccount(account, state)
            Step.NAMING -> {
                put(name.view)
                main(R.string.save) { send(AccountInput.Name(name.text)) }
            }
            Step.PAINTING -> options().run {
                for (colour in Colour.entries) addColour(colour, colour == account.colour) { send(AccountInput.Paint(colour)) }
            }
            Step.PLACING -> showPlaces(called, state)
            Step.QUIET -> options().run {
                val till = words.getString(R.string.quiet_till, words.timeOf(MORNING))
                add(R.drawable.ic_quiet, till, end = Options.End.NONE) { send(AccountInput.QuietTill(MORNING, ZoneId.systemDefault())) }
                for (hours in listOf(1, 8)) {
                    val name = words.getQuantityString(R.plurals.quiet_hours, hours, hours)
                    add(R.drawable.ic_quiet, name, end = Options.End.NONE) { send(AccountInput.Quiet(hours * HOUR_SECS)) }
                }
            }
            Step.REMOVING -> askRemove(called, R.string.remove_text, R.string.remove_account, forgetLocally = false)
            Step.FORGETTING -> askRemove(called, R.string.forget_text, R.string.forget_account, forgetLocally = true)
        }
    }

    private fun titleOf(step: Step): Int? = when (step) {
        Step.LOOKING -> null
        Step.NAMING -> R.string.rename
        Step.PAINTING -> R.string.choose_colour
        Step.PLACING -> R.string.place_in_list
        Step.QUIET -> R.string.quiet_wish
        Step.REMOVING, Step.FORGETTING -> R.string.remove_account
    }

    private fun Page.showAccount(account: Account, state: AccountState) {
        if (account.isUnlinked) notice(words.getString(R.string.unlinked_text), isAlarm = true)
        if (state.code != null) put(code)
        if (state.isCopied) text(words.getString(R.string.copied)).also { it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }
        if (!account.isPush && account.code == null) main(R.string.next_code) { send(AccountInput.NextCode) }
        facts().run {
            add(R.drawable.ic_user, R.string.fact_account, account.name, account.issuer)
            account.serverUrl?.let { add(R.drawable.ic_computer, R.string.fact_server, it.removePrefix("https://"), null) }
            account.quietUntil?.let { add(R.drawable.ic_quiet, R.string.fact_quiet, words.getString(R.string.quiet_until, words.timeOf(it)), null) }
        }
        options().run { showChoices(account, state) }
    }

    private fun Options.showChoices(account: Account, state: AccountState) {
        choice(R.drawable.ic_pen, R.string.rename, Step.NAMING)
        choice(R.drawable.ic_disc, R.string.choose_colour, Step.PAINTING)
        if (state.count > 1) choice(R.drawable.ic_order, R.string.place_in_list, Step.PLACING, placeOf(state))
        val asks = account.isPush && !account.isUnlinked && !account.isPending
        if (asks && account.quietUntil == null) choice(R.drawable.ic_quiet, R.string.quiet_wish, Step.QUIET)
        if (asks && account.quietUntil != null) {
            add(R.drawable.ic_again, words.getString(R.string.quiet_off), end = Options.End.NONE) { send(AccountInput.Quiet(null)) }
        }
        if (account.serverUrl != null && !account.isUnlinked) {
            way(R.drawable.ic_help, R.string.backup_codes, R.string.backup_codes_text) { send(AccountInput.OpenServer) }
        }
        if (account.isPush && !account.isPending) {
            val name = if (account.isUnlinked) R.string.link_again else R.string.repair
            add(R.drawable.ic_again, words.getString(name), words.getString(R.string.repair_text)) { send(AccountInput.Repair) }
        }
        val more = words.getString(R.string.remove_more)
        add(R.drawable.ic_bin, words.getString(R.string.remove_account), more, isAlarm = true) { send(AccountInput.Turn(Step.REMOVING)) }
    }

    private fun Options.choice(icon: Int, name: Int, step: Step, more: String? = null) =
        add(icon, words.getString(name), more) { send(AccountInput.Turn(step)) }

    private fun placeOf(state: AccountState) = words.getString(R.string.place_of, state.place + 1, state.count)

    private fun Page.showPlaces(called: String, state: AccountState) {
        head(called)
        text(placeOf(state), R.style.Text_Strong).also { it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }
        val (place, last) = state.place to state.count - 1
        options().run {
            move(R.drawable.ic_top, R.string.place_first, place, 0)
            move(R.drawable.ic_up, R.string.place_up, place, (place - 1).coerceAtLeast(0))
            move(R.drawable.ic_down, R.string.place_down, place, (place + 1).coerceAtMost(last))
            move(R.drawable.ic_bottom, R.string.place_last, place, last)
        }
    }

    /** What would change nothing stays where it is, for a finger that is quick, and can't be touched. */
    private fun Options.move(icon: Int, name: Int, from: Int, to: Int) {
        if (to == from) return addOff(icon, words.getString(name))
        add(icon, words.getString(name), end = Options.End.NONE) { send(AccountInput.MoveTo(to)) }
    }

    private fun Page.showRemoving() {
        text(words.getString(R.string.being_removed)).accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }

    private fun Page.askRemove(called: String, text: Int, button: Int, forgetLocally: Boolean) {
        head(words.getString(R.string.remove_question, called))
        text(words.getString(text))
        plain(R.string.cancel) { send(AccountInput.Turn(Step.LOOKING)) }
        danger(button) { send(AccountInput.Remove(forgetLocally)) }
    }

    private fun showCode(account: Account, state: AccountState) {
        val shown = state.code ?: return
        code.findViewById<FaceView>(R.id.face).show(account.initials, account.colour, account.isUnlinked)
        code.findViewById<TextView>(R.id.code).text = grouped(shown.code)
        val left = state.left
        code.findViewById<TextView>(R.id.left).tell(left?.let(words::shortTime))
        code.findViewById<RingView>(R.id.ring).run {
            visibility = if (left == null) View.INVISIBLE else View.VISIBLE
            val period = shown.periodSecs?.toFloat()
            if (left != null && period != null) this.left = left / period
            isLast = left != null && left <= LAST_SECS
        }
        code.contentDescription = words.getString(R.string.copy_code, spoken(shown.code))
    }

    private companion object {
        val MORNING: LocalTime = LocalTime.of(7, 0)
        const val HOUR_SECS = 3600L
        const val LAST_SECS = 5L
    }
}
