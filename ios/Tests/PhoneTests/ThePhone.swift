import Foundation
import TestKit
import Testing
import UIKit

@testable import AssentApp
@testable import AssentKit

/// Tests of the adapters. There is one phone for all of them, so they run one after the other.
@Suite(.serialized) struct ThePhone {}

/// Waits for other threads.
@MainActor
func until<Value>(_ what: String, _ find: @MainActor () -> Value?) async throws -> Value {
    if let found = try await seen(find) { return found }
    throw NeverCame(what: what)
}

@MainActor
func until(_ what: String, _ isSo: @MainActor () -> Bool) async throws { try await until(what) { isSo() ? () : nil } }

struct NeverCame: Error { let what: String }

/// The app is before the person: something can be shown over this.
@MainActor
func front() -> UIViewController {
    let (scene, window, root) = (UIWindowScene(), UIWindow(), UIViewController())
    (window.rootViewController, scene.keyWindow) = (root, window)
    UIApplication.shared._scenes = [scene]
    return root
}

/// A file of this text, in the folder for such.
func file(_ text: String) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(text.utf8).write(to: file)
    return file
}

/// A new app on this phone, with a folder of its own. `ahead`: by how much the phone's clock is, in seconds.
@MainActor
func launch(_ ahead: Shared<Int64> = Shared(0), keys: (any PhoneKeys)? = nil) async throws -> Launch {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    return try #require(await Launch.begin(in: folder, keys: keys) { Int64(Date().timeIntervalSince1970) + ahead.with { $0 } }.value)
}

/// Its owner is in, with an empty list.
@MainActor
func open(_ app: Launch) async throws {
    let parts = app.parts
    await parts.shown()
    #expect(await parts.bridge.create().problem == nil)
    #expect(await parts.door.enter { await parts.bridge.unlockByHardware() }.problem == nil)
    parts.unlocked()
}

/// The same of a new app.
@MainActor
func opened(_ ahead: Shared<Int64> = Shared(0)) async throws -> Running {
    let app = try await launch(ahead), running = Running { .ok(app) }
    _ = await running.launched()
    try await open(app)
    return running
}
