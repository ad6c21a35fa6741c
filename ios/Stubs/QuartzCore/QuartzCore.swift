// A stand-in for what the app uses of QuartzCore, with Apple's documented signatures.
@_exported import Foundation

open class CALayer: NSObject {
    public required override init() {}
}
