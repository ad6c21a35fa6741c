// A stand-in for what the app uses of BackgroundTasks, with Apple's documented signatures.
@_exported import Foundation

open class BGTask: NSObject {
    public let identifier: String
    public var expirationHandler: (() -> Void)?
    public private(set) var _ends: [Bool] = []
    public init(_ identifier: String) { self.identifier = identifier }
    public func setTaskCompleted(success: Bool) { _ends.append(success) }
}

open class BGAppRefreshTask: BGTask {}

open class BGTaskRequest: NSObject {
    public let identifier: String
    public var earliestBeginDate: Date?
    fileprivate init(_ identifier: String) { self.identifier = identifier }
}

open class BGAppRefreshTaskRequest: BGTaskRequest {
    public init(identifier: String) { super.init(identifier) }
}

/// Apple's is safe to use from any thread.
open class BGTaskScheduler: NSObject, @unchecked Sendable {
    public static let shared = BGTaskScheduler()
    private var handlers: [String: (BGTask) -> Void] = [:]
    public private(set) var _requests: [BGTaskRequest] = []

    public func register(forTaskWithIdentifier identifier: String, using queue: DispatchQueue?, launchHandler: @escaping (BGTask) -> Void) -> Bool {
        dispatchPrecondition(condition: .onQueue(.main))
        precondition(queue?.label == DispatchQueue.main.label, "the app's handler is one of the main thread")
        return handlers.updateValue(launchHandler, forKey: identifier) == nil
    }

    public func submit(_ taskRequest: BGTaskRequest) throws {
        guard handlers[taskRequest.identifier] != nil else { throw CocoaError(.featureUnsupported) }
        _requests.append(taskRequest)
    }

    /// What the system does when it finds that it is time.
    @MainActor public func _begin(_ task: BGTask) { handlers[task.identifier]?(task) }
}
