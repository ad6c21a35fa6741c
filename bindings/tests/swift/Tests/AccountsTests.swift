// The list, forgetting an account, and what stays of it. The Python and Kotlin programs do the same, under the same names.
import AssentCore
import Foundation
import XCTest

private let secrets = [
    ("Cr%C3%A9dit%20Agricole", "GEZDGNBVGY3TQOJQ"), ("Shop", "JBSWY3DPEHPK3PXP"), ("Zoo", "MZXW6YTBOI2GEYLS"),
]

final class AccountsTests: XCTestCase {
    private func withCodes() async throws -> (TestPhone, [String]) {
        let phone = try await TestPhone()
        let ids = try secrets.map { issuer, secret in
            let address = "otpauth://totp/ada?secret=\(secret)&issuer=\(issuer)"
            return try phone.app.addOtpauth(address: address, onDuplicate: .refuse)
        }
        XCTAssertEqual(try phone.app.accounts().map(\.id), ids)
        return (phone, ids)
    }

    func testNamesColoursAndOrderOutlastLocking() async throws {
        let (phone, ids) = try await withCodes()
        let (bank, shop, zoo) = (ids[0], ids[1], ids[2])
        let before = try phone.app.accounts()[1].colour
        let other: Colour = before == .pink ? .teal : .pink
        try phone.app.rename(account: shop, label: "  Groceries ")
        try phone.app.paint(account: shop, colour: other)
        try phone.app.arrange(order: [zoo, shop])
        try phone.app.moveTo(account: bank, place: 0)
        try phone.app.lock()
        try await phone.app.unlock(way: .hardware)
        let shown = try phone.app.accounts()
        XCTAssertEqual(shown.map(\.id), [bank, zoo, shop])
        XCTAssertEqual(shown[2].label, "Groceries")
        XCTAssertEqual(shown[2].colour, other)
        try phone.app.rename(account: shop, label: nil)
        try phone.app.paint(account: shop, colour: nil)
        XCTAssertNil(try phone.app.accounts()[2].label)
        XCTAssertEqual(try phone.app.accounts()[2].colour, before)
        let key = await badInput { try phone.app.rename(account: shop, label: " ") }
        XCTAssertEqual(key, "error-label")
    }

    /// What nearly every website says: only the secret.
    private func typed(_ secret: String) -> TypedCodes {
        TypedCodes(
            issuer: "Shop", name: "ada", secret: Data(secret.utf8), kind: .timed, algorithm: nil, digits: nil,
            periodSecs: nil, counter: nil)
    }

    func testCodesCanBeTypedIn() async throws {
        let (scene, phone, at) = (try await Scene(), try await TestPhone(), 1_111_111_109)
        try phone.setClock(Int64(at))
        let typed = typed("gezd gnbv gy3t qojq-GEZD GNBV GY3T QOJQ")
        _ = try phone.app.addTyped(codes: typed, onDuplicate: .refuse)
        let account = try phone.app.accounts()[0]
        XCTAssertEqual([account.issuer, account.name], ["Shop", "ada"])
        let wish: [String: any Sendable] = ["secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "at": at]
        let expected = try await scene.act("oathtool", wish).text("code")
        XCTAssertEqual(account.code?.code, expected)
        let wrong = self.typed("0189")
        let key = await badInput { _ = try phone.app.addTyped(codes: wrong, onDuplicate: .refuse) }
        XCTAssertEqual(key, "why-secret")
    }

    func testAnAccountIsFoundByPartsOfItsNames() async throws {
        let (phone, ids) = try await withCodes()
        let (bank, shop) = (ids[0], ids[1])
        try phone.app.rename(account: shop, label: "Groceries")
        for (query, found) in [("credit", [bank]), ("GROC ada", [shop]), ("bob", []), ("shop", [shop])] {
            XCTAssertEqual(try phone.app.search(query: query).map(\.id), found, query)
        }
        XCTAssertEqual(try phone.app.search(query: ""), try phone.app.accounts())
    }

    func testAnAccountIsRemovedAtItsServerOrForgottenWithoutIt() async throws {
        let (home, work) = (try await Scene(), try await Scene())
        let phone = try await TestPhone.linked(home, work)
        let linked = try phone.app.accounts().map(\.id)
        try await phone.app.renamePhone(account: linked[0], name: newPhone.name)
        var phones = try await home.phones()
        XCTAssertEqual(phones, [newPhone.name])
        try await phone.app.remove(account: linked[0], forgetLocally: false)
        phones = try await home.phones()
        XCTAssertEqual(phones, [])
        _ = try await work.act("stop")
        let refused = await refusal { try await phone.app.remove(account: linked[1], forgetLocally: false) }
        guard case AppError.NoNetwork(let key, _) = refused! else { return XCTFail("\(refused!)") }
        XCTAssertEqual(key, "error-still-linked")
        XCTAssertEqual(try phone.app.accounts().map(\.id), [linked[1]])
        try await phone.app.remove(account: linked[1], forgetLocally: true)
        XCTAssertTrue(try phone.app.accounts().isEmpty)
        XCTAssertEqual(phone.keys.count, 0)
    }

    func testTheHistoryKeepsItsReceiptsWhenTheAccountIsGone() async throws {
        let scene = try await Scene()
        let phone = try await TestPhone.linked(scene)
        let account = try phone.app.accounts()[0].id
        let answers: [Answer] = [.approve, .deny, .report]
        var requests: [String] = []
        for answer in answers { requests.append(try await phone.answers(scene, answer).id) }
        let pins = try phone.app.pins(account: account)
        try await phone.app.remove(account: account, forgetLocally: false)
        let entries = try phone.app.history()
        XCTAssertEqual(entries.map(\.request), requests.reversed())
        XCTAssertEqual(entries.map(\.answer), answers.reversed())
        for entry in entries {
            XCTAssertEqual([entry.service, entry.address, entry.place], [scene.service, "192.0.2.7", "Lyon"])
            let isYes = entry.answer == .approve
            let proof = try phone.app.checkReceipt(request: entry.request)
            XCTAssertEqual(proof.serverId, pins.serverId)
            XCTAssertEqual(proof.deviceKeyId, isYes ? pins.approveKeyId : pins.requestKeyId)
            XCTAssertEqual(proof.answer, entry.answer)
            XCTAssertEqual([proof.outcome, entry.outcome], isYes ? [.approved, .approved] : [.denied, .denied])
            let receipt = try JSONSerialization.jsonObject(with: phone.app.receipt(request: entry.request))
            XCTAssertNotNil((receipt as? [String: Any])?["receipt"])
        }
    }
}
