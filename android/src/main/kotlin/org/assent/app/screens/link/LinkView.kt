package org.assent.app.screens.link

import android.content.Context
import org.assent.app.R
import org.assent.app.bridge.Link
import org.assent.app.screen.Face
import org.assent.app.ui.Page
import org.assent.app.ui.linkCodeView
import org.assent.app.ui.say

class LinkView(context: Context, private val send: (LinkInput) -> Unit) : Face<LinkState> {
    private val page = Page(context, R.string.link_title) { send(LinkInput.Done) }
    private val words = context.resources
    override val view = page.view

    override fun render(state: LinkState) {
        // What is typed elsewhere must not go dark meanwhile.
        view.keepScreenOn = state is LinkState.ShowsCode
        page.build {
            when (state) {
                LinkState.Asking -> showAsking()
                is LinkState.ShowsCode -> showCode(state.link)
                is LinkState.Linked -> showLinked(state)
                is LinkState.Failed -> showFailed(state)
            }
        }
    }

    private fun Page.showAsking() {
        text(words.getString(R.string.loading))
        plain(R.string.cancel) { send(LinkInput.Done) }
    }

    private fun Page.showFailed(state: LinkState.Failed) {
        notice(words.say(state.problem), isAlarm = true)
        main(R.string.done) { send(LinkInput.Done) }
    }

    private fun Page.showCode(link: Link) {
        title(words.getString(R.string.link_to, link.issuer))
        text(words.getString(R.string.type_on_computer), R.style.Text_Alone)
        put(linkCodeView(view.context, link.linkCode.orEmpty()))
        text(words.getString(R.string.link_code_text), R.style.Text_Below)
        showFacts(link)
        foot(words.getString(R.string.waiting_for_computer))
        plain(R.string.cancel) { send(LinkInput.Done) }
    }

    private fun Page.showLinked(state: LinkState.Linked) {
        val link = state.link
        title(words.getString(R.string.link_to, link.issuer))
        centre(R.drawable.ic_mark, words.getString(R.string.linked), words.getString(R.string.linked_text, link.accountName))
        if (state.isOldListed) notice(words.getString(R.string.old_listed))
        showFacts(link)
        text(words.getString(R.string.backup_codes_hint))
        main(R.string.done) { send(LinkInput.Done) }
    }

    private fun Page.showFacts(link: Link) = facts().run {
        add(R.drawable.ic_computer, R.string.fact_server, link.serverUrl.removePrefix("https://"), null)
        add(R.drawable.ic_user, R.string.fact_account, link.accountName, null)
        add(R.drawable.ic_done, R.string.fact_may, words.getString(R.string.may_text), null)
    }
}
