import AssentKit
import Foundation
import FoundationXML
import TestKit
import Testing

/// The texts are the Android app's, and a few of iOS alone, whose keys say so.
@Suite struct TextTests {
    private let catalog = try! CatalogFile.read()

    @Test func everyTextIsThatOfTheAndroidAppAndNoOtherIsThere() throws {
        for (language, folder) in [("en", "values"), ("fr", "values-fr")] {
            let android = try XMLTexts.ofAndroid(folder), ours = catalog.texts(language).filter { !isOwn($0.key) }
            #expect(Set(android.keys) == Set(ours.keys), "\(language)")
            for (key, text) in android { #expect(ours[key] == text && !isOwn(key), "\(language) \(key)") }
        }
    }

    @Test func whatIsSaidOnIOSAloneIsSaidInBothLanguages() throws {
        for language in ["en", "fr"] {
            #expect(try XMLTexts.read(["ios/texts/\(language).xml"]) == catalog.texts(language).filter { isOwn($0.key) }, "\(language)")
        }
        let own = [catalog.texts("en"), catalog.texts("fr")].map { Set($0.keys.filter(isOwn)) }
        #expect(own[0] == own[1] && !own[0].isEmpty)
    }

    private func isOwn(_ key: String) -> Bool { key.hasPrefix("ios_") }

    @Test func whatIOSCallsOtherwiseIsSaidInItsOwnWordsAndFillsTheSameHoles() {
        for language in ["en", "fr"] {
            let texts = catalog.texts(language), others = texts.keys.filter { texts["ios_\($0)"] != nil }
            #expect(others.contains("error_key_gone") && others.contains("lock_by_phone"))
            for key in others {
                let own = texts["ios_\(key)"]?["other"] ?? ""
                #expect(TextKey(rawValue: key).map { Words(language: language)($0) } == own && own != texts[key]?["other"], "\(language) \(key)")
                #expect(holes(in: own) == holes(in: texts[key]?["other"] ?? ""), "\(language) \(key)")
            }
        }
    }

    /// What only phones with Android have, or call so.
    @Test func nothingIsSaidThatAnIPhoneHasNot() {
        for key in TextKey.allCases {
            for language in ["en", "fr"] {
                let text = Words(language: language)(key)
                #expect(!text.contains(/[Ff]ingerprint|screen lock|[Ee]mpreinte|verrouillage d’écran|browser could|Aucun navigateur|app’s data in|Effacez/), "\(text)")
            }
        }
    }

    @Test func theAppAsksForNoTextThatIsNotThere() {
        #expect(Set(TextKey.allCases.map(\.rawValue)) == Set(catalog.texts("en").keys))
    }

    @Test func whatIsTranslatedHasTheSameHolesInBothLanguages() {
        let english = catalog.texts("en")
        for (key, french) in catalog.texts("fr") {
            for (form, text) in french {
                let same = english[key]?[form] ?? english[key]?["other"] ?? ""
                #expect(holes(in: text) == holes(in: same), "\(key)")
            }
        }
    }

    @Test func textsAreFilledInTheirOrderAndCounted() {
        let (english, french) = (Words(language: "en"), Words(language: "fr"))
        #expect(english(.browserOn, "Firefox", "Debian") == "Firefox on Debian")
        #expect(french(.overDeniedText, "Wiki", "Genève") == "Qui a essayé de se connecter à Wiki depuis Genève\u{202F}?")
        #expect([0, 1, 2].map { english(.requests, count: $0) } == ["0 requests", "1 request", "2 requests"])
        #expect([0, 1, 2].map { french(.seconds, count: $0) } == ["0 seconde", "1 seconde", "2 secondes"])
        #expect(english(Problem(.wrongPin, "error-pin-wrong", detail: "9", count: 9)) == "Wrong PIN. Tries left: 9.")
        #expect(english(Problem(.other, "error-of-tomorrow")) == english(.errorInternal, "", 0))
    }

    @Test func thePersonsLanguageIsTakenOrElseEnglish() {
        #expect(Words.ofPerson(languages: ["de-CH", "fr-CA", "en"]).language == "fr")
        #expect(Words.ofPerson(languages: ["ja"]).language == "en")
    }

    @Test func daysAndTimesAreSaidAsPeopleSayThem() {
        let utc = TimeZone(identifier: "UTC")!
        let (english, french) = (Words(language: "en", locale: Locale(identifier: "en_GB"), zone: utc), Words(language: "fr", zone: utc))
        #expect(english.moment(NOW, now: NOW) == "Today at 09:41:06")
        #expect(english.day(NOW - 40_000, now: NOW) == "Yesterday")
        #expect(french.day(NOW - 900_000, now: NOW) == "11 novembre 2026")
        #expect([8, 112].map(english.short) == ["8 s", "1 min 52 s"])
        #expect(english.next(hour: 7, after: NOW) == NOW - 2466 + 22 * 3600)
        #expect(english.next(hour: 10, after: NOW) == NOW - 2466 + 3600)
        #expect(["473441", "01234567", "ABCDE"].map(grouped) == ["473\u{2009}441", "0123\u{2009}4567", "ABCDE"])
    }

    private func holes(in text: String) -> Set<String> { Set(text.matches(of: /%(?:\d+\$)?(?:@|lld)/).map { String($0.0) }) }
}

/// The catalog as a file: key, form (`other` where there is but one), text.
private struct CatalogFile: Decodable {
    let strings: [String: Entry]

