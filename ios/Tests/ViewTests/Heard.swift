import SwiftUI

/// What VoiceOver stands on: one thing of a page, as it is said.
struct Heard: Equatable, CustomStringConvertible {
    enum Trait: Hashable { case button, field, heading, selected, toggle, updates, off }

    var name: String
    var value: String?
    var traits: Set<Trait> = []

    /// It comes before others of its group.
    var priority = 0.0

    var isControl: Bool { !traits.isDisjoint(with: [.button, .field, .toggle]) }
    var description: String { "\(name) \(traits)" }
}

extension Node {
    /// A page from the first to the last swipe, as Apple documents what its modifiers do.
    @MainActor var heard: [Heard] {
        if marks["aria-hidden"] == "true" { return [] }
        if action != nil || input != nil { return [control] }
        if marks["role"] == "group" { return group }
        if let label { return [said(label)] }
        if kind == "symbol" { return [said("symbol \(marks["data-symbol"] ?? "")")] }
        if kind == "text" { return text.isEmpty ? [] : [said(text)] }
        return kids.flatMap(\.heard)
    }

    @MainActor private var control: Heard {
        var heard = said(label ?? inside)
        heard.traits.insert(kind == "switch" ? .toggle : input != nil ? .field : .button)
        if isOff { heard.traits.insert(.off) }
        heard.value = kind == "switch" ? all.compactMap { $0.marks["aria-checked"] }.first : marks["value"]
        return heard
    }

    @MainActor private var group: [Heard] {
        switch marks["data-children"] {
        case "contain": kids.flatMap(\.heard).enumerated().sorted { ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset) }.map(\.element)
        case "combine": [said(label ?? inside)]
        default: [said(label ?? "")]
        }
    }

    @MainActor private var inside: String { kids.flatMap(\.heard).map(\.name).joined(separator: ", ") }

    @MainActor private func said(_ name: String) -> Heard {
        var heard = Heard(name: name, priority: marks["data-sort"].flatMap(Double.init) ?? 0)
        if marks["role"] == "heading" { heard.traits.insert(.heading) }
        if marks["aria-selected"] != nil { heard.traits.insert(.selected) }
        if marks["aria-busy"] != nil { heard.traits.insert(.updates) }
        return heard
    }
}
