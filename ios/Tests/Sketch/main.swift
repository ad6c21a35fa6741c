// Draws every state of every screen as HTML: sketch FOLDER. A drawing that is only like iOS.
import AssentKit
import AssentUI
import Foundation
import SwiftUI
import TestKit

/// How a person has set up the phone.
struct Look {
    let name: String
    var language = "en"
    var isDark = false
    var size = DynamicTypeSize.large
    var width = 390
    var height = 844
    var direction = LayoutDirection.leftToRight

    /// The last two are the smallest screen and the largest letters that the system has, and words from right to left, of which we have no language yet.
    static let all = [
        Look(name: "en"), Look(name: "fr-dark", language: "fr", isDark: true), Look(name: "fr-ax5", language: "fr", size: .accessibility5),
        Look(name: "fr-320", language: "fr", width: 320, height: 568),
        Look(name: "fr-320-ax5", language: "fr", isDark: true, size: .accessibility5, width: 320, height: 568),
        Look(name: "en-rtl", direction: .rightToLeft),
    ]
    static let tablets = [
        Look(name: "tablet", width: 1024, height: 768), Look(name: "tablet-fr-dark", language: "fr", isDark: true, width: 1024, height: 768),
    ]

    @MainActor
    func draw(_ view: @escaping @MainActor () -> some View) -> String {
        let words = Words(language: language, locale: Locale(identifier: language == "en" ? "en_GB" : "fr_FR"), zone: TimeZone(identifier: "UTC")!)
        let window = TestWindow { values in
            values.words = words
            values.dynamicTypeSize = size
            values.layoutDirection = direction
            values.colorScheme = isDark ? .dark : .light
            values.horizontalSizeClass = width > 700 ? .regular : .compact
        } _: {
            view()
        }
        return window.html(Sketch(width: width, height: height, isDark: isDark, isRightToLeft: direction == .rightToLeft, symbols: Symbols.path))
    }
}

/// The signs, as the Android app draws them; the system has others for the same names.
enum Symbols {
    static func path(_ symbol: String) -> String {
        guard let icon = Icon(rawValue: symbol), let file = try? Repository.text("android/res/drawable/ic_\(icon).xml") else { return "<rect width='24' height='24'/>" }
        return file.matches(of: /<path android:pathData="([^"]*)"([^>]*)>/).map { path in
            let looks = path.2.contains("strokeColor") ? "fill='none' stroke='currentColor' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'" : ""
            return "<path d='\(path.1)' \(looks)/>"
        }.joined()
    }
}

let folder = URL(fileURLWithPath: CommandLine.arguments[1])

func write(_ name: String, _ html: String) throws { try Data(html.utf8).write(to: folder.appendingPathComponent("\(name).html")) }

for look in Look.all {
    for shown in everyState {
        try write("\(shown.name)-\(look.name)", look.draw { NavigationStack { ScreenView(screen: shown.screen) } })
    }
    try write("captured-\(look.name)", look.draw { RootView(stack: sampleStack([])).environment(\.isSceneCaptured, true) })
}
for look in Look.tablets {
    for shown in everyTabletState { try write("tablet-\(shown.name)-\(look.name)", look.draw { RootView(stack: shown.stack) }) }
}
