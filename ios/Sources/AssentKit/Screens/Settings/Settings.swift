/// The settings: their states.
public struct SettingsState: Equatable, Sendable {
    /// Nil while it is read.
    public var status: Status?
    public var idleSecs: Int64?
    public var hidesCodes = false
    public var step = SettingsStep.list

    /// Shown once.
    public var recoveryKey: Secret?
    public var problem: Problem?

    public init(_ status: Status? = nil, idleSecs: Int64? = nil, hidesCodes: Bool = false, step: SettingsStep = .list) {
        (self.status, self.idleSecs, self.hidesCodes, self.step) = (status, idleSecs, hidesCodes, step)
    }

    public var hasPin: Bool { status?.pinTriesLeft != nil }
}

public enum SettingsStep: Sendable {
    case list, pin, lockAfter, newRecoveryKey, recoveryKey
}

public enum SettingsInput {
    case read(Got<Status>, idleSecs: Int64?)
    case turn(SettingsStep)
    case hideCodes(Bool)

    /// Typed twice. No part of any state.
    case setPin(Secret, again: Secret)
    case removePin
    case lockAfter(Int64?)
    case makeRecoveryKey
    case madeRecoveryKey(Got<Secret>)
    case done(Got<Done>)
    case lockNow
    case go(Place)
    case back
}

public enum SettingsEffect: Equatable {
    case read
    case hideCodes(Bool)
    case setPin(Secret)
    case removePin
    case lockAfter(Int64?)
    case makeRecoveryKey
    case lockNow
    case go(Place)
}
