import AssentCore

/// What happened to an account that its owner must know of.
public enum Event: Hashable, Sendable {
    /// This phone was unlinked.
    case unlinked

    /// Another phone, of this name.
    case deviceLinked(String)
    case deviceRemoved(String)

    /// Somebody answered "It was not me" to a request of this service.
    case reported(String)
    case changed(Change)

    /// Nil: nothing that must be known.
    init?(_ kind: AssentCore.NoticeKind) {
        switch kind {
        case .unlinked: self = .unlinked
        case .deviceLinked(let name): self = .deviceLinked(name)
        case .deviceRemoved(let name): self = .deviceRemoved(name)
        case .reported(let service): self = .reported(service)
        case .changed(let what): self = .changed(what)
        case .renamed, .quiet, .unknown: return nil
        }
    }
}

/// What the news of an account say.
extension Words {
    public func news(of event: Event) -> String {
        switch event {
        case .unlinked: self(.newsUnlinked)
        case .deviceLinked(let name): self(.newsDeviceLinked, name)
        case .deviceRemoved(let name): self(.newsDeviceRemoved, name)
        case .reported(let service): self(.newsReported, service)
        case .changed(let what): self(.newsChanged, self(key(of: what)))
        }
    }

    private func key(of change: Change) -> TextKey {
        switch change {
        case .password: .changedPassword
        case .optionAdded: .changedOptionAdded
        case .optionRemoved: .changedOptionRemoved
        case .backupCodes: .changedBackupCodes
        case .programAdded: .changedProgramAdded
        case .email: .changedEmail
        case .recovery: .changedRecovery
        case .recoveryBegun: .changedRecoveryBegun
        case .other: .changedOther
        }
    }
}
