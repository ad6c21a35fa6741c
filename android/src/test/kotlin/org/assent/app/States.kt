package org.assent.app

import android.app.Activity
import android.content.Context
import android.os.Bundle
import java.util.TimeZone
import org.assent.app.screen.Face
import org.assent.app.screen.Model
import org.assent.app.screen.Next
import org.assent.app.screen.Panes
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screen.ScreenOf
import org.assent.app.screen.Stack
import org.assent.app.screens.account.AccountScreenView
import org.assent.app.screens.accounts.AccountsInput
import org.assent.app.screens.accounts.AccountsRules
import org.assent.app.screens.accounts.AccountsView
import org.assent.app.screens.add.AddView
import org.assent.app.screens.damaged.DamagedView
import org.assent.app.screens.export.ExportView
import org.assent.app.screens.history.HistoryView
import org.assent.app.screens.imports.ImportView
import org.assent.app.screens.licences.LicencesView
import org.assent.app.screens.link.LinkView
import org.assent.app.screens.lock.LockView
import org.assent.app.screens.move.MoveInView
import org.assent.app.screens.move.MoveOutView
import org.assent.app.screens.notify.NotifyView
import org.assent.app.screens.repair.RepairView
import org.assent.app.screens.request.RequestView
import org.assent.app.screens.requests.RequestsView
import org.assent.app.screens.scan.ScanView
import org.assent.app.screens.settings.SettingsView
import org.assent.app.screens.signin.SignInView
import org.assent.app.screens.type.TypeView
import org.assent.app.screens.welcome.WelcomeView
import org.robolectric.Robolectric

/** One visible state of a screen, in a window of its own. */
class Shown(val screen: String, state: String, private val put: (Activity) -> Unit) {
    val name = "$screen-$state"

    fun open(): Activity {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"))
        return Robolectric.buildActivity(PlainActivity::class.java).setup().get().also(put)
    }
}

/** Every state of every screen. */
val everyState: List<Shown> =
    all("accounts", Samples.accountsStates) { AccountsView(it) {} } +
        all("request", Samples.requestStates) { RequestView(it) {} } +
        all("requests", Samples.requestsStates) { RequestsView(it) {} } +
        all("account", Samples.accountStates) { AccountScreenView(it) {} } +
        all("add", mapOf("ways" to Unit)) { AddView(it) {} } +
        all("history", Samples.historyStates) { HistoryView(it) {} } +
        all("link", Samples.linkStates) { LinkView(it) {} } +
        all("settings", Samples.settingsStates) { SettingsView(it) {} } +
        all("licences", Samples.licencesStates) { LicencesView(it) {} } +
        all("notify", Samples.notifyStates) { NotifyView(it) {} } +
        all("sign-in", Samples.signInStates) { SignInView(it) {} } +
        all("type", Samples.typeStates) { TypeView(it) {} } +
        all("damaged", Samples.damagedStates) { DamagedView(it) {} } +
        all("welcome", Samples.welcomeStates) { WelcomeView(it) {} } +
        all("scan", TransferSamples.scanStates) { ScanView(it, TestCamera()) {} } +
        all("import", TransferSamples.importStates) { ImportView(it) {} } +
        all("export", TransferSamples.exportStates) { ExportView(it) {} } +
        all("move-out", TransferSamples.moveOutStates) { MoveOutView(it) {} } +
        all("move-in", TransferSamples.moveInStates) { MoveInView(it) {} } +
        all("repair", TransferSamples.repairStates) { RepairView(it) {} } +
        all("lock", Samples.lockStates) { LockView(it) {} }

private fun <S> all(screen: String, states: Map<String, S>, make: (Context) -> Face<S>) = states.map { (name, state) ->
    Shown(screen, name) { activity ->
        val face = make(activity)
        activity.setContentView(face.view)
        face.render(state)
    }
}

/** Large screens, with the list beside what was opened from it, or what is over everything. */
val everyTabletState: List<Shown> = listOf(
    tablet("list", Place.Accounts),
    tablet("account", Place.Accounts, Place.Account("1")),
    tablet("add", Place.Accounts, Place.Add),
    tablet("settings", Place.Accounts, Place.Settings),
    tablet("request", Place.Accounts, Place.Request("r1")),
    tablet("lock", Place.Lock),
)

private fun tablet(name: String, vararg open: Place) = Shown("tablet", name) { activity ->
    val stack = Stack(::sampleOf)
    open.forEach(stack::go)
    activity.setContentView(Panes(activity, stack).also { it.show() }.view)
}

private fun sampleOf(place: Place): Screen = when (place) {
    Place.Accounts -> ScreenOf(Model(Next(Samples.accountsStates.getValue("content")), AccountsRules, { _, _ -> }), make = ::AccountsView, onBeside = AccountsInput::Beside)
    is Place.Account -> still(Samples.accountStates.getValue("looking")) { AccountScreenView(it) {} }
    Place.Settings -> still(Samples.settingsStates.getValue("list")) { SettingsView(it) {} }
    is Place.Request -> still(Samples.requestStates.getValue("number")) { RequestView(it) {} }
    Place.Lock -> still(Samples.lockStates.getValue("waiting")) { LockView(it) {} }
    else -> still(Unit) { AddView(it) {} }
}

/** A screen that stays in one state. */
private fun <S> still(state: S, make: (Context) -> Face<S>) = object : Screen {
    override fun show(context: Context) = make(context).also { it.render(state) }.view

    override fun hide() = Unit

    override fun end() = Unit
}

/** A window without an app around it. */
class PlainActivity : Activity() {
    override fun onCreate(saved: Bundle?) {
        setTheme(R.style.Assent)
        super.onCreate(saved)
    }
}
