import AssentKit
import SwiftUI

/// Boxes for the number that the sign-in page shows.
struct NumberBoxes: View {
    let digits: Int
    let typed: String
    @Environment(\.words) private var words

    var body: some View {
        VStack(spacing: 10) {
            Say(.numberOnPage).font(.subheadline.weight(.semibold)).foregroundStyle(Paint.ink)
            HStack(spacing: 8) {
                ForEach(0..<digits, id: \.self) { place in
                    box(place)
                    // Three and three.
                    if digits == 6, place == 2 { Spacer().frame(width: 8) }
                }
            }
            .digits()
            .accessibilityElement().accessibilityLabel(Text(verbatim: words(.numberTyped, typed.count, digits, spoken(typed))))
        }
    }

    private func box(_ place: Int) -> some View {
        Text(verbatim: typed.dropFirst(place).first.map(String.init) ?? "").font(.title2.weight(.semibold)).foregroundStyle(Paint.ink)
            .dynamicTypeSize(...DynamicTypeSize.xxLarge)
            .frame(width: 40, height: 48).background(Paint.card, in: RoundedRectangle(cornerRadius: 10))
            .overlay { RoundedRectangle(cornerRadius: 10).stroke(place == typed.count ? Paint.accent : Paint.edge, lineWidth: place == typed.count ? 2 : 1) }
    }
}

/// Keys of our own, which no keyboard app can watch.
struct NumberKeys: View {
    let digit: @MainActor (Character) -> Void
    let erase: @MainActor () -> Void
    @Environment(\.words) private var words

    init(digit: @escaping @MainActor (Character) -> Void, erase: @escaping @MainActor () -> Void) { (self.digit, self.erase) = (digit, erase) }

    var body: some View {
        VStack(spacing: 6) {
            ForEach(["123", "456", "789"], id: \.self) { row in
                HStack(spacing: 6) { ForEach(Array(row), id: \.self) { key($0) } }
            }
            HStack(spacing: 6) {
                Spacer().frame(maxWidth: .infinity)
                key("0")
                Button { erase() } label: { face { Icon.erase.image.font(.title3) } }.accessibilityLabel(Text(verbatim: words(.erase)))
            }
        }
        .digits()
    }

    private func key(_ sign: Character) -> some View {
        Button { digit(sign) } label: { face { Text(verbatim: String(sign)).font(.title2) } }
    }

    private func face(@ViewBuilder _ sign: () -> some View) -> some View {
        sign().foregroundStyle(Paint.ink).frame(maxWidth: .infinity, minHeight: 48)
            .background(Paint.card, in: RoundedRectangle(cornerRadius: 10))
    }
}
