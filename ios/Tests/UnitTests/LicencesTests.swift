import TestKit
import Testing

@testable import AssentKit

/// What the app is built of. Whether the file has all of it, bindings/licences.py says.
@Suite struct LicencesTests {
    private let parts = BuiltIn.read()

    @Test func everyPartHasALicenceAndItsText() throws {
        #expect(parts.count > 150 && Set(parts.map(\.name)).count == parts.count)
        for part in parts { #expect(!part.licence.isEmpty && part.text.count > 50 && !part.text.contains("===="), "\(part.name)") }
        let uniffi = try #require(parts.first { $0.name.hasPrefix("uniffi ") })
        #expect(uniffi.licence == "MPL-2.0" && uniffi.text.contains("https://mozilla.org/MPL/2.0/"))
        #expect(parts.first { $0.name.hasPrefix("anyhow ") }?.text.hasPrefix("Apache License") == true)
    }

    @Test func everyPartHasTheVersionThatIsBuilt() throws {
        let lock = try Repository.text("Cargo.lock"), others = ["Rust’s standard library", "SQLite"]
        for part in parts where !others.contains(part.name) {
            let words = part.name.split(separator: " ")
            #expect(words.count == 2 && lock.contains("name = \"\(words[0])\"\nversion = \"\(words[1])\"\n"), "\(part.name)")
        }
        #expect(others.allSatisfy { other in parts.contains { $0.name == other } })
    }

    @Test func whatTheCoreAndItsFaceAskForIsNamed() throws {
        for name in ["assent-bindings", "assent-core", "argon2", "reqwest", "ring", "rusqlite", "rustls", "serde", "tokio", "uniffi", "zeroize"] {
            #expect(parts.contains { $0.name.hasPrefix("\(name) ") }, "\(name)")
        }
    }

    @Test func aLicenceIsReadAndLeadsBackToTheList() {
        let list = Samples.licencesStates["list"], opened = LicencesRules.next(list, .opens(list.parts[1])).state
        #expect(opened.open == list.parts[1])
        #expect(LicencesRules.next(opened, .back) == Next(list))
    }
}
