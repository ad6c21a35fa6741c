// A stand-in for what the app uses of PhotosUI, and of pictures on their way from other apps, with Apple's documented signatures.
@_exported import Foundation
import UIKit

public struct PHPickerFilter: Equatable, Sendable {
    let name: String
    public static let images = Self(name: "images")
}

public struct PHPickerConfiguration {
    public var filter: PHPickerFilter?
    public var selectionLimit = 1
    public init() {}
}

/// On a phone it is Foundation's.
open class NSItemProvider: NSObject {
    public let _file: URL?
    public init(_ file: URL?) { _file = file }

    /// What it hands over is gone when the handler returns.
    @discardableResult
    public func loadFileRepresentation(
        forTypeIdentifier typeIdentifier: String, completionHandler: @escaping @Sendable (URL?, (any Error)?) -> Void
    ) -> Progress {
        let file = _file
        DispatchQueue.global().async {
            completionHandler(file, file == nil ? CocoaError(.fileReadUnknown) : nil)
            if let file { try? FileManager.default.removeItem(at: file) }
        }
        return Progress(totalUnitCount: 1)
    }
}

public struct PHPickerResult {
    public let itemProvider: NSItemProvider
    public init(_ provider: NSItemProvider) { itemProvider = provider }
}

@MainActor @preconcurrency
public protocol PHPickerViewControllerDelegate: AnyObject {
    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult])
}

@MainActor open class PHPickerViewController: UIViewController {
    public weak var delegate: (any PHPickerViewControllerDelegate)?
    public let configuration: PHPickerConfiguration
    public init(configuration: PHPickerConfiguration) { self.configuration = configuration }
}
