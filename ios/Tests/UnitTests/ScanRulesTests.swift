import TestKit
import Testing

@testable import AssentKit

private let TICKET = "https://assent.example/link#v1.AAAA"
private let CODES = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQ"
private let BATCH = "otpauth-migration://offline?data="

@Suite struct ScanRulesTests {
    private let looking = Samples.scanStates["looking"]

    private func read(_ text: String, _ state: ScanState? = nil) -> Next<ScanState, ScanEffect> { ScanRules.next(state ?? looking, .read(text)) }

    private func saw(_ text: String, at now: Int64, _ state: ScanState? = nil) -> Next<ScanState, ScanEffect> {
        ScanRules.next(state ?? looking, .saw(text, at: now))
    }

    @Test func whatWasReadLeadsToItsPlace() {
        #expect(read(TICKET).effects == [.go(.link(TICKET))])
        #expect(read(" \(TICKET)\n").effects == [.go(.link(TICKET))])
        #expect(read("assent:move#v1.AA").effects == [.go(.moveIn("assent:move#v1.AA"))])
        #expect(read(CODES).effects == [.go(.imports(codes: [CODES]))])
        #expect(read(CODES.uppercased()).effects == [.go(.imports(codes: [CODES.uppercased()]))])
    }

    @Test(arguments: ["https://example.org", "WIFI:S:home;;", "javascript:alert(1)"])
    func whatIsForeignIsSaidAndLeadsNowhere(_ foreign: String) {
        #expect(read(foreign).effects.isEmpty && read(foreign).state.problem?.key == "error-qr-unknown")
    }

    @Test func aRepairTakesNothingButATicketAndOnlyForItsAccount() {
        let repairing = with(looking) { $0.repairing = "7" }
        #expect(read(TICKET, repairing).effects == [.go(.repairByTicket(account: "7", ticket: TICKET))])
        for other in ["assent:move#v1.AA", CODES, BATCH + "AA"] {
            #expect(read(other, repairing).effects.isEmpty && read(other, repairing).state.problem?.key == "error-ticket-not", "\(other)")
        }
        #expect(ScanRules.next(repairing, .pictured(.ok([CODES, TICKET]))).effects == [.go(.repairByTicket(account: "7", ticket: TICKET))])
    }

    @Test func aCodeThatStaysBeforeTheCameraCountsOnce() {
        let once = saw(TICKET, at: NOW).state
        #expect(saw(TICKET, at: NOW + 1, once).effects.isEmpty)
        #expect(saw(CODES, at: NOW + 1, once).effects.count == 1)
    }

    @Test func whoCancelsIsNotLedToTheSameAgainUntilItWasOutOfSightForASecond() {
        let once = saw(TICKET, at: NOW).state
        let back = ScanRules.next(ScanRules.next(once, .look).state, .looked(CameraFacts(isAllowed: true), at: NOW + 60)).state
        let still = saw(TICKET, at: NOW + 62, back)
        #expect(still.effects.isEmpty && saw(TICKET, at: NOW + 63, still.state).effects.isEmpty)
        #expect(saw(TICKET, at: NOW + 64, still.state).effects == [.go(.link(TICKET))])
        let failed = ScanRules.next(once, .cameraFailed).state
        #expect(saw(TICKET, at: NOW, failed).effects == [.go(.link(TICKET))])
    }

    @Test func theReasonStandsBeforeTheQuestionAndWhoSaidNoIsAskedNoMore() {
        func seen(_ isAllowed: Bool?, isThere: Bool = true) -> Next<ScanState, ScanEffect> {
            ScanRules.next(ScanState(), .looked(CameraFacts(isThere: isThere, isAllowed: isAllowed)))
        }
        #expect(seen(nil) == Next(ScanState(.reason)))
        #expect(seen(false) == Next(ScanState(.denied)))
        #expect(seen(true) == Next(ScanState(.looking), .read))
        #expect(seen(true, isThere: false) == Next(ScanState(.noCamera)))
        #expect(ScanRules.next(ScanState(.reason), .allowed(false)) == Next(ScanState(.denied)))
        #expect(ScanRules.next(ScanState(.reason), .allowed(true)).effects == [.look])
    }

    @Test func aCameraThatFailedIsTriedAgainAndTheTroubleOfItIsOver() {
        let failed = ScanRules.next(looking, .cameraFailed).state
        #expect(failed.problem?.key == "error-camera")
        #expect(ScanRules.next(failed, .look).state.problem == nil)
        #expect(ScanRules.next(Samples.scanStates["no-qr"], .look).state.problem?.key == "error-no-qr")
    }

    @Test func theLightGoesOutWithTheCamera() {
        let lit = ScanRules.next(looking, .light)
        #expect(lit.state.isLit && lit.effects == [.light(true)])
        #expect(!read(TICKET, lit.state).state.isLit && !ScanRules.next(lit.state, .picture).state.isLit)
    }

    @Test func aCodeOfAnotherExportLeavesTheBatchAsItWas() {
        let batch = Samples.scanStates["batch"]
        let other = ScanRules.next(batch, .collected(batch.batch + ["x"], .failed(Problem(.other, "error-import-other-batch")))).state
        #expect(other.batch == batch.batch && other.missing == batch.missing && other.problem != nil)
    }

    @Test func severalCodesOfAnExportInOnePictureAreTakenTogether() {
        let both = [BATCH + "AA", "https://example.org", BATCH + "BB"]
        #expect(ScanRules.next(looking, .pictured(.ok(both))).effects == [.collect([both[0], both[2]])])
        #expect(ScanRules.next(looking, .pictured(.ok(["https://example.org", TICKET]))).effects == [.go(.link(TICKET))])
        #expect(ScanRules.next(looking, .pictured(.ok([]))).state.problem?.key == "error-no-qr")
    }
}
