package org.assent.app.screens.link

import org.assent.app.bridge.Assent
import org.assent.app.bridge.Got
import org.assent.app.bridge.Link
import org.assent.app.bridge.Problem
import org.assent.app.bridge.Repairing

/** One of the ways to a link. */
interface Linking {
    suspend fun begin(): Got<Link>

    /** Waits until the person has proved on the other side that this phone is theirs; whether the server still lists an older link. */
    suspend fun confirm(link: Link): Got<Boolean>

    /** Takes back what was not confirmed. */
    suspend fun forget(link: Link)
}

/** An account that was not here before. */
class NewLink(private val assent: Assent, private val ask: suspend () -> Got<Link>) : Linking {
    override suspend fun begin() = ask()

    /** Who signed in on this phone has proved it. */
    override suspend fun confirm(link: Link): Got<Boolean> =
        if (link.linkCode == null) Got.Ok(false) else assent.confirmLinked(link.account).then { false }

    override suspend fun forget(link: Link) {
        assent.remove(link.account, forgetLocally = true)
    }
}

/** A new link in the place of a dead one. Until it is confirmed, all is as it was. */
class Renewal(private val assent: Assent, private val ask: suspend () -> Got<Repairing>) : Linking {
    private var repairing: Repairing? = null

    override suspend fun begin() = ask().then { repairing = it; it.link }

    override suspend fun confirm(link: Link) = assent.repairs.confirm(checkNotNull(repairing))

    override suspend fun forget(link: Link) = Unit
}

/** The browser came back from a sign-in that is not known any more: the process ended meanwhile. */
object LostSignIn : Linking {
    private val lost = Got.Failed(Problem(Problem.Kind.OTHER, "error-callback"))

    override suspend fun begin() = lost

    override suspend fun confirm(link: Link) = lost

    override suspend fun forget(link: Link) = Unit
}

private inline fun <T, R> Got<T>.then(make: (T) -> R): Got<R> = when (this) {
    is Got.Ok -> Got.Ok(make(value))
    is Got.Failed -> this
}
