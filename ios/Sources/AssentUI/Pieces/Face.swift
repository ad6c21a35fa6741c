import AssentKit
import SwiftUI

/// An account's initials on a disc of its colour. The name stands beside it, so it says nothing itself.
struct Face: View {
    let initials: String
    var colour = Colour.teal

    /// Its link is dead, so it has no colour.
    var isOff = false
    var size: CGFloat = 44

    var body: some View {
        Text(verbatim: initials).font(.headline).dynamicLetters().modifier(Letters(colour: isOff ? nil : colour))
            .frame(width: size, height: size).modifier(Ground(colour: isOff ? nil : colour)).accessibilityHidden(true)
    }
}

extension View {
    /// They stay within their disc, however large letters are.
    fileprivate func dynamicLetters() -> some View { dynamicTypeSize(.large).lineLimit(1).minimumScaleFactor(0.5) }
}

private struct Letters: ViewModifier {
    let colour: Colour?

    func body(content: Content) -> some View {
        if let colour { content.foregroundStyle(FacePaint(colour: colour, part: .ink)) } else { content.foregroundStyle(Paint.soft) }
    }
}

private struct Ground: ViewModifier {
    let colour: Colour?

    func body(content: Content) -> some View {
        if let colour { content.background(FacePaint(colour: colour, part: .ground), in: Circle()) } else { content.background(Paint.well, in: Circle()) }
    }
}

/// Time that runs out: from 1 to 0, clockwise from the top. Who wants no motion sees it jump each second.
struct Ring: View {
    let left: Double
    var isLast = false
    var width: CGFloat = 3
    @Environment(\.accessibilityReduceMotion) private var reducesMotion

    var body: some View {
        ZStack {
            Circle().stroke(Paint.line, lineWidth: width)
            Circle().trim(from: 0, to: max(0, min(1, left)))
                .stroke(isLast ? Paint.alarm : Paint.accent, style: StrokeStyle(lineWidth: width, lineCap: .round))
                .rotationEffect(.degrees(-90))
                .animation(reducesMotion ? nil : .linear(duration: 1), value: left)
        }
        .accessibilityHidden(true)
    }
}

/// A face with the time that is left around it.
struct FaceDial: View {
    let initials: String
    let left: Double
    let size: CGFloat

    var body: some View {
        ZStack {
            Face(initials: initials, size: size * 0.8)
            Ring(left: left, width: size > 80 ? 5 : 3).frame(width: size, height: size)
        }
    }
}

extension RequestState {
    /// What is left of the time, from 1 to 0.
    var rest: Double { request.map { Double(left) / Double($0.wholeSecs) } ?? 0 }
}
