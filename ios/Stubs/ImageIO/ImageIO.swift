// A stand-in for what the app uses of ImageIO, with Apple's documented signatures. What lies in a file are the QR codes of the picture,
// a line each. Without an Objective-C runtime Core Foundation's types are Swift's own.
@_exported import Foundation

public typealias CFString = String
public typealias CFDictionary = [String: Any]
public typealias CFURL = URL

public let kCGImageSourceCreateThumbnailFromImageAlways: CFString = "kCGImageSourceCreateThumbnailFromImageAlways"
public let kCGImageSourceCreateThumbnailWithTransform: CFString = "kCGImageSourceCreateThumbnailWithTransform"
public let kCGImageSourceThumbnailMaxPixelSize: CFString = "kCGImageSourceThumbnailMaxPixelSize"

public final class CGImage: Sendable {
    public let _codes: [String]
    public let _side: Int
    init(_ codes: [String], _ side: Int) { (_codes, _side) = (codes, side) }
}

public final class CGImageSource {
    let text: String
    init(_ text: String) { self.text = text }
}

public func CGImageSourceCreateWithURL(_ url: CFURL, _ options: CFDictionary?) -> CGImageSource? {
    (try? String(contentsOf: url, encoding: .utf8)).map(CGImageSource.init)
}

/// Nil: no picture.
public func CGImageSourceCreateThumbnailAtIndex(_ isrc: CGImageSource, _ index: Int, _ options: CFDictionary?) -> CGImage? {
    guard isrc.text.hasPrefix("picture\n") else { return nil }
    let codes = isrc.text.split(separator: "\n").dropFirst().map(String.init)
    return CGImage(codes, options?[kCGImageSourceThumbnailMaxPixelSize] as? Int ?? .max)
}
