package org.assent.app

import android.app.Activity
import android.content.Context
import org.assent.app.screen.Face
import org.assent.app.screens.account.AccountScreenView
import org.assent.app.screens.accounts.AccountsView
import org.assent.app.screens.add.AddView
import org.assent.app.screens.damaged.DamagedView
import org.assent.app.screens.history.HistoryView
import org.assent.app.screens.link.LinkView
import org.assent.app.screens.lock.LockView
import org.assent.app.screens.notify.NotifyView
import org.assent.app.screens.request.RequestView
import org.assent.app.screens.requests.RequestsView
import org.assent.app.screens.settings.SettingsView
import org.assent.app.screens.signin.SignInView
import org.assent.app.screens.type.TypeView
import org.assent.app.screens.welcome.WelcomeView
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config

private const val PHONE = "w390dp-h780dp"

@RunWith(AppRunner::class)
@Config(application = android.app.Application::class, sdk = [34])
class PictureTest {
    @Test
    @Config(qualifiers = "en-rGB-$PHONE-notnight-xhdpi")
    fun everyStateInEnglish() = drawAll("en")

    @Test
    @Config(qualifiers = "fr-$PHONE-night-xhdpi")
    fun everyStateInFrenchInTheDark() = drawAll("fr-dark")

    @Test
    @Config(qualifiers = "fr-$PHONE-notnight-xhdpi", fontScale = 2.0f)
    fun everyStateInLargeText() = drawAll("fr-large")

    /** A call that Android 9 does not have would end this. */
    @Test
    @Config(qualifiers = "en-rGB-$PHONE-notnight-xhdpi", sdk = [28])
    fun everyStateOnTheOldestSystem() = drawAll("oldest")

    private fun drawAll(how: String) {
        draw(how, "accounts", Samples.accountsStates) { context -> AccountsView(context) {} }
        draw(how, "request", Samples.requestStates) { context -> RequestView(context) {} }
        draw(how, "requests", Samples.requestsStates) { context -> RequestsView(context) {} }
        draw(how, "account", Samples.accountStates) { context -> AccountScreenView(context) {} }
        draw(how, "add", mapOf("ways" to Unit)) { context -> AddView(context) {} }
        draw(how, "history", Samples.historyStates) { context -> HistoryView(context) {} }
        draw(how, "link", Samples.linkStates) { context -> LinkView(context) {} }
        draw(how, "settings", Samples.settingsStates) { context -> SettingsView(context) {} }
        draw(how, "notify", Samples.notifyStates) { context -> NotifyView(context) {} }
        draw(how, "sign-in", Samples.signInStates) { context -> SignInView(context) {} }
        draw(how, "type", Samples.typeStates) { context -> TypeView(context) {} }
        draw(how, "damaged", Samples.damagedStates) { context -> DamagedView(context) {} }
        draw(how, "welcome", Samples.welcomeStates) { context -> WelcomeView(context) {} }
        draw(how, "lock", Samples.lockStates) { context -> LockView(context) {} }
    }

    private fun <S> draw(how: String, screen: String, states: Map<String, S>, make: (Context) -> Face<S>) {
        for ((name, state) in states) {
            val activity = Robolectric.buildActivity(PlainActivity::class.java).setup().get()
            val face = make(activity)
            activity.setContentView(face.view)
            face.render(state)
            Pictures.take(activity, "$screen-$name-$how")
        }
    }
}

/** A window without an app around it. */
class PlainActivity : Activity() {
    override fun onCreate(saved: android.os.Bundle?) {
        setTheme(R.style.Assent)
        super.onCreate(saved)
    }
}
