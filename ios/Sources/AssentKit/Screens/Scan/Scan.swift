/// Reading a QR code, by the camera, from a picture or pasted as text: its states, inputs and effects.
public struct ScanState: Equatable, Sendable {
    public var stage: ScanStage

    /// The account that a ticket is looked for.
    public var repairing: String?
    public var hasLight = false
    public var isLit = false

    /// What was read last: a camera sees the same again and again.
    public var last: String?

    /// When the camera saw something last, in seconds.
    public var seenAt: Int64 = 0

    /// The texts of one export in several QR codes, as far as they were scanned.
    public var batch: [String] = []

    /// Which codes of the export are missing, from 1.
    public var missing: [Int] = []
    public var problem: Problem?

    public init(_ stage: ScanStage = .loading, repairing: String? = nil, hasLight: Bool = false, problem: Problem? = nil) {
        (self.stage, self.repairing, self.hasLight, self.problem) = (stage, repairing, hasLight, problem)
    }
}

public enum ScanStage: Sendable {
    case loading

    /// Why the camera is wanted, before the system asks.
    case reason
    case looking, denied, noCamera
}

/// The phone's camera, as it is now.
public struct CameraFacts: Equatable, Sendable {
    public let isThere: Bool

    /// Nil: nobody was asked yet.
    public let isAllowed: Bool?
    public let hasLight: Bool

    public init(isThere: Bool = true, isAllowed: Bool?, hasLight: Bool = false) {
        (self.isThere, self.isAllowed, self.hasLight) = (isThere, isAllowed, hasLight)
    }
}

public enum ScanInput {
    /// The screen is before the person, maybe again, after the phone's settings.
    case look
    case looked(CameraFacts, at: Int64 = 0)
    case allow
    case allowed(Bool)
    case openSettings

    /// The camera can't go on.
    case cameraFailed
    case light
    case picture

    /// What the QR codes say in a picture.
    case pictured(Got<[String]>)
    case paste
    case read(String)

    /// By the camera.
    case saw(String, at: Int64)

    /// What was read last came to nothing, and may be tried again.
    case forget
    case collected([String], Got<ImportContents>)

    /// The rest of a batch does not come.
    case takeBatch
}

public enum ScanEffect: Equatable {
    case look
    case allow
    case openSettings

    /// Begins to read what the camera sees, until the screen is left.
    case read
    case light(Bool)
    case picture
    case paste
    case collect([String])
    case go(Place)
}
