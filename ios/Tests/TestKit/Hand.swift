import AssentKit
import AssentUI
import Foundation
import SwiftUI

/// A person with the app in hand: sees what is on the screen, and touches it.
@MainActor
public final class Hand {
    public let phone: FakePhone
    private let window: TestWindow<AnyRoot>

    /// On the first run `choosesLock` at once. `isWide`: of a tablet, where the list stays beside.
    public init(_ phone: FakePhone? = nil, choosesLock: Bool = true, isWide: Bool = false) async throws {
        let phone = if let phone { phone } else { await FakePhone() }
        self.phone = phone
        window = TestWindow {
            $0.words = Words(language: "en", locale: Locale(identifier: "en_GB"))
            $0.horizontalSizeClass = isWide ? .regular : .compact
        } _: {
            AnyRoot(stack: phone.parts.stack)
        }
        await phone.parts.shown()
        if choosesLock, phone.parts.stack.places == [.welcome] { try await press("Face ID, Touch ID or passcode") }
    }

    public var texts: [String] { window.texts }

    /// Waits for the core's threads and the servers, as a person does.
    public func until<Value>(_ what: String, _ find: @MainActor () -> Value?) async throws -> Value {
        if let found = try await seen(find) { return found }
        throw NeverSeen(what: what, texts: texts, places: phone.parts.stack.places)
    }

    public func sees(_ text: String) async throws { try await until(text) { texts.contains { $0.contains(text) } ? () : nil } }

    /// Touches what is called so, once it can be touched.
    public func press(_ name: String) async throws { try await until(name) { window.press(name) ? () : nil } }

    /// Sees a picture that is called so.
    public func seesPicture(_ name: String) async throws {
        try await until(name) { window.screen.all.contains { $0.label == name && $0.marks["role"] == "img" } ? () : nil }
    }

    public func canPress(_ name: String) -> Bool { window.find(name).map { !$0.isOff } ?? false }

    /// Types into the field of this name.
    public func type(_ text: String, into field: String) async throws { try await until(field) { window.type(text, into: field) ? () : nil } }

    /// Types, and touches the keyboard's own key.
    public func type(_ text: String, andGo field: String) async throws {
        try await type(text, into: field)
        try await until(field) { window.submit(field) ? () : nil }
    }

    /// Types in a code of another website, as a person does who has its key on paper.
    public func addForge() async throws {
        try await press("Add an account")
        try await press("Type it in")
        try await type("Forge", into: "Website")
        try await type("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", into: "Key")
        try await press("Add")
        try await sees("Forge")
    }

    /// The six digits on the screen, in two groups.
    public func linkCode() async throws -> String {
        try await until("six digits") {
            let groups = texts.filter { $0.count == 3 && $0.allSatisfy(\.isNumber) }
            return groups.count == 2 ? groups.joined() : nil
        }
    }
}

/// The window as it is on a phone.
private struct AnyRoot: View {
    let stack: Stack

    var body: some View { RootView(stack: stack) }
}

/// It never came.
public struct NeverSeen: Error, CustomStringConvertible {
    let what: String
    let texts: [String]
    let places: [Place]

    public var description: String { "never seen: \(what). On the screen: \(texts) at \(places)" }
}
