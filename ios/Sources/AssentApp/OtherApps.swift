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
    private var outing: Outing?

    init(_ outings: Outings) { self.outings = outings }

    func openPage(_ address: String) -> Bool {
        guard let page = webPage(address) else { return false }
        UIApplication.shared.open(page)
        return true
    }

    /// In a browser of the app's own, which calls back to the app and to no other.
    func signIn(_ address: String, onClosed: @escaping @MainActor () -> Void) -> Bool {
        guard let page = webPage(address) else { return false }
        // Whoever asks again wants the newer page.
        session?.cancel()
        outing?.end()
        guard let outing = outings.begin() else { return false }
        // The system calls back on a thread of its choice.
        let session = ASWebAuthenticationSession(url: page, callbackURLScheme: "assent") { @Sendable [weak self] callback, _ in
            Task { @MainActor in self?.signedIn(outing, callback, onClosed) }
        }
        session.presentationContextProvider = self
        (self.session, self.outing) = (session, outing)
        let isOpen = session.start()
        if !isOpen { signedOut() }
        return isOpen
    }

    /// Nil: the person closed the page. Of an older page nothing is taken.
    private func signedIn(_ which: Outing, _ callback: URL?, _ onClosed: @MainActor () -> Void) {
        guard which === outing else { return }
        if let callback { onCallback(callback.absoluteString) } else { onClosed() }
        signedOut()
    }

    private func signedOut() {
        outing?.end()
        (session, outing) = (nil, nil)
    }

    func copy(_ code: String) {
        let options: [UIPasteboard.OptionsKey: Any] = [.localOnly: true, .expirationDate: Date(timeIntervalSinceNow: Self.clipboardSecs)]
        UIPasteboard.general.setItems([["public.utf8-plain-text": code]], options: options)
    }

    func share(name: String, text: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        guard !outings.isOut, (try? Data(text.utf8).write(to: file)) != nil else { return }
        let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
        let remove = { @MainActor in _ = try? FileManager.default.removeItem(at: file) }
        guard let outing = outings.show(sheet, onEnd: remove) else { return remove() }
        sheet.completionWithItemsHandler = { _, _, _, _ in outing.end() }
    }

    func pasted() -> String { UIPasteboard.general.string ?? "" }

    func openSettings() { URL(string: UIApplication.openSettingsURLString).map { UIApplication.shared.open($0) } }

    private func webPage(_ address: String) -> URL? { URL(string: address).flatMap { ["https", "http"].contains($0.scheme) ? $0 : nil } }
}

extension OtherApps: ASWebAuthenticationPresentationContextProviding {
    func presentationAnchor(for session: ASWebAuthenticationSession) -> ASPresentationAnchor { Front.window ?? ASPresentationAnchor() }
}
