// The lock of the app. The Python and Kotlin programs do the same, under the same names.
import AssentCore
import Foundation
import XCTest

private let right = Data("480137".utf8)

private func pin(_ digits: String) -> Way { .pin(pin: Data(digits.utf8)) }

final class LockTests: XCTestCase {
    func testAWrongPinSaysTheTriesLeftAndTenDisableIt() async throws {
        let phone = try await TestPhone(pin: right)
        let key = try phone.app.makeRecoveryKey()
        try phone.app.lock()
        for expected: UInt32 in (0...9).reversed() {
            let wrong = await refusal { try await phone.app.unlock(way: pin("480138")) }
            guard case AppError.WrongPin(_, _, let triesLeft) = wrong! else { return XCTFail("\(wrong!)") }
            XCTAssertEqual(triesLeft, expected)
        }
        let disabled = await refusal { try await phone.app.unlock(way: .pin(pin: right)) }
        guard case AppError.NoWayIn(let words, _) = disabled! else { return XCTFail("\(disabled!)") }
        XCTAssertEqual(words, "error-pin-disabled")
        XCTAssertEqual(try phone.app.status().pinTriesLeft, 0)
        let typed = Data(String(decoding: key, as: UTF8.self).lowercased().utf8)
        try await phone.app.unlock(way: .recoveryKey(key: typed))
        try await phone.app.setPin(pin: Data("730148".utf8))
        try phone.app.lock()
        try await phone.app.unlock(way: pin("730148"))
        XCTAssertTrue(try phone.app.accounts().isEmpty)
    }

    func testItLocksByItself() async throws {
        let phone = try await TestPhone()
        try phone.app.changeLockSettings(settings: LockSettings(idleSecs: nil, inBackground: false))
        phone.clock.now.with { $0 = 2_000_000_000 }
        try phone.app.changeLockSettings(settings: LockSettings(idleSecs: 60, inBackground: false))
        phone.clock.now.with { $0 = 2_000_000_059 }
        XCTAssertTrue(try phone.app.touch())
        XCTAssertTrue(try phone.app.wentToBackground())
        XCTAssertTrue(try phone.app.cameBack())
        phone.clock.now.with { $0 = 2_000_000_119 }
        XCTAssertFalse(try phone.app.cameBack())
        let locked = await refusal { _ = try phone.app.accounts() }
        guard case AppError.Locked = locked! else { return XCTFail("\(locked!)") }
    }

    func testWhateverIsPushedItOnlySaysThatSomethingCame() async throws {
        let phone = try await TestPhone()
        try phone.app.lock()
        for push in [Data(), Data(repeating: 0xff, count: 5000), Data(#"{"approve": true}"#.utf8)] {
            try phone.app.woken(push: push)
        }
        let status = try phone.app.status()
        XCTAssertTrue(status.somethingArrived && status.isLocked)
        try await phone.app.unlock(way: .hardware)
        XCTAssertFalse(try phone.app.status().somethingArrived)
        try phone.app.woken(push: Data([0]))
        let update = try await phone.app.look()
        XCTAssertEqual(update.requests, [])
    }
}
