import UIKit

/// Windows of others that the app itself puts before the person, one at a time: the choice of a file or a picture, a share sheet, a
/// sign-in page. Who is there has not left.
@MainActor
final class Outings {
    /// The person is back.
    var onBack: @MainActor () -> Void = {}
    private var outing: Outing?

    /// UIKit drops what it can't show and says so to nobody, so it is looked whether the window is there.
    var isOut: Bool {
        if let outing, !outing.isThere() { outing.end() }
        return outing != nil
    }

    /// Nil: the person is out already. `isThere`: whether the window is, `onEnd`: it is gone, whichever way.
    func begin(isThere: @escaping @MainActor () -> Bool = { true }, onEnd: @escaping @MainActor () -> Void = {}) -> Outing? {
        if isOut { return nil }
        let outing = Outing(isThere) { [weak self] in
            self?.outing = nil
            onEnd()
            self?.onBack()
        }
        self.outing = outing
        return outing
    }

    /// Shows `sheet` over what the person looks at. Nil, where nobody can be asked.
    func show(_ sheet: UIViewController, onEnd: @escaping @MainActor () -> Void) -> Outing? {
        guard let front = Front.controller else { return nil }
        let outing = begin(isThere: { [weak sheet] in sheet?.presentingViewController != nil }, onEnd: onEnd)
        guard let outing else { return nil }
        sheet.presentationController?.delegate = outing
        // A tablet shows a share sheet beside something.
        sheet.popoverPresentationController?.sourceView = front.view
        front.present(sheet, animated: true)
        return outing
    }
}

/// One of them. It ends once.
@MainActor
final class Outing: NSObject {
    fileprivate let isThere: @MainActor () -> Bool
    private var onEnd: (@MainActor () -> Void)?

    fileprivate init(_ isThere: @escaping @MainActor () -> Bool, _ onEnd: @escaping @MainActor () -> Void) { (self.isThere, self.onEnd) = (isThere, onEnd) }

    func end() {
        let ended = onEnd
        onEnd = nil
        ended?()
    }
}

extension Outing: UIAdaptivePresentationControllerDelegate {
    /// It was swiped away: not every sheet says that itself.
    func presentationControllerDidDismiss(_ presentationController: UIPresentationController) { end() }
}
