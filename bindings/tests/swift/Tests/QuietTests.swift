// No requests for a while (A15). The Python and Kotlin programs do the same, under the same names.
import AssentCore
import Foundation
import XCTest

private let hour: Int64 = 3600

final class QuietTests: XCTestCase {
    private let now = Int64(Date().timeIntervalSince1970)

    func testQuietIsKeptByTheServerAndToldToAllPhones() async throws {
        let scene = try await Scene()
        let (phone, tablet) = (try await TestPhone.linked(scene), try await TestPhone.linked(scene))
        let until = now + hour
        try await phone.app.quiet(account: phone.app.accounts()[0].id, until: until)
        XCTAssertEqual(try phone.app.accounts()[0].quietUntil, until)
        var code = try await scene.tryAsk()
        XCTAssertEqual(code, "push-quiet")
        let notices = try await tablet.until { !$0.notices.isEmpty }.notices
        XCTAssertTrue(notices.contains { $0.kind == .quiet(until: until) }, "\(notices)")
        _ = try await scene.act("stop")
        _ = try await scene.act("start")
        code = try await scene.tryAsk()
        XCTAssertEqual(code, "push-quiet")
        XCTAssertEqual(try tablet.app.accounts()[0].quietUntil, until)
        try await tablet.app.quiet(account: tablet.app.accounts()[0].id, until: nil)
        _ = try await phone.until { !$0.notices.isEmpty }
        XCTAssertNil(try phone.app.accounts()[0].quietUntil)
        try await phone.answers(scene)
    }

    func testQuietForAllSaysWhichServerCouldNotBeTold() async throws {
        let (home, work) = (try await Scene(), try await Scene())
        let phone = try await TestPhone.linked(home, work)
        let atWork = try phone.app.accounts()[1].id
        _ = try await work.act("stop")
        let until = now + hour
        let failed = try await phone.app.quietAll(until: until)
        XCTAssertEqual(failed, [Failure(account: atWork, key: "error-no-network")])
        XCTAssertEqual(try phone.app.accounts().map(\.quietUntil), [until, nil])
        var code = try await home.tryAsk()
        XCTAssertEqual(code, "push-quiet")
        _ = try await work.act("start")
        let ended = try await phone.app.quietAll(until: nil)
        XCTAssertEqual(ended, [])
        code = try await home.tryAsk()
        XCTAssertEqual(code, "none")
    }

    func testWhatIsPastOrTooFarIsNoQuiet() async throws {
        let scene = try await Scene()
        let phone = try await TestPhone.linked(scene)
        let account = try phone.app.accounts()[0].id
        for until in [now - hour, now + 25 * hour] {
            let key = await badInput { try await phone.app.quiet(account: account, until: until) }
            XCTAssertEqual(key, "error-bad-quiet")
        }
        let code = try await scene.tryAsk()
        XCTAssertEqual(code, "none")
    }
}
