import AssentKit
import Foundation
import UIKit
import UserNotifications

/// What the system tells the app, whether it has a window or not. The app's target hands it to the system.
public final class PhoneDelegate: NSObject, UIApplicationDelegate {
    public let running: Running
    private let rounds: Rounds
    private let activity: Activity

    public override convenience init() { self.init(Running()) }

    init(_ running: Running) {
        self.running = running
        rounds = Rounds { await running.look() != nil }
        activity = Activity { Task { await running.touched() } }
        super.init()
    }

    /// An answer in a notification may be why the app was begun: it is told right after this.
    public func application(_ application: UIApplication, didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]? = nil) -> Bool {
        UNUserNotificationCenter.current().delegate = self
        rounds.register()
        rounds.plan()
        activity.watch()
        return true
    }

    public func application(_ application: UIApplication, didRegisterForRemoteNotificationsWithDeviceToken deviceToken: Data) {
        running.launch?.value?.push.came(deviceToken)
    }

    public func application(_ application: UIApplication, didFailToRegisterForRemoteNotificationsWithError error: any Error) {
        running.launch?.value?.push.failed()
    }

    /// Nothing in a push is read: the servers are asked.
    public func application(
        _ application: UIApplication, didReceiveRemoteNotification userInfo: [AnyHashable: Any],
        fetchCompletionHandler completionHandler: @escaping (UIBackgroundFetchResult) -> Void
    ) {
        Task {
            let update = await running.wake()
            completionHandler(update.map { $0.requests.isEmpty ? .noData : .newData } ?? .failed)
        }
    }

    public func applicationProtectedDataWillBecomeUnavailable(_ application: UIApplication) {
        Task { await running.launch?.value?.parts.phoneLocked() }
    }
}

extension PhoneDelegate: UNUserNotificationCenterDelegate {
    public nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse, withCompletionHandler completionHandler: @escaping () -> Void
    ) {
        let given = Notes.answer(to: response)
        let done = Completion(call: completionHandler)
        Task { @MainActor in
            if let given { await running.launched().value?.parts.answers.give(given.request, given.answer) }
            done.call(())
        }
    }

    /// Who is in and has the app before them sees it there.
    public nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void
    ) {
        let isForAll = Notes.isForAllScreens(notification)
        let done = Completion(call: completionHandler)
        Task { @MainActor in
            let isSeen = running.launch?.value?.parts.isSeen ?? false
            done.call(isForAll || !isSeen ? [.banner, .list, .sound] : [])
        }
    }
}

/// The system's own, which may be called from any thread.
private struct Completion<Value>: @unchecked Sendable {
    let call: (Value) -> Void
}
