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
    private let outings: Outings
    private var session: ASWebAuthenticationSession?

    init(_ outings: Outings) { self.outings = outings }

    func openPage(_ address: String) -> Bool {
        guard let page = webPage(address) else { return false }
        UIApplication.shared.open(page)
        return true
    }

    /// In a browser of the app's own, which calls back to the app and to no other.
    func signIn(_ address: String) -> Bool {
        guard let page = webPage(address) else { return false }
        // The system calls back on a thread of its choice.
        let session = ASWebAuthenticationSession(url: page, callbackURLScheme: "assent") { @Sendable [weak self] callback, _ in
            Task { @MainActor in self?.signedIn(callback) }
        }
        session.presentationContextProvider = self
        self.session = session
        guard session.start() else { return false }
        outings.begin()
        return true
    }

    /// Nil: the person closed the page.
    private func signedIn(_ callback: URL?) {
        outings.end()
        session = nil
        if let callback { onCallback(callback.absoluteString) }
    }

    func copy(_ code: String) {
        let options: [UIPasteboard.OptionsKey: Any] = [.localOnly: true, .expirationDate: Date(timeIntervalSinceNow: Self.clipboardSecs)]
        UIPasteboard.general.setItems([["public.utf8-plain-text": code]], options: options)
    }

    func share(name: String, text: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        guard let front = Front.controller, (try? Data(text.utf8).write(to: file)) != nil else { return }
        let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
        outings.begin()
        sheet.completionWithItemsHandler = { [outings] _, _, _, _ in
            outings.end()
            try? FileManager.default.removeItem(at: file)
        }
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
