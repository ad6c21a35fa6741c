// A link that is dead, made anew in its place (A12), and signing in on the phone itself (A2). The Python and Kotlin programs
// do the same, under the same names.
import AssentCore
import Foundation
import XCTest

private let back = "assent:linked"

final class RepairTests: XCTestCase {
    private func linked() async throws -> (Scene, TestPhone, String) {
        let scene = try await Scene()
        let phone = try await TestPhone.linked(scene)
        return (scene, phone, try phone.app.accounts()[0].id)
    }

    /// What the system's browser brings after Ada said yes in it.
    private func signedIn(_ scene: Scene, _ phone: TestPhone) async throws -> (SignInPage, String) {
        let page = try phone.app.startSignIn(serverUrl: scene.origin, redirect: back, phoneName: here.name)
        return (page, try await scene.act("sign-in", ["address": page.address()]).text("callback"))
    }

    func testAnUnlinkedAccountIsRepairedInItsPlace() async throws {
        let (scene, phone, account) = try await linked()
        try phone.app.rename(account: account, label: "Work")
        try await phone.answers(scene, .deny)
        _ = try await scene.act("remove-phones")
        let health = try await phone.app.repair(account: account, push: nil)
        XCTAssertEqual(health, .unlinked)
        XCTAssertTrue(try phone.app.accounts()[0].isUnlinked)
        let ticket = try await scene.act("ticket")
        let repairing = try await phone.app.repairWith(account: account, ticket: ticket.text("text"), phone: here)
        let typed = try await scene.act("confirm", ["id": ticket.text("id"), "code": repairing.link().linkCode!])
        XCTAssertTrue(typed.truth("is_linked"))
        let repaired = try await phone.app.confirmRepaired(repairing: repairing, cancel: nil)
        XCTAssertEqual(repaired, Repaired(account: account, isOldListed: false))
        let shown = try phone.app.accounts()
        XCTAssertEqual(shown.map(\.id), [account])
        XCTAssertEqual(shown[0].label, "Work")
        XCTAssertFalse(shown[0].isUnlinked)
        XCTAssertEqual(try phone.app.history().map(\.account), [account])
        let checked = try await scene.check(shown[0].code!.code)
        XCTAssertEqual(checked, "accepted")
        try await phone.answers(scene)
    }

    func testALinkThatWorksGetsItsClockAndItsPushEndpoint() async throws {
        let (scene, phone, account) = try await linked()
        try phone.setClock(phone.clock.nowSecs() + 5000)
        let health = try await phone.app.repair(account: account, push: .fcm(token: "restored"))
        XCTAssertEqual(health, .works)
        let shown = try phone.app.accounts()[0]
        XCTAssertLessThanOrEqual(abs(shown.clockAheadSecs! - 5000), 10)
        let checked = try await scene.check(shown.code!.code)
        XCTAssertEqual(checked, "accepted")
    }

    func testAKeyThatIsGoneIsFoundAndTheOldLinkGoes() async throws {
        let (scene, phone, account) = try await linked()
        try phone.keys.delete(account: account, purpose: .approve)
        let health = try await phone.app.repair(account: account, push: nil)
        XCTAssertEqual(health, .keyGone)
        let (page, callback) = try await signedIn(scene, phone)
        let repairing = try await phone.app.repairBySignIn(
            account: account, page: page, callback: callback, phone: newPhone)
        XCTAssertNil(try repairing.link().linkCode)
        let repaired = try await phone.app.confirmRepaired(repairing: repairing, cancel: nil)
        XCTAssertEqual(repaired, Repaired(account: account, isOldListed: false))
        let phones = try await scene.phones()
        XCTAssertEqual(phones, [newPhone.name])
        try await phone.answers(scene)
    }

    func testATicketOfAnotherServerRepairsNothing() async throws {
        let (scene, phone, account) = try await linked()
        let ticket = try await Scene().act("ticket").text("text")
        let key = await badInput { _ = try await phone.app.repairWith(account: account, ticket: ticket, phone: here) }
        XCTAssertEqual(key, "error-other-account")
        try await phone.answers(scene)
    }

    func testLinksBySigningInOnThisPhone() async throws {
        let (scene, phone) = (try await Scene(), try await TestPhone())
        let (page, callback) = try await signedIn(scene, phone)
        let other = callback.replacingOccurrences(of: "state=", with: "state=x")
        let key = await badInput {
            _ = try await phone.app.finishSignIn(page: page, callback: other, phone: here, cancel: nil)
        }
        XCTAssertEqual(key, "error-callback")
        let link = try await phone.app.finishSignIn(page: page, callback: callback, phone: here, cancel: nil)
        XCTAssertNil(link.linkCode)
        XCTAssertEqual(link.accountName, scene.account)
        try await phone.answers(scene)
    }
}
