import AssentKit
import Foundation
import PhotosUI
import Testing
import UIKit

@testable import AssentApp

extension ThePhone {
    /// A picture of the person's choice.
    @MainActor @Suite struct AlbumTests {
        private let outings = Outings()

        /// What comes of it when the person chooses these, or nothing.
        private func chosen(_ pictures: [URL?]) async throws -> Got<[String]>? {
            let (album, root) = (Album(outings), front())
            let got = Task { await album.read() }
            let picker = try await until("the picker") { root.presentedViewController as? PHPickerViewController }
            #expect(outings.isOut && picker.isModalInPresentation)
            #expect(picker.configuration.filter == .images && picker.configuration.selectionLimit == 1)
            let results = pictures.map { PHPickerResult(NSItemProvider($0)) }
            picker.delegate?.picker(picker, didFinishPicking: results)
            let read = await got.value
            #expect(!outings.isOut && picker._isGone)
            return read
        }

        @Test func allCodesOfThePictureAreRead() async throws {
            #expect(try await chosen([file("picture\notpauth://totp/a\nhttps://b/link#c")]) == .ok(["otpauth://totp/a", "https://b/link#c"]))
        }

        @Test func aPictureWithoutACodeHasNone() async throws {
            #expect(try await chosen([file("picture\n")]) == .ok([]))
        }

        @Test func whoChoosesNothingGetsNothing() async throws {
            #expect(try await chosen([]) == nil)
        }

        @Test func whatIsNoPictureOrNeverCameIsSaid() async throws {
            #expect(try await chosen([file("words")])?.problem?.key == "error-unreadable")
            #expect(try await chosen([nil])?.problem?.key == "error-unreadable")
        }

        @Test func whatIsTooLargeIsNotRead() async throws {
            let large = try file("picture\n" + String(repeating: "x", count: 16 * 1024 * 1024))
            #expect(try await chosen([large])?.problem?.key == "error-import-too-large")
        }

        @Test func whereNobodyCanBeAskedNothingIsChosen() async {
            UIApplication.shared._scenes = []
            #expect(await Album(outings).read() == nil)
        }
    }
}
