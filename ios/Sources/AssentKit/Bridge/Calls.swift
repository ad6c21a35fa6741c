import AssentCore
import Dispatch

/// How the core is called: off the main thread, and nothing is thrown.
struct Calls: Sendable {
    /// What the core does without waiting for servers still reads and writes files.
    private let queue = DispatchQueue(label: "org.assent.core", attributes: .concurrent)

    /// A call that holds up its thread.
    func got<Value: Sendable>(_ call: @escaping @Sendable () throws -> Value) async -> Got<Value> {
        await withCheckedContinuation { went in
            queue.async { went.resume(returning: Got { try call() }) }
        }
    }

    /// A call that waits by itself.
    func waited<Value: Sendable>(_ call: @Sendable () async throws -> Value) async -> Got<Value> {
        do {
            return .ok(try await call())
        } catch {
            return .failed(Problem(error))
        }
    }

    /// A call that ends, with `cancelled`, when its task is cancelled.
    func cancellable<Value: Sendable>(_ call: @Sendable (CancelHandle) async throws -> Value) async -> Got<Value> {
        await waited {
            let cancel = try CancelHandle()
            return try await withTaskCancellationHandler {
                try await call(cancel)
            } onCancel: {
                // It has nothing to say: what was cancelled ends by itself.
                try? cancel.cancel()
            }
        }
    }
}

extension Got {
    fileprivate init(_ call: () throws -> Value) {
        do {
            self = .ok(try call())
        } catch {
            self = .failed(Problem(error))
        }
    }
}
