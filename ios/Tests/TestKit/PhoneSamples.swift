/// What stands for the phone around the app.
import AssentKit

extension Samples {
    /// Like a QR code, with its three marks.
    public static let picture = QrPicture(
        dark: (0..<(side * side)).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: side)
            return mark(row, column) ?? mark(row, side - 1 - column) ?? mark(side - 1 - row, column) ?? ((row * 31 + column * 17 + row * column * 7) % 5 < 2)
        })
    private static let side = 61

    /// Of the mark in the first corner; nil: not there.
    private static func mark(_ row: Int, _ column: Int) -> Bool? {
        guard row < 8, column < 8 else { return nil }
        let ring = max(abs(row - 3), abs(column - 3))
        return ring != 2 && ring < 4
    }
}
