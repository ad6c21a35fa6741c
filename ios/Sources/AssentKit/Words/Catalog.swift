import Foundation

/// The String Catalog. The app reads it itself: what is tested anywhere is what a person reads.
struct Catalog: Sendable {
    static let languages = ["en", "fr"]
    static let ours = read()

    private struct File: Decodable {
        let strings: [String: Entry]
    }

    private struct Entry: Decodable {
        let localizations: [String: Localization]
    }

    private struct Localization: Decodable {
        let stringUnit: Unit?
        let variations: Variations?
    }

    private struct Variations: Decodable {
        let plural: [String: Variation]
    }

    private struct Variation: Decodable {
        let stringUnit: Unit
    }

    private struct Unit: Decodable {
        let value: String
    }

    private let strings: [String: Entry]

    private static func read() -> Catalog {
        guard let url = Bundle.module.url(forResource: "Localizable", withExtension: "xcstrings"),
            let file = try? JSONDecoder().decode(File.self, from: Data(contentsOf: url))
        // A package without its texts is broken, and every test would say so.
        else { fatalError("the app has no texts") }
        return Catalog(strings: file.strings)
    }

    /// The text, its holes not filled. What is the same in all languages stands in the first. What iOS calls otherwise has a text of
    /// its own, `ios_` before its key.
    func text(_ key: String, _ language: String, count: Int?) -> String {
        guard let found = (strings["ios_\(key)"] ?? strings[key])?.localizations, let localization = found[language] ?? found["en"] else { return key }
        if let unit = localization.stringUnit { return unit.value }
        let forms = localization.variations?.plural ?? [:]
        let form = plural(of: count ?? 0, language)
        return (forms[form] ?? forms["other"])?.stringUnit.value ?? key
    }

    /// Of whole numbers (Unicode CLDR, plural rules of en and fr).
    private func plural(of count: Int, _ language: String) -> String {
        guard language == "fr" else { return count == 1 ? "one" : "other" }
        if count == 0 || count == 1 { return "one" }
        return count % 1_000_000 == 0 ? "many" : "other"
    }
}
