import Foundation
import TestKit
import Testing
import UserNotifications

@testable import AssentAlert

extension ThePhone {
    /// The extension that shows pushes.
    @Suite struct AlertServiceTests {
        @Test func whateverAPushHoldsNothingButSignInRequestIsSeen() throws {
            let push = UNMutableNotificationContent()
            (push.title, push.body, push.categoryIdentifier) = ("Ada at Atelier", "from Geneva", "request")
            var seen: [UNNotificationContent] = []
            AlertService().didReceive(UNNotificationRequest(identifier: "F00D", content: push, trigger: UNPushNotificationTrigger())) { seen.append($0) }
            let content = try #require(seen.first as? UNMutableNotificationContent)
            #expect(seen.count == 1 && content.title == "Sign-in request" && content.body.isEmpty && content.categoryIdentifier == "plain")
            #expect(content.sound != nil && content.interruptionLevel == .timeSensitive)
        }

        @Test func itsTextIsTheAppsInBothLanguages() throws {
            for (language, folder) in [("en", "values"), ("fr", "values-fr")] {
                let android = try Repository.text("android/res/\(folder)/strings.xml")
                let said = try #require(android.firstMatch(of: /<string name="alert_public">(.+)<\/string>/)).1
                #expect(try Project.words("ios/Alert/Localizable.xcstrings")["alert_public"]?[language] == String(said))
            }
        }

        @Test func itLinksNothingOfTheApp() throws {
            for (path, text) in try Project.sources(in: "ios/Alert") {
                let imports = text.matches(of: /(?m)^import (\w+)/).map { String($0.1) }
                #expect(Set(imports).isSubset(of: ["Foundation", "UserNotifications"]), "\(path)")
            }
            #expect(try !Project.target("AssentAlert").contains("dependencies"))
        }

        @Test func theSystemFindsIt() throws {
            let part = try #require(try Project.plist("ios/Alert/Info.plist")["NSExtension"] as? [String: String])
            #expect(part["NSExtensionPointIdentifier"] == "com.apple.usernotifications.service")
            #expect(part["NSExtensionPrincipalClass"] == "$(PRODUCT_MODULE_NAME).\(AlertService.self)")
        }
    }
}
