package org.assent.app.screens

import org.assent.app.Parts
import org.assent.app.screen.Place
import org.assent.app.screen.Screen
import org.assent.app.screens.account.accountScreen
import org.assent.app.screens.accounts.accountsScreen
import org.assent.app.screens.add.addScreen
import org.assent.app.screens.damaged.damagedScreen
import org.assent.app.screens.export.exportScreen
import org.assent.app.screens.history.historyScreen
import org.assent.app.screens.imports.importScreen
import org.assent.app.screens.licences.licencesScreen
import org.assent.app.screens.link.LostSignIn
import org.assent.app.screens.link.NewLink
import org.assent.app.screens.link.Renewal
import org.assent.app.screens.link.linkScreen
import org.assent.app.screens.lock.lockScreen
import org.assent.app.screens.move.moveInScreen
import org.assent.app.screens.move.moveOutScreen
import org.assent.app.screens.notify.notifyScreen
import org.assent.app.screens.repair.repairScreen
import org.assent.app.screens.request.requestScreen
import org.assent.app.screens.requests.requestsScreen
import org.assent.app.screens.scan.scanScreen
import org.assent.app.screens.settings.settingsScreen
import org.assent.app.screens.signin.signInScreen
import org.assent.app.screens.type.typeScreen
import org.assent.app.screens.welcome.welcomeScreen

/** Which screen a place is. */
fun makeScreen(parts: Parts, place: Place): Screen = when (place) {
    Place.Accounts -> accountsScreen(parts)
    is Place.Account -> accountScreen(parts, place.id)
    Place.History -> historyScreen(parts)
    Place.Settings -> settingsScreen(parts)
    Place.Notify -> notifyScreen(parts)
    Place.Licences -> licencesScreen(parts)
    Place.Add -> addScreen(parts)
    Place.SignIn -> signInScreen(parts)
    is Place.SignedIn -> linkScreen(parts, place, NewLink(parts.assent) { parts.assent.finishSignIn(place.page, place.callback) })
    Place.SignInLost -> linkScreen(parts, place, LostSignIn)
    Place.Type -> typeScreen(parts)
    is Place.Scan -> scanScreen(parts, place)
    is Place.Import -> importScreen(parts, place)
    Place.Export -> exportScreen(parts)
    Place.MoveOut -> moveOutScreen(parts)
    is Place.MoveIn -> moveInScreen(parts, place)
    is Place.Link -> linkScreen(parts, place, NewLink(parts.assent) { parts.assent.link(place.ticket) })
    is Place.Repair -> repairScreen(parts, place)
    is Place.RepairByTicket ->
        linkScreen(parts, place, Renewal(parts.assent) { parts.assent.repairs.byTicket(place.account, place.ticket) })
    is Place.RepairSignedIn ->
        linkScreen(parts, place, Renewal(parts.assent) { parts.assent.repairs.bySignIn(place.account, place.page, place.callback) })
    Place.Lock -> lockScreen(parts)
    Place.Welcome -> welcomeScreen(parts)
    Place.Damaged -> damagedScreen(parts)
    Place.Requests -> requestsScreen(parts)
    is Place.Request -> requestScreen(parts, place.id)
}
