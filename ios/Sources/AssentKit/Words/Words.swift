import Foundation

/// The app's texts, in one language; dates and times in the person's own way.
public struct Words: Sendable {
    /// `en` or `fr`.
    public let language: String
    let locale: Locale
    let zone: TimeZone
    private let catalog: Catalog

    /// `locale` may be of another country than its language says: `fr_CH`.
    public init(language: String, locale: Locale? = nil, zone: TimeZone = .current) {
        self.language = language
        self.locale = locale ?? Locale(identifier: language)
        self.zone = zone
        catalog = .ours
    }

    /// As the person set up the phone, or this app alone.
    public static func ofPerson(languages: [String] = Locale.preferredLanguages) -> Words {
        let known = languages.lazy.map { String($0.prefix(2)) }.first(where: Catalog.languages.contains)
        return Words(language: known ?? "en", locale: known == Locale.current.language.languageCode?.identifier ? .current : nil)
    }

    public func callAsFunction(_ key: TextKey, _ holes: any Hole...) -> String {
        fill(catalog.text(key.rawValue, language, count: nil), holes)
    }

    /// A text that depends on how many there are; `count` is its first hole.
    public func callAsFunction(_ key: TextKey, count: Int, _ holes: any Hole...) -> String {
        fill(catalog.text(key.rawValue, language, count: count), [count] + holes)
    }

    /// What happened and what to do next.
    public func callAsFunction(_ problem: Problem) -> String {
        let key = TextKey(rawValue: problem.key.replacingOccurrences(of: "-", with: "_")) ?? .errorInternal
        return self(key, problem.detail, problem.count)
    }

    /// `%@`, `%lld` and `%1$@` as Foundation has them.
    private func fill(_ format: String, _ holes: [any Hole]) -> String {
        var next = 0
        return format.replacing(/%(?:(%)|(?:(\d+)\$)?(?:@|lld))/) { hole in
            if hole.1 != nil { return "%" }
            defer { next += 1 }
            let place = hole.2.flatMap { Int($0) }.map { $0 - 1 } ?? next
            return holes.indices.contains(place) ? holes[place].words(in: locale) : ""
        }
    }
}

/// What can stand in a text.
public protocol Hole {
    func words(in locale: Locale) -> String
}

extension String: Hole {
    public func words(in locale: Locale) -> String { self }
}

extension Int: Hole {
    public func words(in locale: Locale) -> String { formatted(IntegerFormatStyle<Int>(locale: locale).grouping(.never)) }
}
