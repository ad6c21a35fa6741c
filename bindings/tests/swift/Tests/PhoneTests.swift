// This program is the phone of real logins. The Python and Kotlin ones do the same, under the same names.
import AssentCore
import Foundation
import XCTest

private let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

private struct AppFault: Error {}

final class PhoneTests: XCTestCase {
    private func linked() async throws -> (Scene, TestPhone) {
        let scene = try await Scene()
        return (scene, try await TestPhone.linked(scene))
    }

    func testLinksByATicketAndShowsTheAccount() async throws {
        let (scene, phone) = try await linked()
        let accounts = try phone.app.accounts()
        XCTAssertEqual(accounts.map(\.issuer), [scene.issuer])
        XCTAssertEqual(accounts[0].name, scene.account)
        XCTAssertTrue(accounts[0].isPush && !accounts[0].isPending && !accounts[0].isUnlinked)
        // The code is the one that the server expects.
        let checked = try await scene.check(accounts[0].code!.code)
        XCTAssertEqual(checked, "accepted")
    }

    func testApprovesAndKeepsTheReceipt() async throws {
        let (scene, phone) = try await linked()
        let asked = try await scene.ask()
        let request = try await phone.request()
        XCTAssertEqual([request.service, request.accountName], [scene.service, scene.account])
        XCTAssertEqual([request.address, request.place], ["192.0.2.7", "Lyon"])
        XCTAssertEqual(request.numberDigits, 0)
        let answered = try await phone.app.answer(request: request.id, answer: .approve, number: nil)
        XCTAssertEqual(answered, Answered(outcome: .approved, inHistory: true))
        let redeemed = try await scene.act("redeem", ["id": asked.text("id")])
        XCTAssertEqual(redeemed.text("outcome"), "approved")
        let history = try phone.app.history()
        XCTAssertEqual(history.map(\.request), [request.id])
        let proof = try phone.app.checkReceipt(request: request.id)
        XCTAssertEqual(proof.outcome, .approved)
        XCTAssertEqual(proof.service, scene.service)
        let receipt = try JSONSerialization.jsonObject(with: phone.app.receipt(request: request.id))
        XCTAssertNotNil((receipt as? [String: Any])?["receipt"])
    }

    func testDeniesAndReports() async throws {
        let (scene, phone) = try await linked()
        for answer in [Answer.deny, .report] {
            let asked = try await scene.ask()
            let request = try await phone.request()
            let answered = try await phone.app.answer(request: request.id, answer: answer, number: nil)
            XCTAssertEqual(answered.outcome, .denied)
            let status = try await scene.status(asked)
            XCTAssertEqual(status, "denied")
        }
    }

    func testTypesTheNumber() async throws {
        let (scene, phone) = try await linked()
        let asked = try await scene.ask(withNumber: true)
        let (request, number) = (try await phone.request(), asked.text("number"))
        XCTAssertEqual(Int(request.numberDigits), number.count)
        let needed = await refusal {
            _ = try await phone.app.answer(request: request.id, answer: .approve, number: nil)
        }
        guard case AppError.NumberNeeded(_, _, let digits) = needed! else { return XCTFail("\(needed!)") }
        XCTAssertEqual(digits, request.numberDigits)
        _ = try await phone.app.answer(request: request.id, answer: .approve, number: number)
        let status = try await scene.status(asked)
        XCTAssertEqual(status, "approved")
    }

    func testAWrongNumberApprovesNothing() async throws {
        let (scene, phone) = try await linked()
        let asked = try await scene.ask(withNumber: true)
        let (request, number) = (try await phone.request(), asked.text("number"))
        let wrong = number.dropLast() + (number.last == "0" ? "1" : "0")
        let refused = await refusal {
            _ = try await phone.app.answer(request: request.id, answer: .approve, number: String(wrong))
        }
        guard case AppError.NumberWrong = refused! else { return XCTFail("\(refused!)") }
        let status = try await scene.status(asked)
        XCTAssertNotEqual(status, "approved")
    }

    func testCodesAreThoseOfOathtool() async throws {
        let (scene, phone) = (try await Scene(), try await TestPhone())
        let address = "otpauth://totp/Shop:ada?secret=\(secret)&issuer=Shop"
        _ = try phone.app.addOtpauth(address: address, onDuplicate: .refuse)
        try phone.app.changeLockSettings(settings: LockSettings(idleSecs: nil, inBackground: false))
        for now: Int64 in [59, 1_111_111_109, 1_234_567_890, 2_000_000_000] {
            phone.clock.now.with { $0 = now }
            let expected = try await scene.act("oathtool", ["secret": secret, "at": Int(now)]).text("code")
            XCTAssertEqual(try phone.app.accounts()[0].code?.code, expected)
        }
    }

    func testNothingIsToldWhileLocked() async throws {
        let (_, phone) = try await linked()
        let waiting = Task { await refusal { _ = try await phone.app.watch(waitSecs: 55, cancel: nil) } }
        try await Task.sleep(nanoseconds: 200_000_000)
        try phone.app.lock()
        let ended = await waiting.value
        // Where it had not begun yet it does not begin.
        switch ended! {
        case AppError.Cancelled, AppError.Locked: break
        default: return XCTFail("\(ended!)")
        }
        let locked = await refusal { _ = try phone.app.accounts() }
        guard case AppError.Locked(let key, _) = locked! else { return XCTFail("\(locked!)") }
        XCTAssertEqual(key, "error-locked")
        try await phone.app.unlock(way: .hardware)
        XCTAssertEqual(try phone.app.accounts().count, 1)
    }

