// Requests of several servers at once. The Python and Kotlin programs do the same, under the same names.
import AssentCore
import Foundation
import XCTest

final class ServersTests: XCTestCase {
    private func linked() async throws -> (home: Scene, work: Scene, phone: TestPhone, atWork: String) {
        let (home, work) = (try await Scene(), try await Scene())
        let phone = try await TestPhone.linked(home, work)
        return (home, work, phone, try phone.app.accounts()[1].id)
    }

    func testRequestsOfTwoServersStandInOneList() async throws {
        let (home, work, phone, atWork) = try await linked()
        _ = try await home.ask()
        let asked = try await work.ask()
        let update = try await phone.until { $0.requests.count == 2 }
        XCTAssertTrue(update.isCrowded)
        let request = update.requests.first { $0.account == atWork }!
        _ = try await phone.app.answer(request: request.id, answer: .deny, number: nil)
        let status = try await work.status(asked)
        XCTAssertEqual(status, "denied")
        let left = try await phone.app.watch(waitSecs: 0, cancel: nil)
        XCTAssertEqual(left.requests.count, 1)
        XCTAssertFalse(left.isCrowded)
    }

    func testAServerThatIsDownHoldsUpNoOther() async throws {
        let (home, work, phone, atWork) = try await linked()
        _ = try await work.act("stop")
        let down = try await phone.until { !$0.unreachable.isEmpty }
        XCTAssertEqual(down.unreachable, [Failure(account: atWork, key: "error-no-network")])
        let begun = Date()
        try await phone.answers(home)
        XCTAssertLessThan(Date().timeIntervalSince(begun), 10)
        let still = try await phone.app.watch(waitSecs: 0, cancel: nil)
        XCTAssertEqual(still.unreachable.map(\.account), [atWork])
        _ = try await work.act("start")
        try phone.app.networkChanged()
        let back = try await phone.until { !$0.reachedAgain.isEmpty }
        XCTAssertEqual(back.reachedAgain, [atWork])
        XCTAssertEqual(back.unreachable, [])
        try await phone.answers(work)
    }

    func testABellMakesALineThatRestsAskNow() async throws {
        let (_, work, phone, atWork) = try await linked()
        _ = try await work.act("stop")
        _ = try await phone.until { !$0.unreachable.isEmpty }
        // By then it has failed four times, and rests for seconds.
        _ = try await phone.app.watch(waitSecs: 7, cancel: nil)
        _ = try await work.act("start")
        let resting = try await phone.app.watch(waitSecs: 0, cancel: nil)
        XCTAssertEqual(resting.reachedAgain, [])
        try phone.app.woken(push: Data([0xff]))
        let rung = try await phone.app.watch(waitSecs: 3, cancel: nil)
        XCTAssertEqual(rung.reachedAgain, [atWork])
    }

    func testLockingLetsGoOfLinesThatAreHeld() async throws {
        let (home, _, phone, _) = try await linked()
        // By connections that carried nothing before, one of them with an answer that nobody took yet.
        try phone.app.networkChanged()
        let before = try await phone.app.watch(waitSecs: 1, cancel: nil)
        XCTAssertEqual(before.requests, [])
        let asked = try await home.ask()
        try await Task.sleep(nanoseconds: 500_000_000)
        try phone.app.lock()
        let locked = await refusal { _ = try await phone.app.watch(waitSecs: 0, cancel: nil) }
        guard case AppError.Locked = locked! else { return XCTFail("\(locked!)") }
        try await phone.app.unlock(way: .hardware)
        let request = try await phone.request()
        _ = try await phone.app.answer(request: request.id, answer: .deny, number: nil)
        let status = try await home.status(asked)
        XCTAssertEqual(status, "denied")
    }
}
