// The real servers that `scene` (tests/src/scene) keeps: what people at a portal and a service do to them.
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A server with Ada, and a wiki that asks her.
struct Scene: Sendable {
    private let name: String
    let origin: String
    let account: String
    let service: String
    let issuer: String

    init() async throws {
        let facts = try await Self.send("new", [:])
        (name, origin) = (facts.text("scene"), facts.text("origin"))
        (account, service, issuer) = (facts.text("account"), facts.text("service"), facts.text("issuer"))
    }

    func act(_ what: String, _ wish: [String: any Sendable] = [:]) async throws -> Said {
        try await Self.send("\(name)/\(what)", wish)
    }

    func ask(withNumber: Bool = false) async throws -> Said { try await act("ask", ["with_number": withNumber]) }

    func status(_ asked: Said) async throws -> String {
        try await act("status", ["id": asked.text("id")]).text("status")
    }

    func phones() async throws -> [String] {
        try await act("phones").text("names").split(separator: "\n").map(String.init)
    }

    /// The code of a refusal, or "none".
    func tryAsk() async throws -> String { try await act("try-ask").text("code") }

    /// What becomes of a one-time code.
    func check(_ code: String) async throws -> String { try await act("check-code", ["code": code]).text("result") }

    private static func send(_ path: String, _ body: [String: any Sendable]) async throws -> Said {
        var request = URLRequest(url: URL(string: "\(ProcessInfo.processInfo.environment["ASSENT_SCENE"]!)/\(path)")!)
        request.httpMethod = "POST"
        request.timeoutInterval = 90
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        request.httpBody = try JSONSerialization.data(withJSONObject: body)
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSONDecoder().decode(Said.self, from: data)
    }
}

/// What the scene said: an object of texts, numbers and truths.
struct Said: Decodable, Sendable {
    enum Value: Decodable, Sendable, Equatable {
        case text(String)
        case number(Int)
        case truth(Bool)
        case other

        init(from decoder: any Decoder) throws {
            let it = try decoder.singleValueContainer()
            if let truth = try? it.decode(Bool.self) {
                self = .truth(truth)
            } else if let number = try? it.decode(Int.self) {
                self = .number(number)
            } else if let text = try? it.decode(String.self) {
                self = .text(text)
            } else {
                self = .other
            }
        }
    }

    private let values: [String: Value]

    init(from decoder: any Decoder) throws { values = try [String: Value](from: decoder) }

    func text(_ name: String) -> String {
        guard case .text(let text) = values[name] else { fatalError("no text \(name) in \(values)") }
        return text
    }

    func number(_ name: String) -> Int {
        guard case .number(let number) = values[name] else { fatalError("no number \(name) in \(values)") }
        return number
    }

    func truth(_ name: String) -> Bool { values[name] == .truth(true) }
}
