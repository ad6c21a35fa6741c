import AssentKit
import TestKit
import Testing

/// From phone to phone, with the old one and the new one in hand.
@MainActor @Suite struct MoveFlowTests {
    @Test func allAccountsMoveWithOnePictureAndOneCodeAndTheOldPhoneIsCut() async throws {
        let walk = try await Walk(), old = walk.hand, new = try await newPhone(), work = try await TestScene()
        try await walk.link(to: work)
        try await scan(try await begin(old), with: new)
        try await type(try await new.linkCode(), on: old)
        try await old.sees("2 accounts moved")
        try await new.sees("2 accounts came")
        for scene in [walk.scene, work] { #expect(try await scene.phones() == ["Ada's new phone"]) }
        try await old.press("Done")
        try await old.sees("No account yet")
        #expect(old.phone.keys.count == 0)
        try await new.press("Done")
        try await new.until("both servers to be told") { new.phone.preferences.toldPushes.count == 2 ? () : nil }
        let asked = try await Walk(walk.scene, new).asked()
        try await new.press("YES")
        try await new.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
    }

    @Test func aWrongCodeSaysHowManyTriesAreLeftAndTheThirdStopsTheMove() async throws {
        let walk = try await Walk(), old = walk.hand, new = try await newPhone()
        let picture = try await begin(old)
        try await type("123456", on: old)
        try await old.sees("The new phone did not scan the code yet.")
        try await scan(picture, with: new)
        let wrong = try await new.linkCode() == "000000" ? "000001" : "000000"
        for left in [2, 1] {
            try await type(wrong, on: old)
            try await old.sees("Tries left: \(left).")
        }
        try await type(wrong, on: old)
        try await old.sees("This move has ended")
        try await old.sees("Nothing was moved")
        try await old.press("Back")
        try await old.press("Back")
        _ = try await walk.asked()
        try await old.press("YES")
        try await old.sees("Approved")
    }

    @Test func whoGoesBackMakesThePictureWorthNothing() async throws {
        let walk = try await Walk(), old = walk.hand, new = try await newPhone()
        let picture = try await begin(old)
        try await old.press("Back")
        try await old.sees("In and out")
        try await scan(picture, with: new)
        try await new.sees("Not possible now")
        #expect(try await walk.scene.phones().count == 1)
    }

    @Test func theListBesideShowsWhatCameBeforeTheOldPhoneHasSigned() async throws {
        let walk = try await Walk(), new = try await Hand(FakePhone(name: "Ada's new phone"), isWide: true)
        let picture = try await begin(walk.hand)
        try await new.sees("No account yet")
        try await scan(picture, with: new)
        try await new.sees("Waits for its link code")
        let code = try await new.linkCode()
        try await new.press("Back")
        try await type(code, on: walk.hand)
        try await new.until("the link") { new.texts.contains("Waits for its link code") ? nil : () }
        try await new.until("the server to be told") { new.phone.preferences.toldPushes.count == 1 ? () : nil }
    }

    @Test func whatIsOnAServerThatIsDownIsNamedAndMovesAfterwards() async throws {
        let walk = try await Walk(), old = walk.hand, new = try await newPhone(), work = try await TestScene()
        try await walk.link(to: work)
        try await scan(try await begin(old), with: new)
        let both = try await new.linkCode()
        // Both servers are called the same: a touch is on the last.
        let last = try #require(await new.phone.parts.bridge.accounts().value?.last?.serverUrl)
        let down = last == work.origin ? work : walk.scene
        try await down.act("stop")
        try await type(both, on: old)
        try await old.sees("Some servers did not answer")
        try await new.press("Atelier")
        try await new.sees("Stays on the old phone")
        let one = try await anotherCode(than: both, on: new)
        #expect(new.texts.contains("Waiting for the old phone…"))
        try await type(one, on: old)
        try await old.sees("1 account moved")
        try await old.sees("Not possible now")
        try await new.sees("1 account came")
        try await down.act("start")
        try await old.press("Move the rest")
        try await new.press("Done")
        try await scan(try await picture(old), with: new)
        try await type(try await new.linkCode(), on: old)
        try await old.sees("1 account moved")
        try await new.sees("1 account came")
        #expect(try await down.phones() == ["Ada's new phone"])
    }

    @Test func withoutItsServerAMoveDoesNotBeginAndBeginsOnceItIsBack() async throws {
        let walk = try await Walk(), old = walk.hand
        try await walk.scene.act("stop")
        try await old.press("Settings")
        try await old.press("Move to a new phone")
        try await old.press("Show the picture")
        try await old.sees("The server can’t be reached")
        try await old.sees("Nothing was moved")
        try await walk.scene.act("start")
        try await old.press("Begin anew")
        #expect(try await picture(old).hasPrefix("assent:"))
    }

    @Test func codesOfOtherWebsitesAreSaidToGoByAFile() async throws {
        let walk = try await Walk(), old = walk.hand
        _ = await old.phone.parts.bridge.addTyped(website: "Shop", name: "ada", key: Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), .refuse)
        _ = try await begin(old)
        try await old.sees("1 account only has codes of another website.")
        try await old.press("Export")
        try await old.sees("The file is encrypted with this passphrase.")
    }

