/// Codes that come in, from a file or from QR codes: its states.
public enum ImportStep: Sendable {
    case start, reading, password, preview, writing, done
}

public struct ImportState: Equatable, Sendable {
    public var step: ImportStep

    /// Whether it came by QR codes, so that no file can be chosen instead.
    public var isScanned: Bool
    public var contents: ImportContents?

    /// What is done with what is here already.
    public var all: ImportChoice?
    public var each: [Int: ImportChoice] = [:]

    /// The entry that is decided on.
    public var deciding: Int?
    public var done: Imported?
    public var problem: Problem?

    public init(_ step: ImportStep = .start, isScanned: Bool = false, contents: ImportContents? = nil, problem: Problem? = nil) {
        (self.step, self.isScanned, self.contents, self.problem) = (step, isScanned, contents, problem)
    }

    public var entries: [ImportEntry] { contents?.entries ?? [] }
    public var duplicates: [Int] { entries.indices.filter { entries[$0].isDuplicate } }
    public var isDecided: Bool { all != nil || duplicates.allSatisfy { each[$0] != nil } }

    public func choice(for entry: Int) -> ImportChoice? { each[entry] ?? all }

    /// How many accounts will be new or written anew.
    public var coming: Int { entries.count - duplicates.count { choice(for: $0) == .skip } }
}

extension ImportEntry {
    /// It is here already, or earlier in the same file.
    public var isDuplicate: Bool { here != nil || earlier != nil }

    public var called: String { label ?? (issuer.isEmpty ? name : issuer) }
}

public enum ImportInput {
    case choose

    /// Nothing was chosen.
    case notChosen
    case read(Got<ImportContents>)

    /// No part of any state.
    case password(Secret)
    case forAll(ImportChoice)
    case decide(Int)
    case forOne(Int, ImportChoice)
    case write
    case written(Got<Imported>)
    case back
}

public enum ImportEffect: Equatable {
    case choose

    /// Reads what was scanned.
    case read

    /// Reads the same file once more.
    case open(Secret)
    case write(ImportChoice?, [Int: ImportChoice])
    case close

    /// To the list, which has it now.
    case home
}
