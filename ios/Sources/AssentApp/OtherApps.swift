import AssentKit
import AuthenticationServices
import Foundation
import UIKit

/// The system's browser, clipboard and share sheet.
final class OtherApps: NSObject, Outside {
    /// So long a code stays on the clipboard, in seconds.
    private static var clipboardSecs: TimeInterval { 30 }

    /// Where a sign-in page's callback goes.
    var onCallback: (String) -> Void = { _ in }
    private var session: ASWebAuthenticationSession?

    func openPage(_ address: String) -> Bool {
        guard let page = webPage(address) else { return false }
        UIApplication.shared.open(page)
        return true
    }

    /// In a browser of the app's own, which calls back to the app and to no other.
    func signIn(_ address: String) -> Bool {
        guard let page = webPage(address) else { return false }
        let session = ASWebAuthenticationSession(url: page, callbackURLScheme: "assent") { [weak self] callback, _ in
            guard let callback else { return }
            Task { @MainActor in self?.onCallback(callback.absoluteString) }
        }
        session.presentationContextProvider = self
        self.session = session
        return session.start()
    }

    func copy(_ code: String) {
        let options: [UIPasteboard.OptionsKey: Any] = [.localOnly: true, .expirationDate: Date(timeIntervalSinceNow: Self.clipboardSecs)]
        UIPasteboard.general.setItems([["public.utf8-plain-text": code]], options: options)
    }

    func share(name: String, text: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        guard (try? Data(text.utf8).write(to: file)) != nil, let front = Front.window?.rootViewController else { return }
        let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
        // A tablet shows it beside something.
        sheet.popoverPresentationController?.sourceView = front.view
        front.present(sheet, animated: true)
    }

    func pasted() -> String { UIPasteboard.general.string ?? "" }

    func openSettings() { URL(string: UIApplication.openSettingsURLString).map { UIApplication.shared.open($0) } }

    private func webPage(_ address: String) -> URL? { URL(string: address).flatMap { ["https", "http"].contains($0.scheme) ? $0 : nil } }
}

extension OtherApps: ASWebAuthenticationPresentationContextProviding {
    func presentationAnchor(for session: ASWebAuthenticationSession) -> ASPresentationAnchor { Front.window ?? ASPresentationAnchor() }
}
