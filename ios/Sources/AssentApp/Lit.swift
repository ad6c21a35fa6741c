import AssentKit
import SwiftUI
import UIKit

/// Keeps the phone from going dark while what is on top of `stack` wants it so.
struct Lit: ViewModifier {
    let stack: Stack

    func body(content: Content) -> some View {
        content.onChange(of: stack.top?.screen.staysLit ?? false, initial: true) { _, isLit in UIApplication.shared.isIdleTimerDisabled = isLit }
    }
}
