import AssentKit
import Foundation
import TestKit
import Testing

private let SHOP = "otpauth://totp/Shop:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Shop"

/// Scanning, as a person does it.
@MainActor @Suite struct ScanFlowTests {
    @Test func theCameraIsAskedForOnlyToScanAndATicketLinks() async throws {
        let scene = try await TestScene(), hand = try await Hand(), camera = hand.phone.camera
        try await hand.press("Sign in on a computer")
        try await hand.sees("It reads the QR code on the other screen.")
        #expect(camera.isAllowed == nil && !camera.isOn)
        try await hand.press("Continue")
        try await hand.seesPicture("What the camera sees")
        let ticket = try await scene.act("ticket")
        try await hold(try ticket["text"], before: hand)
        try await Walk(scene, hand).typeLinkCode(of: ticket, to: scene)
        try await hand.sees("From now on this phone answers for \(scene.account).")
        #expect(!camera.isOn)
    }

    @Test func whoDeniesTheCameraIsLedToTheSettingsAndOnWhenItIsAllowedThere() async throws {
        let hand = try await Hand(), camera = hand.phone.camera
        camera.allows = false
        try await scan(hand)
        try await hand.press("Continue")
        try await hand.sees("The camera is not allowed")
        try await hand.press("Open the settings")
        #expect(hand.phone.outside.openedSettings == 1)
        camera.isAllowed = true
        await hand.phone.parts.shown()
        try await hold(SHOP, before: hand)
        try await hand.sees("1 account of otpauth:// addresses")
    }

    @Test func withoutACameraAPictureDoes() async throws {
        let hand = try await Hand(), phone = hand.phone
        phone.camera.isThere = false
        try await scan(hand)
        try await hand.sees("There is no camera here")
        try await hand.press("Choose a picture")
        phone.pictures.chosen = .ok([])
        try await hand.press("Choose a picture")
        try await hand.sees("No QR code was found in this picture.")
        phone.pictures.chosen = .ok(["https://example.org", SHOP])
        try await hand.press("Choose a picture")
        try await hand.press("Import")
        try await hand.sees("1 account came")
        try await hand.press("Done")
        try await hand.sees("Shop")
    }

    @Test func whatWasCopiedCanBePastedAndWhatIsUnknownIsSaid() async throws {
        let hand = try await Hand(), outside = hand.phone.outside
        try await scan(hand)
        try await hand.press("Paste")
        try await hand.sees("Nothing was copied.")
        outside.pastes = "https://example.org"
        try await hand.press("Paste")
        try await hand.sees("This is no link code, no codes of a website and no export.")
        outside.pastes = " \(SHOP)\n"
        try await hand.press("Paste")
        try await hand.sees("1 account of otpauth:// addresses")
    }

    @Test(arguments: ["Paste", "Choose a picture"])
    func aTicketLinksWithoutTheCameraToo(_ way: String) async throws {
        let scene = try await TestScene(), hand = try await Hand()
        let ticket = try await scene.act("ticket")
        hand.phone.outside.pastes = try ticket["text"]
        hand.phone.pictures.chosen = .ok([try ticket["text"]])
        try await hand.press("Sign in on a computer")
        try await hand.press(way)
        try await Walk(scene, hand).typeLinkCode(of: ticket, to: scene)
        try await hand.sees("From now on this phone answers for \(scene.account).")
        #expect(hand.phone.camera.isAllowed == nil)
    }

    @Test func theCodesOfAGoogleExportAreCollectedAndTheMissingOneIsSaid() async throws {
        let hand = try await looking()
        try await hold(try google(2), before: hand)
        try await hand.sees("1 of 2 codes scanned. Still missing: 1.")
        try await hold("otpauth-migration://offline?data=EAEYASAAKAU%3D", before: hand)
        try await hand.sees("These QR codes belong to different exports.")
        try await hold(try google(1), before: hand)
        try await hand.sees("5 accounts of Google Authenticator")
        try await hand.press("Import")
        try await hand.sees("5 accounts came")
    }

    @Test func aPartOfAGoogleExportMayBeTakenAlone() async throws {
        let hand = try await looking()
        try await hold(try google(1), before: hand)
        try await hand.press("Go on without the rest")
        try await hand.sees("QR codes are missing: 2.")
        try await hand.press("Import")
        try await hand.sees("came")
    }

    @Test func bothCodesOfAnExportMayBeInOnePicture() async throws {
        let hand = try await looking()
        hand.phone.pictures.chosen = .ok([try google(1), try google(2)])
        try await hand.press("Choose a picture")
        try await hand.sees("5 accounts of Google Authenticator")
    }

    @Test func whoCancelsBeforeTheSameCodeStaysBeforeTheCamera() async throws {
        let hand = try await looking(), camera = hand.phone.camera, scene = try await TestScene()
        let ticket = try await scene.act("ticket")["text"]
        try await hold(ticket, before: hand)
        try await hand.sees("Type this on the computer")
        try await hand.press("Cancel")
        try await hold(ticket, before: hand)
        try await hold("WIFI:S:home;;", before: hand)
        try await hand.sees("This is no link code")
        #expect(hand.phone.parts.stack.top?.place == .scan())
        hand.phone.clockAhead.with { $0 = 10 }
        camera.sees(SHOP)
        try await hand.sees("1 account of otpauth:// addresses")
    }

