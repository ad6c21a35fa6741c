package org.assent.app

import org.assent.app.bridge.Account
import org.assent.app.bridge.orNull

/** Its server's page with the password, the sessions, the backup codes and the other ways to sign in. */
val Account.securityPage: String? get() = serverUrl?.let { "${it.trimEnd('/')}/security" }

/** Opens it in the browser; false when there is none. */
suspend fun Parts.openSecurityPage(account: String): Boolean {
    val page = assent.accounts().orNull()?.find { it.id == account }?.securityPage
    return page != null && openPage(page)
}
