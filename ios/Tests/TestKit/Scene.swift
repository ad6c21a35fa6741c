import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A real server with Ada, and a wiki that asks her: what people at a portal and a service do. See tests/src/scene.
public struct TestScene: Sendable {
    private let name: String
    public let origin: String
    public let account: String

    public init() async throws {
        let facts = try await Self.send("new", [:])
        (name, origin, account) = (try facts["scene"], try facts["origin"], try facts["account"])
    }

    @discardableResult
    public func act(_ what: String, _ wish: [String: any Sendable] = [:]) async throws -> Said { try await Self.send("\(name)/\(what)", wish) }

    /// `secs`: how long it may take to answer; 0: as long as usual.
    public func ask(withNumber: Bool = false, secs: Int = 0) async throws -> Said { try await act("ask", ["with_number": withNumber, "secs": secs]) }

    public func status(_ asked: Said) async throws -> String { try await act("status", ["id": asked["id"]])["status"] }

    public func phones() async throws -> [String] { try await act("phones")["names"].split(separator: "\n").map(String.init) }

    private static func send(_ path: String, _ body: [String: any Sendable]) async throws -> Said {
        guard let door = ProcessInfo.processInfo.environment["ASSENT_SCENE"], let url = URL(string: "\(door)/\(path)") else { throw SceneTrouble("no server: run `make ios`") }
        var request = URLRequest(url: url, timeoutInterval: 90)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        request.httpBody = try JSONSerialization.data(withJSONObject: body)
        let (data, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw SceneTrouble("\(path): \(String(decoding: data, as: UTF8.self))")
        }
        return try JSONDecoder().decode(Said.self, from: data)
    }
}

/// What the scene said: an object of texts, numbers and truths.
public struct Said: Decodable, Sendable {
    private enum Value: Decodable {
        case text(String), number(Int), truth(Bool), other

        init(from decoder: any Decoder) throws {
            let it = try decoder.singleValueContainer()
            if let truth = try? it.decode(Bool.self) { self = .truth(truth) }
            else if let number = try? it.decode(Int.self) { self = .number(number) }
            else { self = (try? it.decode(String.self)).map(Value.text) ?? .other }
        }
    }

    private let values: [String: Value]

    public init(from decoder: any Decoder) throws { values = try [String: Value](from: decoder) }

    public subscript(_ name: String) -> String {
        get throws {
            switch values[name] {
            case .text(let text): text
            case .number(let number): "\(number)"
            case .truth(let truth): "\(truth)"
            case .other, nil: throw SceneTrouble("no \(name) in \(values)")
            }
        }
    }
}

struct SceneTrouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