    @Test func aMoveThatWasLeftGoesOnWhereItWas() async throws {
        let walk = try await Walk(), old = walk.hand, new = try await newPhone()
        try await scan(try await begin(old), with: new)
        let code = try await new.linkCode()
        await new.phone.parts.hidden()
        await new.phone.parts.shown()
        try await new.press("Add an account")
        try await new.press("From my old phone")
        #expect(try await new.linkCode() == code)
        try await type(code, on: old)
        try await new.sees("1 account came")
    }

    @Test func theNewPhoneScansWithItsCameraAndSaysWhenItsServerIsDown() async throws {
        let walk = try await Walk(), old = walk.hand, new = try await newPhone()
        let text = try await begin(old)
        try await walk.scene.act("stop")
        try await new.press("Add an account")
        try await new.press("From my old phone")
        try await new.sees("On the old phone open the settings")
        new.phone.camera.isAllowed = true
        try await new.press("Scan")
        try await new.until("the camera") { new.phone.camera.isOn ? () : nil }
        new.phone.camera.sees(text)
        try await new.sees("Not possible now")
        try await walk.scene.act("start")
        try await new.press("Scan")
        try await new.until("the camera") { new.phone.camera.isOn ? () : nil }
        new.phone.camera.sees(text)
        try await type(try await new.linkCode(), on: old)
        try await new.sees("1 account came")
    }

    private func newPhone() async throws -> Hand { try await Hand(FakePhone(name: "Ada's new phone")) }

    /// From the list to the picture; gives what it says.
    private func begin(_ old: Hand) async throws -> String {
        try await old.press("Settings")
        try await old.press("Move to a new phone")
        try await old.press("Show the picture")
        return try await picture(old)
    }

    private func picture(_ old: Hand) async throws -> String {
        try await old.seesPicture("QR code for the new phone")
        return try #require(old.phone.qr.text)
    }

    private func scan(_ text: String, with new: Hand) async throws {
        new.phone.parts.opened(text)
        try await new.until("what came") { new.texts.contains { ["Type this on the old phone", "Not possible now"].contains($0) } ? () : nil }
    }

    private func type(_ code: String, on old: Hand) async throws {
        try await old.type(code, into: "Code that the new phone shows")
        try await old.press("Move")
    }

    private func anotherCode(than code: String, on new: Hand) async throws -> String {
        try await new.until("another code") {
            let digits = new.texts.filter { $0.count == 3 && $0.allSatisfy(\.isNumber) }.joined()
            return digits.count == 6 && digits != code ? digits : nil
        }
    }
}
