extension Problem {
    /// What was typed twice is not the same.
    static let pinDiffers = Problem(.other, "error-pin-differs")
}

/// A secret that was typed twice the same; nil: it was not.
func typedTwice(_ first: Secret, _ again: Secret) -> Secret? { first == again ? first : nil }
