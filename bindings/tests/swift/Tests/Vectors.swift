// Where the shared vectors (tests/vectors) lie.
import Foundation

private let vectors = URL(fileURLWithPath: "/w/tests/vectors")

func readVectors<File: Decodable>(_ name: String) throws -> File {
    try JSONDecoder().decode(File.self, from: Data(contentsOf: vectors.appendingPathComponent(name)))
}

/// An export of another program.
func sample(_ file: String) throws -> Data { try Data(contentsOf: vectors.appendingPathComponent("imports/\(file)")) }
