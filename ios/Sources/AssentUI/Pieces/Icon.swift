import SwiftUI

/// The signs: by the names that they have in the Android app, drawn as the system has them (SF Symbols).
public enum Icon: String, CaseIterable, Sendable {
    case again = "arrow.clockwise"
    case back = "chevron.backward"
    case bin = "trash"
    case clock = "clock"
    case computer = "desktopcomputer"
    case copy = "doc.on.clipboard"
    case disc = "circle.fill"
    case done = "checkmark.circle"
    case dots = "ellipsis.rectangle"
    case download = "arrow.down.doc"
    case erase = "delete.backward"
    case finger = "hand.tap"
    case gear = "gearshape"
    case help = "questionmark.circle"
    case `import` = "square.and.arrow.down"
    case info = "info.circle"
    case key = "key"
    case lock = "lock"
    case mark = "checkmark.seal"
    case next = "chevron.forward"
    case no = "xmark.circle"
    case pen = "pencil"
    case phone = "iphone"
    case place = "mappin.and.ellipse"
    case plus = "plus"
    case quiet = "moon"
    case scan = "qrcode.viewfinder"
    case search = "magnifyingglass"
    case user = "person"
    case warn = "exclamationmark.triangle"

    /// Always beside words, which say it.
    @MainActor var image: some View { Image(systemName: rawValue).accessibilityHidden(true) }
}