    @Test func aCodeWhoseLinkFailedIsTriedAgainAtOnce() async throws {
        let hand = try await looking(), scene = try await TestScene()
        let ticket = try await scene.act("ticket")
        try await scene.act("stop")
        try await hold(try ticket["text"], before: hand)
        try await hand.press("Done")
        try await scene.act("start")
        try await hold(try ticket["text"], before: hand)
        try await Walk(scene, hand).typeLinkCode(of: ticket, to: scene)
        try await hand.sees("From now on this phone answers for \(scene.account).")
    }

    @Test func theLightGoesOnAndOffAndACameraThatFailsIsTriedAgainWhenTheAppComesBack() async throws {
        let hand = try await looking(), camera = hand.phone.camera
        try await hand.press("Switch the light on")
        #expect(camera.isLit)
        try await hand.press("Switch the light off")
        #expect(!camera.isLit)
        try await hand.until("the camera") { camera.isOn ? () : nil }
        camera.breaks()
        try await hand.sees("The camera can’t be used just now")
        await hand.phone.parts.shown()
        try await hold(SHOP, before: hand)
        try await hand.sees("1 account of otpauth:// addresses")
    }

    @Test func theCameraLooksOnlyWhileItsScreenIsSeen() async throws {
        let hand = try await looking(), camera = hand.phone.camera
        try await hold("assent:move#v1.AA", before: hand)
        try await hand.sees("On the old phone open the settings")
        try await hand.until("the end") { camera.isOn ? nil : () }
        try await hand.press("Back")
        try await hand.until("the camera") { camera.isOn ? () : nil }
        try await hand.press("Back")
        try await hand.until("the end") { camera.isOn ? nil : () }
    }

    @Test func theCameraRestsWhileAPictureIsChosenAndLooksOnAfterwards() async throws {
        let hand = try await looking(), phone = hand.phone
        try await hand.until("the camera") { phone.camera.isOn ? () : nil }
        try await hand.press("Switch the light on")
        phone.pictures.meanwhile = {
            phone.camera.sees(SHOP)
            #expect(!phone.camera.isLit)
        }
        for chosen in [nil, .ok([]), .ok(["https://example.org"]), .failed(Problem(.other, "error-unreadable"))] as [Got<[String]>?] {
            let before = phone.camera.looks
            phone.pictures.chosen = chosen
            try await hand.press("Choose a picture")
            try await hand.until("the camera again") { phone.camera.looks > before ? () : nil }
        }
        try await hold("WIFI:S:home;;", before: hand)
        try await hand.sees("This is no link code")
        #expect(phone.parts.stack.top?.place == .scan())
        try await hold(SHOP, before: hand)
        try await hand.sees("1 account of otpauth:// addresses")
    }

    @Test func aRepairByScanningTakesATicketOfThatAccountAlone() async throws {
        let walk = try await Walk(), hand = walk.hand, other = try await TestScene()
        let before = await hand.phone.parts.bridge.accounts().value?.map(\.id)
        hand.phone.keys.invalidate()
        hand.phone.camera.isAllowed = true
        try await hand.press(walk.scene.account)
        try await hand.press("Repair notifications")
        try await hand.sees("The key is gone")
        try await hand.press("Sign in on a computer")
        try await hand.sees("that the server’s page shows for this account")
        try await hold(SHOP, before: hand)
        try await hand.sees("This is not an Assent link code.")
        try await hold(try await other.act("ticket")["text"], before: hand)
        try await hand.sees("another account")
        try await hand.press("Done")
        let ticket = try await walk.scene.act("ticket")
        try await hold(try ticket["text"], before: hand)
        try await walk.typeLinkCode(of: ticket, to: walk.scene)
        try await hand.press("Done")
        let asked = try await walk.asked()
        try await hand.press("YES")
        try await hand.sees("Approved")
        #expect(try await walk.scene.status(asked) == "approved")
        #expect(await hand.phone.parts.bridge.accounts().value?.map(\.id) == before)
    }

    private func scan(_ hand: Hand) async throws {
        try await hand.press("Add an account")
        try await hand.press("Scan a code")
    }

    /// Somebody who was asked for the camera before.
    private func looking() async throws -> Hand {
        let hand = try await Hand()
        hand.phone.camera.isAllowed = true
        try await scan(hand)
        return hand
    }

    /// Cameras see the same many times.
    private func hold(_ text: String, before hand: Hand) async throws {
        let camera = hand.phone.camera
        try await hand.until("the camera") { camera.isOn ? () : nil }
        camera.sees(text)
        camera.sees(text)
    }

    private func google(_ part: Int) throws -> String {
        try Repository.text("tests/vectors/imports/google_\(part)_of_2.txt").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
