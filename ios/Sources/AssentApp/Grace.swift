import UIKit

/// Some seconds more before the system stops the app.
@MainActor
enum Grace {
    /// Until `work` is done: what is not locked by then would lie open in memory.
    static func during(_ work: @MainActor () async -> Void) async {
        let grace = UIApplication.shared.beginBackgroundTask(withName: "org.assent.lock")
        await work()
        UIApplication.shared.endBackgroundTask(grace)
    }
}
