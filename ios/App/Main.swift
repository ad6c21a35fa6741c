import AssentApp
import SwiftUI

@main
struct Main: App {
    @UIApplicationDelegateAdaptor private var phone: PhoneDelegate

    var body: some Scene {
        WindowGroup { AppWindow(phone.running) }
    }
}
