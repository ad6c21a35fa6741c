import AssentKit
import SwiftUI

/// The colours, by the names that they have in the Android app.
enum Paint: String, CaseIterable, ShapeStyle {
    case page, card, well, line, edge, ink, soft, accent, onAccent = "on_accent", tint, no, onNo = "on_no"
    case alarm, alarmTint = "alarm_tint", warn, warnTint = "warn_tint"

    func resolve(in environment: EnvironmentValues) -> Color { Color(hex: environment.colorScheme == .dark ? dark : light) }

    var light: UInt32 { hues.light }
    var dark: UInt32 { hues.dark }

    private var hues: (light: UInt32, dark: UInt32) {
        switch self {
        case .page: (0xF5F7F6, 0x0E1413)
        case .card: (0xFFFFFF, 0x161E1D)
        case .well: (0xEEF2F1, 0x1D2726)
        case .line: (0xDCE2E0, 0x2B3736)
        case .edge: (0x74817D, 0x7B8A86)
        case .ink: (0x13201E, 0xE8EFED)
        case .soft: (0x52605D, 0xA5B2AF)
        case .accent: (0x0B6E69, 0x4FD1C5)
        case .onAccent: (0xFFFFFF, 0x04211F)
        case .tint: (0xE3F1EF, 0x112E2B)
        case .no: (0x4B5755, 0xAEBBB8)
        case .onNo: (0xFFFFFF, 0x101817)
        case .alarm: (0xB3261E, 0xF2B8B5)
        case .alarmTint: (0xFCEBE9, 0x3A1D1B)
        case .warn: (0x7A4F00, 0xF0CD86)
        case .warnTint: (0xFCF2DC, 0x31270F)
        }
    }
}

/// Of an account's initials: the ground and the letters.
struct FacePaint: ShapeStyle {
    enum Part { case ground, ink }

    let colour: Colour
    let part: Part

    func resolve(in environment: EnvironmentValues) -> Color {
        let hues = self.hues
        return Color(hex: environment.colorScheme == .dark ? hues.dark : hues.light)
    }

    var hues: (light: UInt32, dark: UInt32) { part == .ground ? ground : ink }

    private var ground: (light: UInt32, dark: UInt32) {
        switch colour {
        case .teal: (0xE3F1EF, 0x112E2B)
        case .blue: (0xE4EDFA, 0x16273F)
        case .purple: (0xEEE7F9, 0x2A1F3D)
        case .pink: (0xFBE6F0, 0x3A1A2B)
        case .red: (0xFCEBE9, 0x3A1D1B)
        case .orange: (0xFBEBDD, 0x38230F)
        case .yellow: (0xFAF1D2, 0x31270F)
        case .green: (0xE5F3E3, 0x18301A)
        }
    }

    private var ink: (light: UInt32, dark: UInt32) {
        switch colour {
        case .teal: (0x0B6E69, 0x4FD1C5)
        case .blue: (0x1F5AA6, 0x9CC3F5)
        case .purple: (0x6B3FA0, 0xCBB2F0)
        case .pink: (0xA02C6B, 0xF2AFD0)
        case .red: (0xB3261E, 0xF2B8B5)
        case .orange: (0x96480B, 0xF3BE8F)
        case .yellow: (0x725600, 0xF0CD86)
        case .green: (0x2C6B2A, 0xA5D6A0)
        }
    }
}

extension Color {
    /// `0xRRGGBB`.
    init(hex: UInt32) {
        let part = { (shift: UInt32) in Double((hex >> shift) & 0xFF) / 255 }
        self.init(.sRGB, red: part(16), green: part(8), blue: part(0), opacity: 1)
    }
}
