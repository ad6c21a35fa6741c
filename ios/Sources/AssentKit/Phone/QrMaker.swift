/// Makes the picture of a text that another phone's camera reads.
@MainActor
public protocol QrMaker: AnyObject {
    /// Nil: the text does not fit.
    func make(_ text: String) -> QrPicture?
}

/// A QR code, point by point, without its white edge.
public struct QrPicture: Equatable, Sendable {
    /// How many points a side has.
    public let side: Int

    /// Which points are dark: row by row from the top, each from left to right.
    public let dark: [Bool]

    /// `dark`: as many as a square has.
    public init(dark: [Bool]) {
        side = Int(Double(dark.count).squareRoot())
        self.dark = dark
    }
}