    struct Entry: Decodable { let localizations: [String: Localization] }
    struct Localization: Decodable {
        let stringUnit: Unit?
        let variations: [String: [String: [String: Unit]]]?
    }
    struct Unit: Decodable { let value: String }

    static func read() throws -> CatalogFile {
        try JSONDecoder().decode(CatalogFile.self, from: Data(Repository.text("ios/Sources/AssentKit/Words/Localizable.xcstrings").utf8))
    }

    func texts(_ language: String) -> [String: [String: String]] {
        strings.compactMapValues { entry in
            entry.localizations[language].map { text in
                text.stringUnit.map { ["other": $0.value] } ?? text.variations?["plural"]?.compactMapValues { $0["stringUnit"]?.value } ?? [:]
            }
        }
    }
}

/// Texts as the Android app keeps them, their holes as Foundation has them.
private enum XMLTexts {
    static func ofAndroid(_ folder: String) throws -> [String: [String: String]] {
        try read(["strings", "errors", "transfer"].map { "android/res/\(folder)/\($0).xml" })
    }

    static func read(_ files: [String]) throws -> [String: [String: String]] {
        var texts: [String: [String: String]] = [:]
        for file in files {
            let file = try XMLDocument(xmlString: Repository.text(file))
            for case let element as XMLElement in file.rootElement()?.children ?? [] {
                guard let key = element.attribute(forName: "name")?.stringValue else { continue }
                texts[key] = element.name == "plurals" ? forms(element) : ["other": text(element)]
            }
        }
        return texts
    }

    private static func forms(_ plurals: XMLElement) -> [String: String] {
        let items = plurals.elements(forName: "item").map { ($0.attribute(forName: "quantity")?.stringValue ?? "", text($0)) }
        return Dictionary(uniqueKeysWithValues: items)
    }

    private static func text(_ element: XMLElement) -> String {
        (element.stringValue ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            .replacing(/\\u([0-9a-fA-F]{4})/) { String(UnicodeScalar(UInt32($0.1, radix: 16)!)!) }
            .replacingOccurrences(of: "\\n", with: "\n").replacing(/\\(.)/) { $0.1 }
            .replacing(/%(\d+\$)?([sd])/) { "%\($0.1 ?? "")\($0.2 == "s" ? "@" : "lld")" }
    }
}
