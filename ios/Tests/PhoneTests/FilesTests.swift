import AssentKit
import Foundation
import Testing
import UIKit

@testable import AssentApp

extension ThePhone {
    /// Files that come in and go out.
    @MainActor @Suite struct FilesTests {
        private let outings = Outings()

        private func picker(over root: UIViewController) async throws -> UIDocumentPickerViewController {
            let picker = try await until("the picker") { root.presentedViewController as? UIDocumentPickerViewController }
            #expect(outings.isOut)
            return picker
        }

        @Test func aCopyIsReadOnceAndDoesNotStay() async throws {
            let (files, root, file) = (Files(outings), front(), try file("abc"))
            let got = Task { await files.read() }
            let picker = try await picker(over: root)
            picker.delegate?.documentPicker(picker, didPickDocumentsAt: [file])
            #expect(await got.value == .ok(Data("abc".utf8)))
            #expect(!outings.isOut && !FileManager.default.fileExists(atPath: file.path))
            #expect(Files.read(file).problem?.key == "error-unreadable")
        }

        @Test func whoChoosesNothingGetsNothing() async throws {
            let (files, root) = (Files(outings), front())
            let got = Task { await files.read() }
            let picker = try await picker(over: root)
            picker.delegate?.documentPickerWasCancelled(picker)
            #expect(await got.value == nil)
        }

        @Test func whoSwipesThePickerAwayGetsNothing() async throws {
            let (files, root) = (Files(outings), front())
            let got = Task { await files.read() }
            try await picker(over: root)._swipe()
            #expect(await got.value == nil)
            #expect(!outings.isOut)
        }

        @Test func aPickerThatTheSystemDropsIsNoOutingAndIsAskedForAgain() async throws {
            let (files, root, file) = (Files(outings), front(), try file("abc"))
            root._drops = true
            let dropped = Task { await files.read() }
            try await until("the try") { root._dropped == 1 }
            #expect(!outings.isOut)
            root._drops = false
            let got = Task { await files.read() }
            let picker = try await picker(over: root)
            picker.delegate?.documentPicker(picker, didPickDocumentsAt: [file])
            #expect(await got.value == .ok(Data("abc".utf8)))
            #expect(await dropped.value == nil)
        }

        @Test func whileOnePickerIsThereThereIsNoSecond() async throws {
            let (files, root) = (Files(outings), front())
            let got = Task { await files.read() }
            let picker = try await picker(over: root)
            #expect(await files.write("receipt.txt", Data()) == nil)
            #expect(picker.presentedViewController == nil && outings.isOut)
            picker.delegate?.documentPickerWasCancelled(picker)
            #expect(await got.value == nil)
        }

        @Test func whatGoesOutLiesHereOnlyUntilItIsElsewhere() async throws {
            let (files, root) = (Files(outings), front())
            let got = Task { await files.write("receipt.txt", Data("signed".utf8)) }
            let picker = try await picker(over: root)
            let here = try #require(picker._exported.first)
            #expect(here.lastPathComponent == "receipt.txt" && FileManager.default.contents(atPath: here.path) == Data("signed".utf8))
            picker.delegate?.documentPicker(picker, didPickDocumentsAt: [here])
            #expect(await got.value == .ok(Done()))
            #expect(!FileManager.default.fileExists(atPath: here.path))
        }

        @Test func whatIsTooLargeIsNotRead() throws {
            let large = try file(String(repeating: "x", count: 16 * 1024 * 1024 + 1))
            #expect(Files.read(large).problem?.key == "error-import-too-large")
        }

        @Test func whatIsShownGoesOverWhatIsShownAlready() async throws {
            let (files, root, sheet) = (Files(outings), front(), UIViewController())
            root.present(sheet, animated: false)
            let got = Task { await files.read() }
            let picker = try await picker(over: sheet)
            picker.delegate?.documentPickerWasCancelled(picker)
            #expect(await got.value == nil)
        }

        @Test func whereNobodyCanBeAskedNothingIsChosen() async {
            UIApplication.shared._scenes = []
            #expect(await Files(outings).read() == nil)
        }
    }
}
