/** Every state of the screens by which codes and accounts come and go. */
package org.assent.app

import org.assent.app.bridge.Choice
import org.assent.app.bridge.Colour
import org.assent.app.bridge.Exported
import org.assent.app.bridge.Failure
import org.assent.app.bridge.ImportContents
import org.assent.app.bridge.ImportEntry
import org.assent.app.bridge.Imported
import org.assent.app.bridge.Leaving
import org.assent.app.bridge.LeftOut
import org.assent.app.bridge.LinkHealth
import org.assent.app.bridge.LinkedName
import org.assent.app.bridge.MovedOut
import org.assent.app.bridge.Problem
import org.assent.app.bridge.ServerFailure
import org.assent.app.screens.export.ExportState
import org.assent.app.screens.imports.ImportState
import org.assent.app.screens.imports.ImportStep
import org.assent.app.screens.move.AccountName
import org.assent.app.screens.move.MoveInState
import org.assent.app.screens.move.MoveOutState
import org.assent.app.screens.move.MoveStep
import org.assent.app.screens.repair.RepairState
import org.assent.app.screens.scan.ScanStage
import org.assent.app.screens.scan.ScanState
import org.assent.core.CodeKind

fun problem(key: String, kind: Problem.Kind = Problem.Kind.OTHER, detail: String = "", count: Int = 0) = Problem(kind, key, detail, count)

object TransferSamples {
    private val looking = ScanState(ScanStage.LOOKING, hasLight = true)

    val scanStates: Map<String, ScanState> = mapOf(
        "reason" to ScanState(ScanStage.REASON),
        "looking" to looking,
        "lit" to looking.copy(isLit = true),
        "repairing" to looking.copy(repairing = "1"),
        "batch" to looking.copy(batch = listOf("1", "2"), missing = listOf(3)),
        "unknown" to looking.copy(problem = problem("error-qr-unknown")),
        "camera-failed" to looking.copy(problem = problem("error-camera")),
        "no-qr" to looking.copy(problem = problem("error-no-qr")),
        "denied" to ScanState(ScanStage.DENIED),
        "no-camera" to ScanState(ScanStage.NO_CAMERA),
    )

    private fun entry(issuer: String, name: String, here: String? = null, isWeak: Boolean = false, kind: CodeKind = CodeKind.TIMED) =
        ImportEntry(issuer, name, null, kind, isWeak, here, null, null)

    private val contents = ImportContents(
        "aegis", "Aegis",
        listOf(
            entry("Forge du Lac", "ada-lovelace@forge-du-lac.example", here = "3"),
            entry("Banque", "ada", here = "7", kind = CodeKind.COUNTED).copy(usedSince = 2u),
            entry("Webmail", "ada@mail.example"),
            entry("Old shop", "ada", isWeak = true),
            entry("Webmail", "ada@mail.example").copy(earlier = 2u),
        ),
        listOf(LeftOut("Motp: moped", "why-kind", ""), LeftOut("Atelier: ada", "why-linked", "assent.atelier.example")),
        emptyList(),
    )
    private val preview = ImportState(ImportStep.PREVIEW, contents = contents)

    val importStates: Map<String, ImportState> = mapOf(
        "start" to ImportState(),
        "foreign" to ImportState(problem = problem("error-import-unknown")),
        "password" to ImportState(ImportStep.PASSWORD),
        "password-wrong" to ImportState(ImportStep.PASSWORD, problem = problem("error-import-wrong-password")),
        "preview" to preview,
        "decided" to preview.copy(all = Choice.REPLACE, each = mapOf(4 to Choice.SKIP)),
        "deciding" to preview.copy(deciding = 0),
        "scanned" to ImportState(
            ImportStep.PREVIEW, isScanned = true,
            contents = contents.copy(formatName = "Google Authenticator", entries = contents.entries.subList(2, 4), leftOut = emptyList(), missing = listOf(2u)),
        ),
        "done" to preview.copy(step = ImportStep.DONE, done = Imported(listOf("8", "9"), listOf("3"), 2u)),
    )

    private val exported = Exported(file = ByteArray(1), accounts = 12u, linked = listOf(LinkedName("Atelier", "ada@atelier.example", "https://assent.atelier.example")))

    val exportStates: Map<String, ExportState> = mapOf(
        "asking" to ExportState.Asking(),
        "differs" to ExportState.Asking(problem("error-passphrase-differs")),
        "made" to ExportState.Made(exported),
        "unwritable" to ExportState.Made(exported, problem("error-unwritable")),
        "saved" to ExportState.Saved(exported),
    )

    private val names = mapOf(
        "1" to AccountName("Atelier", "ada@atelier.example"),
        "2" to AccountName("Forge du Lac", "ada-lovelace@forge-du-lac.example"),
        "3" to AccountName("Wiki", "ada@wiki.example"),
    )
    private val down = Failure("3", "error-no-network")
    private val showing = MoveOutState(
        MoveStep.SHOWING, names,
        Leaving(accounts = listOf("1", "2"), codesOnly = 12u, failed = listOf(down), leftOut = 1u, text = "assent:move#v1." + "AbC0".repeat(120)),
    )

    val moveOutStates: Map<String, MoveOutState> = mapOf(
        "before" to MoveOutState(),
        "no-linked" to MoveOutState(problem = problem("error-no-linked")),
        "showing" to showing,
        "wrong-code" to showing.copy(problem = problem("error-move-code", Problem.Kind.MOVE_CODE_WRONG, count = 2)),
        "stopped" to showing.copy(step = MoveStep.STOPPED, problem = problem("error-move-stopped")),
        "over" to showing.copy(step = MoveStep.OVER, leaving = showing.leaving!!.copy(failed = emptyList(), leftOut = 0u, codesOnly = 0u), out = MovedOut(listOf("1", "2"), emptyList(), emptyList())),
        "partly" to showing.copy(step = MoveStep.OVER, leaving = showing.leaving.copy(failed = emptyList()), out = MovedOut(listOf("1"), listOf("2"), listOf(down))),
    )

    private val arrived = listOf(
        account("1", "Atelier", "ada@atelier.example", "At", Colour.TEAL, null),
        account("2", "Forge du Lac", "ada-lovelace@forge-du-lac.example", "Fo", Colour.PURPLE, null),
    )
    private val coming = MoveInState.ShowsCode(arrived, setOf("1", "2"), "604381")

    val moveInStates: Map<String, MoveInState> = mapOf(
        "before" to MoveInState.Before(),
        "foreign" to MoveInState.Before(problem("error-ticket-damaged")),
        "code" to coming,
        "one-stays" to coming.copy(chosen = setOf("1"), failed = listOf(ServerFailure("https://assent.wiki.example", "error-no-network"))),
        "no-network" to coming.copy(code = null, problem = problem("error-no-network")),
        "over" to MoveInState.Over(arrived, setOf("1", "2"), emptyList()),
        "partly" to MoveInState.Over(arrived, setOf("1", "2"), listOf(Failure("2", "error-link-refused"))),
    )

    private val repairing = RepairState(arrived[0])

    val repairStates: Map<String, RepairState> = mapOf(
        "asking" to repairing,
        "works" to repairing.copy(health = LinkHealth.WORKS),
        "key-gone" to repairing.copy(health = LinkHealth.KEY_GONE),
        "unlinked" to repairing.copy(health = LinkHealth.UNLINKED),
        "old-copy" to repairing.copy(health = LinkHealth.OLD_COPY),
        "signing-in" to repairing.copy(health = LinkHealth.UNLINKED, isSigningIn = true),
        "no-network" to repairing.copy(problem = problem("error-no-network")),
    )
}
