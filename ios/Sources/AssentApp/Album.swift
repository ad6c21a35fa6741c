import AssentKit
import Foundation
import ImageIO
import PhotosUI
import UIKit
import UniformTypeIdentifiers
import Vision

/// The person's pictures, by the system's own picker: it hands over the one that was chosen, so no permission is asked for.
final class Album: NSObject, Pictures {
    /// No more pixels a side than a code needs, so that no picture fills the memory.
    private nonisolated static var maxSide: Int { 2048 }

    private let choice: Choice<Got<[String]>>

    init(_ outings: Outings) { choice = Choice(outings) }

    /// Nothing, where nobody can be asked.
    func read() async -> Got<[String]>? {
        let picker = Self.picker()
        picker.delegate = self
        return await choice.ask(picker)
    }

    private static func picker() -> PHPickerViewController {
        var wanted = PHPickerConfiguration()
        (wanted.filter, wanted.selectionLimit) = (.images, 1)
        let picker = PHPickerViewController(configuration: wanted)
        // Swiped away it would say nothing, and who waits would wait for good.
        picker.isModalInPresentation = true
        return picker
    }

    /// What the QR codes say in a picture. On whatever thread has it.
    nonisolated static func codes(in file: URL?) -> Got<[String]> {
        guard let file else { return .failed(Problem(.other, "error-unreadable")) }
        if let trouble = Files.trouble(with: file) { return .failed(trouble) }
        let request = VNDetectBarcodesRequest()
        request.symbologies = [.qr]
        guard let image = image(in: file), (try? VNImageRequestHandler(cgImage: image).perform([request])) != nil else {
            return .failed(Problem(.other, "error-unreadable"))
        }
        return .ok((request.results ?? []).compactMap(\.payloadStringValue))
    }

    private nonisolated static func image(in file: URL) -> CGImage? {
        let options: [CFString: Any] = [
            kCGImageSourceCreateThumbnailFromImageAlways: true, kCGImageSourceCreateThumbnailWithTransform: true,
            kCGImageSourceThumbnailMaxPixelSize: maxSide,
        ]
        return CGImageSourceCreateWithURL(file as CFURL, nil).flatMap { CGImageSourceCreateThumbnailAtIndex($0, 0, options as CFDictionary) }
    }
}

extension Album: PHPickerViewControllerDelegate {
    func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult]) {
        picker.dismiss(animated: true)
        guard let picture = results.first?.itemProvider else { return choice.end(nil) }
        choice.made()
        // The file is gone when the block returns.
        picture.loadFileRepresentation(forTypeIdentifier: UTType.image.identifier) { file, _ in
            let got = Self.codes(in: file)
            Task { @MainActor in self.choice.end(got) }
        }
    }
}
