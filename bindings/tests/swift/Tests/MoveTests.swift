// From phone to phone (R1). The Python and Kotlin programs do the same, under the same names.
import AssentCore
import Foundation
import XCTest

private let codes = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop"

final class MoveTests: XCTestCase {
    /// The new phone takes the picture: what came, and the code that it shows.
    private func scan(_ phone: TestPhone, _ departure: Departure) async throws -> ([String], String) {
        let arrival = try await phone.app.moveIn(text: departure.leaving().text, phone: newPhone)
        let arrived = arrival.arrived.map(\.account)
        return (arrived, try phone.app.moveCode(accounts: arrived))
    }

    private func other(than code: String) -> String { code == "000000" ? "000001" : "000000" }

    func testAllAccountsMoveWithOneCodeAndTheOldPhoneIsCut() async throws {
        let (home, work) = (try await Scene(), try await Scene())
        let (old, new) = (try await TestPhone.linked(home, work), try await TestPhone())
        let linked = Set(try old.app.accounts().map(\.id))
        let stays = try old.app.addOtpauth(address: codes, onDuplicate: .refuse)
        let oldCode = try old.app.accounts()[0].code!.code
        let departure = try await old.app.moveOut()
        let leaving = try departure.leaving()
        XCTAssertEqual(Set(leaving.accounts), linked)
        XCTAssertEqual(leaving.failed, [])
        XCTAssertEqual(leaving.codesOnly, 1)
        let (arrived, code) = try await scan(new, departure)
        XCTAssertEqual(Set(try new.app.movingIn()), Set(arrived))
        XCTAssertEqual(try new.app.accounts().map(\.isPending), [true, true])
        let wrong = await wrongMoveCode { _ = try await old.app.finishMove(departure: departure, code: other(than: code)) }
        XCTAssertEqual(wrong, ["error-move-code", "2"])
        let out = try await old.app.finishMove(departure: departure, code: code)
        XCTAssertEqual(Set(out.moved), linked)
        XCTAssertTrue(out.notScanned.isEmpty && out.failed.isEmpty, "\(out)")
        let failed = try await new.app.confirmMoved(accounts: arrived, cancel: nil)
        XCTAssertEqual(failed, [])
        XCTAssertEqual(try old.app.accounts().map(\.id), [stays])
        XCTAssertEqual(try new.app.movingIn(), [])
        for scene in [home, work] {
            let phones = try await scene.phones()
            XCTAssertEqual(phones, [newPhone.name])
            try await new.answers(scene)
        }
        let checked = try await home.check(oldCode)
        XCTAssertEqual(checked, "wrong")
    }

    func testACodeThatIsWrongThreeTimesStopsTheMove() async throws {
        let scene = try await Scene()
        let (old, thief) = (try await TestPhone.linked(scene), try await TestPhone())
        let departure = try await old.app.moveOut()
        let early = await badInput { _ = try await old.app.finishMove(departure: departure, code: "123456") }
        XCTAssertEqual(early, "error-not-scanned")
        let (arrived, code) = try await scan(thief, departure)
        for triesLeft in ["2", "1"] {
            let wrong = await wrongMoveCode {
                _ = try await old.app.finishMove(departure: departure, code: other(than: code))
            }
            XCTAssertEqual(wrong, ["error-move-code", triesLeft])
        }
        for typed in [other(than: code), code] {
            let stopped = await badInput { _ = try await old.app.finishMove(departure: departure, code: typed) }
            XCTAssertEqual(stopped, "error-move-stopped")
        }
        let failed = try await thief.app.confirmMoved(accounts: arrived, cancel: nil)
        XCTAssertEqual(failed, [Failure(account: arrived[0], key: "error-link-refused")])
        XCTAssertTrue(try thief.app.accounts().isEmpty)
        let phones = try await scene.phones()
        XCTAssertEqual(phones, [here.name])
        try await old.answers(scene)
    }

    func testAPictureIsWorthNothingOnceTheMoveWasStopped() async throws {
        let scene = try await Scene()
        let (old, new) = (try await TestPhone.linked(scene), try await TestPhone())
        let departure = try await old.app.moveOut()
        try await old.app.stopMove(departure: departure)
        let arrival = try await new.app.moveIn(text: departure.leaving().text, phone: newPhone)
        XCTAssertEqual(arrival.arrived, [])
        XCTAssertEqual(arrival.failed.map(\.serverUrl), [scene.origin])
        XCTAssertTrue(try new.app.accounts().isEmpty)
        try await old.answers(scene)
    }

    func testWhatIsOnAServerThatIsDownMovesLater() async throws {
        let (home, work) = (try await Scene(), try await Scene())
        let (old, new) = (try await TestPhone.linked(home, work), try await TestPhone())
        let linked = try old.app.accounts().map(\.id)
        let departure = try await old.app.moveOut()
        let (_, code) = try await scan(new, departure)
        _ = try await work.act("stop")
        let silent = await wrongMoveCode { _ = try await old.app.finishMove(departure: departure, code: code) }
        XCTAssertEqual(silent, ["error-move-code-silent", "2"])
        let reached = try new.app.accounts().filter { $0.serverUrl == home.origin }.map(\.id)
        let out = try await old.app.finishMove(departure: departure, code: new.app.moveCode(accounts: reached))
        XCTAssertEqual([out.moved, out.failed.map(\.account)], [[linked[0]], [linked[1]]])
        let failed = try await new.app.confirmMoved(accounts: reached, cancel: nil)
        XCTAssertEqual(failed, [])
        _ = try await work.act("start")
        let again = try await old.app.moveOut()
        let (arrived, rest) = try await scan(new, again)
        let moved = try await old.app.finishMove(departure: again, code: rest).moved
        XCTAssertEqual(moved, [linked[1]])
        let left = try await new.app.confirmMoved(accounts: arrived, cancel: nil)
        XCTAssertEqual(left, [])
        XCTAssertTrue(try old.app.accounts().isEmpty)
        let phones = try await work.phones()
        XCTAssertEqual(phones, [newPhone.name])
        try await new.answers(work)
    }
}
