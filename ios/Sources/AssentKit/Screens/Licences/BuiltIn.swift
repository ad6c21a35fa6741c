import Foundation

/// A part that the app is built of.
public struct BuiltIn: Equatable, Sendable, Identifiable {
    /// With its version.
    public let name: String
    public let licence: String

    /// Of the licence.
    public let text: String
    public var id: String { name }

    public init(name: String, licence: String, text: String) { (self.name, self.licence, self.text) = (name, licence, text) }

    /// All of them, as bindings/licences.py wrote them down.
    static func read() -> [BuiltIn] {
        guard let url = Bundle.module.url(forResource: "licences", withExtension: "txt"), let file = try? String(contentsOf: url, encoding: .utf8)
        // As with the texts: a package without it is broken.
        else { fatalError("the app has no licences") }
        return file.components(separatedBy: "====\n").flatMap(parts).sorted { $0.name.lowercased() < $1.name.lowercased() }
    }

    /// Those that have one text: a line each, an empty line, the text.
    private static func parts(of block: String) -> [BuiltIn] {
        guard let end = block.range(of: "\n\n") else { return [] }
        let text = block[end.upperBound...].trimmingCharacters(in: .newlines)
        return block[..<end.lowerBound].split(separator: "\n").compactMap { line in
            line.range(of: ": ").map { BuiltIn(name: String(line[..<$0.lowerBound]), licence: String(line[$0.upperBound...]), text: text) }
        }
    }
}
