import AssentKit

/// The person's pictures.
final class Album: Pictures {
    func read() async -> Got<[String]>? { nil }
}