    func testAServerThatIsGoneIsToldAndComesBack() async throws {
        let (scene, phone) = try await linked()
        _ = try await scene.ask()
        let request = try await phone.request()
        _ = try await scene.act("stop")
        let refused = await refusal {
            _ = try await phone.app.answer(request: request.id, answer: .approve, number: nil)
        }
        guard case AppError.NoNetwork = refused! else { return XCTFail("\(refused!)") }
        let gone = try await phone.app.look()
        XCTAssertEqual(gone.unreachable, [Failure(account: request.account, key: "error-no-network")])
        _ = try await scene.act("start")
        let back = try await phone.app.look()
        XCTAssertEqual(back.unreachable, [])
        XCTAssertEqual(back.reachedAgain, [request.account])
    }

    func testHearsThatItWasUnlinked() async throws {
        let (scene, phone) = try await linked()
        let waiting = Task { try await phone.until { !$0.notices.isEmpty } }
        try await Task.sleep(nanoseconds: 200_000_000)
        let removed = try await scene.act("remove-phones")
        XCTAssertEqual(removed.number("removed"), 1)
        let notices = try await waiting.value.notices
        XCTAssertTrue(notices.contains { $0.kind == .unlinked })
        let account = try phone.app.accounts()[0]
        XCTAssertTrue(account.isUnlinked)
        let refused = await refusal { _ = try phone.app.useCode(account: account.id) }
        guard case AppError.Unlinked = refused! else { return XCTFail("\(refused!)") }
    }

    func testWhatWasSettledElsewhereIsToldWithItsOutcome() async throws {
        let (scene, phone) = try await linked()
        let asked = try await scene.ask()
        let request = try await phone.request()
        let cancelled = try await scene.act("cancel", ["id": asked.text("id")])
        XCTAssertTrue(cancelled.truth("cancelled"))
        let update = try await phone.until { !$0.ended.isEmpty }
        XCTAssertEqual(update.requests, [])
        XCTAssertEqual(update.ended.map(\.request.id), [request.id])
        XCTAssertEqual(update.ended.map(\.outcome), [.cancelled])
        let again = try await scene.ask()
        let other = try await phone.request()
        _ = try await scene.act("cancel", ["id": again.text("id")])
        let refused = await refusal {
            _ = try await phone.app.answer(request: other.id, answer: .approve, number: nil)
        }
        guard case AppError.Settled = refused! else { return XCTFail("\(refused!)") }
    }

    func testALongCallCanBeCancelled() async throws {
        let (scene, phone) = (try await Scene(), try await TestPhone())
        let ticket = try await scene.act("ticket")
        let link = try await phone.app.link(ticket: ticket.text("text"), phone: here, cancel: nil)
        let (cancel, begun) = (try CancelHandle(), Date())
        let waiting = Task {
            await refusal { try await phone.app.confirmLinked(account: link.account, cancel: cancel) }
        }
        try await Task.sleep(nanoseconds: 200_000_000)
        try cancel.cancel()
        let ended = await waiting.value
        guard case AppError.Cancelled = ended! else { return XCTFail("\(ended!)") }
        XCTAssertLessThan(Date().timeIntervalSince(begun), 10)
        // It goes on where it was.
        _ = try await scene.act("confirm", ["id": ticket.text("id"), "code": link.linkCode!])
        try await phone.app.confirmLinked(account: link.account, cancel: nil)
    }

    func testAPersonWhoDoesNotConfirmSendsNothing() async throws {
        let (scene, phone) = try await linked()
        let asked = try await scene.ask()
        let request = try await phone.request()
        phone.keys.broken.with { $0 = PlatformError.NotConfirmed }
        let refused = await refusal {
            _ = try await phone.app.answer(request: request.id, answer: .approve, number: nil)
        }
        guard case AppError.NotConfirmed = refused! else { return XCTFail("\(refused!)") }
        var status = try await scene.status(asked)
        XCTAssertEqual(status, "pending")
        phone.keys.broken.with { $0 = nil }
        _ = try await phone.app.answer(request: request.id, answer: .approve, number: nil)
        status = try await scene.status(asked)
        XCTAssertEqual(status, "approved")
    }

    func testWhateverIsThrownHereComesBackAsAnError() async throws {
        let (scene, phone) = try await linked()
        _ = try await scene.ask()
        let request = try await phone.request()
        phone.keys.broken.with { $0 = AppFault() }
        let failed = await refusal {
            _ = try await phone.app.answer(request: request.id, answer: .approve, number: nil)
        }
        guard case AppError.Internal(let key, _) = failed! else { return XCTFail("\(failed!)") }
        XCTAssertEqual(key, "error-key")
        XCTAssertTrue(phone.log.lines.with { $0.contains { $0.contains("error-key") } })
    }

    func testAPanicIsAnError() async throws {
        let phone = try await TestPhone()
        let panicked = await refusal { _ = try panicNow() }
        XCTAssertTrue("\(panicked!)".contains("on purpose"), "\(panicked!)")
        let later = await refusal { _ = try await phone.app.panicLater() }
        guard case AppError.Internal = later! else { return XCTFail("\(later!)") }
        XCTAssertTrue(try phone.app.accounts().isEmpty, "the app goes on")
    }

    func testWhatMakesNoSenseIsNamed() async throws {
        let phone = try await TestPhone()
        let bad = await refusal {
            _ = try await phone.app.link(ticket: "otpauth://totp/a?secret=GEZDGNBV", phone: here, cancel: nil)
        }
        guard case AppError.BadInput(let key, _) = bad! else { return XCTFail("\(bad!)") }
        XCTAssertEqual(key, "error-ticket-not")
    }
}
